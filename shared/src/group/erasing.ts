import type { MemberId } from "../session/member.ts";
import type { GroupEvent, GroupMember } from "./event.ts";

/**
 * What is left of an event when somebody is erased who has parted: neither their name nor their
 * zone, hours and answers. There are as many events as before, since a version counts them.
 */
export function withoutMember(event: GroupEvent, member: MemberId): GroupEvent {
  switch (event.type) {
    case "group-founded":
      return { ...event, members: event.members.map((each) => blank(each, member)) };
    case "member-joined":
      return { ...event, member: blank(event.member, member) };
    case "week-set":
    case "answered":
    case "next-supported":
    case "poll-answered": {
      const { at, by } = event;
      return event.member === member ? { type: "erased", at, by } : event;
    }
    default:
      return event;
  }
}

/** Everybody who was in the group and is not any more, and has a name still; the last to come first. */
export function formerMembers(
  events: readonly GroupEvent[],
  members: readonly GroupMember[],
): Pick<GroupMember, "id" | "name">[] {
  const all = events.flatMap((event) =>
    event.type === "group-founded"
      ? event.members
      : event.type === "member-joined"
        ? [event.member]
        : [],
  );
  return all
    .filter(({ id, name }) => name !== "" && !members.some((each) => each.id === id))
    .map(({ id, name }) => ({ id, name }))
    .toReversed();
}

function blank(each: GroupMember, member: MemberId): GroupMember {
  return each.id === member ? { id: each.id, name: "", zone: "UTC" } : each;
}
