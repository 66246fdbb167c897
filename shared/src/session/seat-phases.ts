import type { Agenda, Phase } from "../agenda/agenda.ts";
import { FEWEST_MEMBERS, fit, forAsMany, seatsBlock } from "../agenda/fit.ts";
import type { MemberId } from "./member.ts";
import { attendanceOf } from "./session.ts";
import type { Running } from "./session.ts";
import type { Timebox } from "./timebox.ts";

/** The phases that `parts` belong to and that have time, as planned for this number of members. */
export function phasesOf(session: Running, parts: readonly Timebox[]): Phase[] {
  return phasesFor(session.agenda, plannedFor(session)).filter(
    ({ id, seconds }) => seconds > 0 && parts.some(({ phase }) => phase === id),
  );
}

/** Who is known not to be there to advise (rule 1.9). */
export function absentAdvisers(session: Running): Set<MemberId> {
  const isAbsent = (id: MemberId) => {
    const { presence } = attendanceOf(session, id);
    return presence === "gone" || presence === "excused";
  };
  return new Set(session.members.flatMap(({ id }) => (isAbsent(id) ? [id] : [])));
}

/** An agenda never changes, and is asked for its phases with every second that moves. */
const phasesByMembers = new WeakMap<Agenda, Map<number, readonly Phase[]>>();

function phasesFor(agenda: Agenda, members: number): readonly Phase[] {
  const known = phasesByMembers.get(agenda) ?? new Map<number, readonly Phase[]>();
  const phases = known.get(members) ?? fittedPhases(agenda, members);
  phasesByMembers.set(agenda, known.set(members, phases));
  return phases;
}

function fittedPhases(agenda: Agenda, members: number): readonly Phase[] {
  const fitted = fit(forAsMany(agenda, members), members);
  return fitted.ok ? fitted.phases : seatsBlock(agenda).phases;
}

/** For how many the hour was planned, whoever has come since: each has a turn in every round. */
function plannedFor({ boxes }: Running): number {
  return boxes.reduce((most, { turn }) => Math.max(most, turn ?? 0), FEWEST_MEMBERS);
}
