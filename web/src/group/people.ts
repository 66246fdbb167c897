import type { MemberId } from "@hotseat/shared";
import type { GroupCallView, GroupMemberView, GroupView } from "@hotseat/shared/group";

/** A member with the colour that follows them: their place in the group. */
export type Person = GroupMemberView & { readonly colour: number };

export function peopleOf({ members }: Pick<GroupView, "members">): Person[] {
  return members.map((member, colour) => ({ ...member, colour }));
}

export function personOf(view: Pick<GroupView, "members">, id: MemberId): Person | null {
  return peopleOf(view).find((each) => each.id === id) ?? null;
}

export function facilitatorOf(view: Pick<GroupView, "members">): Person | null {
  return peopleOf(view).find(({ role }) => role === "facilitator") ?? null;
}

/** In seat order; whoever is not in it yet sits after the others. */
export function inOrder(people: readonly Person[], order: readonly MemberId[]): Person[] {
  const place = ({ id }: Person) => (order.includes(id) ? order.indexOf(id) : order.length);
  return people.toSorted((a, b) => place(a) - place(b));
}

/** What somebody has said about coming; null while they have said nothing. */
export function answerOf({ answers }: GroupCallView, id: MemberId): "yes" | "late" | "no" | null {
  return answers.find(({ member }) => member === id)?.answer ?? null;
}
