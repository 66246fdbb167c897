import { words } from "../language/language.ts";
import type { MemberId, MemberView, SessionView } from "@hotseat/shared";

/** The same with a word in the place of names that were erased. */
export function withNames<T extends WithMembers>(told: T): T {
  if (told.members.every(({ name }) => name !== "")) return told;
  const members = told.members.map((each) => ({ ...each, name: each.name || words().former }));
  return { ...told, members };
}

type WithMembers = {
  readonly members: readonly { readonly id: MemberId; readonly name: string }[];
};

export function memberOf(view: SessionView, id: MemberId | null): MemberView | null {
  return view.members.find((member) => member.id === id) ?? null;
}

export function nameOf({ members }: WithMembers, id: string | null): string {
  return members.find((member) => member.id === id)?.name ?? "";
}

/** The viewer themselves. */
export function selfIn(view: SessionView): MemberView | null {
  return memberOf(view, view.you.id);
}

export function hasChair(view: SessionView): boolean {
  return view.chair === view.you.id;
}

/** Everybody who is connected right now. */
export function presentIn(view: SessionView): MemberView[] {
  return view.members.filter(({ here }) => here);
}
