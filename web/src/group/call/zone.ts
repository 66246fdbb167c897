import type { MemberId } from "@hotseat/shared";
import type { NextChoice } from "@hotseat/shared/group";
import { ownZone } from "../zones.ts";

/** Where a member's clocks are, as the group knows it; else as this device does. */
export function zoneIn(next: NextChoice | null, member: MemberId): string {
  return next?.hours.find((each) => each.member === member)?.zone ?? ownZone();
}
