import type { MemberId, MemberView, SessionView } from "@hotseat/shared";

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
