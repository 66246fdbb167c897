import { evolve, noSession, planOf } from "@hotseat/shared";
import type { Agenda, MemberId, MemberView, Millis, Plan } from "@hotseat/shared";

/** An hour that is only looked at, and its people in seat order. */
export type Preview = { readonly plan: Plan; readonly members: readonly MemberView[] };

export type Sitting = { readonly id: MemberId; readonly name: string; readonly colour: number };

/** The hour that these people would have, by the rules that will make it; empty when it does not fit. */
export function previewOf(
  agenda: Agenda,
  hour: Millis,
  sitting: readonly Sitting[],
  facilitator: MemberId,
): Preview {
  const members = sitting.map(({ id, name, colour }): MemberView => ({
    id,
    name,
    role: id === facilitator ? "facilitator" : "member",
    colour,
    here: false,
    presence: "expected",
    heldUntil: null,
    late: null,
    announced: null,
    seat: "to-come",
    removed: false,
  }));
  const lobby = evolve(noSession, {
    type: "session-created",
    at: 0,
    by: "operator",
    agenda,
    hour,
    members: members.map(({ id, name }) => ({ id, name })),
    order: members.map(({ id }) => id),
    facilitator,
    deputy: facilitator,
    scheduledFor: null,
    practice: false,
    sealed: false,
    broughtForward: [],
  });
  const empty = { startsAt: 0, endsAt: hour, segments: [] };
  return { plan: lobby.status === "none" ? empty : planOf(lobby), members };
}
