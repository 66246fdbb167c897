import { alternating, decide, fit, fourSeats, nextCall, recapOf, replay } from "@hotseat/shared";
import type { Agenda, Instant, LogEntry, MemberId, SessionEvent } from "@hotseat/shared";
import { absentFrom } from "@hotseat/shared/group";
import type { Founded, ScheduledCall } from "@hotseat/shared/group";

/** The session of a group that its next call follows. */
export type Before = { readonly session: string; readonly log: readonly LogEntry[] };

/**
 * The events with which the session of a call begins: made as if at `at`, with the group's people and
 * agenda and what the call before has left, and without those who have said that they will not come.
 */
export function openingOf(
  group: Founded,
  call: ScheduledCall,
  before: Before | null,
  at: Instant,
): readonly SessionEvent[] {
  const absent = absentFrom(group, call);
  const order = orderAfter(group, before);
  const names = new Map(group.members.map(({ id, name }) => [id, name]));
  const members = order.map((id) => ({ id, name: names.get(id) ?? "" }));
  const created = decide(replay([]), {
    type: "create",
    agenda: fitting(group.agenda, members.length),
    hour: group.hour,
    members,
    ...chairs(group, order, absent),
    scheduledFor: call.at,
    sealed: group.sealed,
    broughtForward: broughtForward(before, order),
    at,
    by: "operator",
  });
  if (!created.ok) throw new Error(`A call that cannot be made: ${created.rejection.code}.`);
  // Members in the group's order, in which they keep their colours whatever the order of the seats is.
  const known = group.members.map(({ id, name }) => ({ id, name }));
  const events = created.events.map((event): SessionEvent =>
    event.type === "session-created" ? { ...event, members: known } : event,
  );
  for (const member of absent) {
    const excused = decide(replay(events), { type: "excuse", member, at, by: member });
    // As long as two are left (3.4); the last two are waited for.
    if (excused.ok) events.push(...excused.events);
  }
  return events;
}

/** The seat order of a call: what the one before has left (8.6), then whoever has joined since. */
export function orderAfter(group: Founded, before: Before | null): MemberId[] {
  const ids = group.members.map(({ id }) => id);
  const rotated = before ? nextCall(before.log.map(({ event }) => event)).order : [];
  const stayed = rotated.filter((id) => ids.includes(id));
  return [...stayed, ...ids.filter((id) => !stayed.includes(id))];
}

/** The ledger of those who are still in the group (8.7). */
function broughtForward(before: Before | null, order: readonly MemberId[]) {
  const recap = before && recapOf(before.session, before.log);
  return recap?.carried.filter(({ member }) => order.includes(member)) ?? [];
}

/** The group's own, as far as they come: else the deputy, then whoever is next in order. */
function chairs(
  { facilitator, deputy }: Founded,
  order: readonly MemberId[],
  absent: readonly MemberId[],
): { facilitator: MemberId; deputy: MemberId } {
  const candidates = [facilitator, deputy, ...order];
  const coming = [...new Set(candidates.filter((id) => !absent.includes(id)))];
  const [first, second] = [...coming, ...new Set(candidates)].filter(
    (id, i, all) => all.indexOf(id) === i,
  );
  return { facilitator: first ?? facilitator, deputy: second ?? deputy };
}

/** The group's agenda; when members have parted and it does not fit any more, the usual one. */
function fitting(agenda: Agenda, members: number): Agenda {
  const choices = [agenda, fourSeats, alternating(fourSeats, members)];
  return choices.find((each) => fit(each, members).ok) ?? agenda;
}
