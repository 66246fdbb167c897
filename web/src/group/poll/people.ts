import type { GroupView, PollTimeView, PollView } from "@hotseat/shared/group";
import { peopleOf } from "../people.ts";
import type { Person } from "../people.ts";

type PollAnswer = PollTimeView["said"][number]["answer"];

/** What somebody has said to a time of a poll; null while they have said nothing. */
export function saidBy({ said }: PollTimeView, id: string): PollAnswer | null {
  return said.find(({ member }) => member === id)?.answer ?? null;
}

/** Who has not yet said something to every time. */
export function silentIn(view: GroupView, { times }: PollView): Person[] {
  return peopleOf(view).filter(({ id }) => times.some((time) => saidBy(time, id) === null));
}

/** The names of members, in the order of the group. */
export function namesOf(view: GroupView, ids: readonly string[]): string[] {
  return view.members.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}
