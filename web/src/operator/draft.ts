import { FULL_HOUR, MOST_MEMBERS, alternating, fit, fourSeats, presets } from "@hotseat/shared";
import type { Agenda, Fitting, Millis } from "@hotseat/shared";
import { previewOf } from "../ring/preview.ts";
import type { Preview } from "../ring/preview.ts";

/** One line of the form. The key stays with the person when the order changes. */
type Chair = { readonly key: number; readonly name: string };

export type Draft = {
  /** In seat order. */
  readonly chairs: readonly Chair[];
  /** The key of the chair that facilitates. */
  readonly facilitator: number;
  /** The key of the one who stands in; null for whom the rules take. */
  readonly deputy: number | null;
  /** The id of a preset, or `own`. */
  readonly agenda: string;
  readonly own: Agenda;
  /** Half of the members sit, the others in the next call. */
  readonly halves: boolean;
  /** Minutes of the hour; `own` takes them from `ownMinutes`. */
  readonly length: 60 | 3 | 6 | 15 | 30 | "own";
  readonly ownMinutes: string;
  readonly begins: "by-hand" | "at";
  /** Local date and time, as the browser's field has them. */
  readonly beginsAt: string;
  readonly practice: boolean;
  /** Whether the hour is sealed, where the browser can. */
  readonly sealed: boolean;
  /** The session that this one goes on from; null for new people. */
  readonly follows: string | null;
};

export const rehearsalLengths = [3, 6, 15, 30] as const;

/** The name of the own agenda in what is sent. */
export const OWN = "own";

const MINUTE: Millis = 60_000;
const USUAL_MEMBERS = 4;

export function emptyDraft(own: Agenda): Draft {
  return {
    chairs: Array.from({ length: USUAL_MEMBERS }, (_, key) => ({ key, name: "" })),
    facilitator: USUAL_MEMBERS - 1,
    deputy: null,
    agenda: fourSeats.id,
    own,
    halves: false,
    length: 60,
    ownMinutes: "10",
    begins: "by-hand",
    beginsAt: "",
    practice: false,
    sealed: true,
    follows: null,
  };
}

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

export function withChair(draft: Draft): Draft {
  if (draft.chairs.length >= MOST_MEMBERS) return draft;
  const key = Math.max(...draft.chairs.map((chair) => chair.key)) + 1;
  return { ...draft, chairs: [...draft.chairs, { key, name: "" }] };
}

export function withoutChair(draft: Draft, key: number): Draft {
  const chairs = draft.chairs.filter((chair) => chair.key !== key);
  const last = chairs.at(-1)?.key ?? 0;
  return {
    ...draft,
    chairs,
    facilitator: draft.facilitator === key ? last : draft.facilitator,
    deputy: draft.deputy === key ? null : draft.deputy,
  };
}

/** The agenda as it is chosen, before halving. */
function wholeAgendaOf({ agenda, own }: Draft): Agenda {
  return agenda === OWN ? own : (presets.find(({ id }) => id === agenda) ?? fourSeats);
}

/** The agenda that the draft would be made with. */
export function agendaOf(draft: Draft): Agenda {
  const agenda = wholeAgendaOf(draft);
  return draft.halves ? alternating(agenda, draft.chairs.length) : agenda;
}

/** Whether the agenda fits, and whether it would if half of the members sat at a time. */
export function fittingOf(draft: Draft): {
  readonly fitting: Fitting;
  readonly halvesFit: boolean;
} {
  const members = draft.chairs.length;
  const halves = fit(alternating(wholeAgendaOf(draft), members), members);
  return { fitting: fit(agendaOf(draft), members), halvesFit: halves.ok };
}

/** When the hour begins by itself; null by hand, and `NaN` while the field is empty or wrong. */
export function scheduledFor({ begins, beginsAt }: Draft): number | null {
  return begins === "by-hand" ? null : new Date(beginsAt).getTime();
}

/** The hour that the draft would make, by the rules that will make it; empty when it does not fit. */
export function preview(draft: Draft): Preview {
  return planFor(agendaOf(draft), hourOf(draft) ?? FULL_HOUR, draft.chairs, draft.facilitator);
}

/** An hour of nobody in particular, to show what one looks like. */
export function demoPlan(agenda: Agenda): Preview {
  const chairs = Array.from({ length: USUAL_MEMBERS }, (_, key) => ({ key, name: "" }));
  return planFor(agenda, FULL_HOUR, chairs, USUAL_MEMBERS - 1);
}

function planFor(
  agenda: Agenda,
  hour: Millis,
  chairs: readonly Chair[],
  facilitating: number,
): Preview {
  const sitting = chairs.map(({ key, name }, colour) => ({ id: String(key), name, colour }));
  return previewOf(agenda, hour, sitting, String(facilitating));
}
