import { FULL_HOUR, fourSeats, planOf } from "@hotseat/shared";
import type { Agenda, MemberView, Millis, Plan } from "@hotseat/shared";

/** One line of the form. The key stays with the person when the order changes. */
type Chair = { readonly key: number; readonly name: string };

export type Draft = {
  /** In seat order. */
  readonly chairs: readonly Chair[];
  /** The key of the chair that facilitates. */
  readonly facilitator: number;
  /** Minutes of the hour; `own` takes them from `ownMinutes`. */
  readonly length: 60 | 3 | 6 | 15 | 30 | "own";
  readonly ownMinutes: string;
};

export const rehearsalLengths = [3, 6, 15, 30] as const;

const MINUTE: Millis = 60_000;

export const emptyDraft: Draft = {
  chairs: Array.from({ length: fourSeats.seats }, (_, key) => ({ key, name: "" })),
  facilitator: fourSeats.seats - 1,
  length: 60,
  ownMinutes: "10",
};

/** The draft's hour; null when the number of minutes is not one that a rehearsal can have. */
export function hourOf({ length, ownMinutes }: Draft): Millis | null {
  if (length !== "own") return length * MINUTE;
  const count = /^\d{1,2}$/.test(ownMinutes.trim()) ? Number(ownMinutes) : 0;
  return count >= 1 && count <= 59 ? count * MINUTE : null;
}

/** Exchanges a chair with the one above it. */
export function moveUp(draft: Draft, index: number): Draft {
  const chairs = [...draft.chairs];
  const [chair] = chairs.splice(index, 1);
  if (chair && index > 0) chairs.splice(index - 1, 0, chair);
  return index > 0 ? { ...draft, chairs } : draft;
}

/** The hour that the draft would make, by the rules that will make it. */
export function preview(draft: Draft): { plan: Plan; members: MemberView[] } {
  return planFor(fourSeats, hourOf(draft) ?? FULL_HOUR, draft.chairs, draft.facilitator);
}

/** An hour of nobody in particular, to show what one looks like. */
export function demoPlan(agenda: Agenda): { plan: Plan; members: MemberView[] } {
  const chairs = Array.from({ length: agenda.seats }, (_, key) => ({ key, name: "" }));
  return planFor(agenda, FULL_HOUR, chairs, agenda.seats - 1);
}

function planFor(agenda: Agenda, hour: Millis, chairs: readonly Chair[], facilitator: number) {
  const members = chairs.map(({ key, name }, colour): MemberView => {
    const role = key === facilitator ? "facilitator" : "member";
    return { id: String(key), name, role, colour, here: false };
  });
  const plan = planOf({
    status: "lobby",
    version: 1,
    at: 0,
    agenda,
    hour,
    members,
    order: members.map(({ id }) => id),
    facilitator: String(facilitator),
    here: [],
  });
  return { plan, members };
}
