import { groupRefusals } from "@hotseat/shared/group";
import type { Founded, GroupRefusal } from "@hotseat/shared/group";
import { Refused } from "../http/refusal.ts";
import type { GroupOutcome } from "./groups.ts";

const forbidden: ReadonlySet<GroupRefusal> = new Set([
  "not-in-group",
  "not-yourself",
  "not-facilitator",
  "not-in-charge",
  "only-the-server",
]);
const missing: ReadonlySet<GroupRefusal> = new Set([
  "no-such-group",
  "no-such-call",
  "no-such-poll",
]);
const conflicts: ReadonlySet<GroupRefusal> = new Set([
  "group-exists",
  "group-archived",
  "call-over",
  "call-open",
  "no-call-open",
  "another-call-then",
  "after-the-following",
  "not-missed",
  "poll-open",
  "poll-over",
]);

export function groupRefused(code: GroupRefusal): Refused {
  const status = forbidden.has(code)
    ? 403
    : missing.has(code)
      ? 404
      : conflicts.has(code)
        ? 409
        : 422;
  return new Refused(status, code, groupRefusals[code]);
}

/** What a group has become. @throws {Refused} when it has not. */
export function granted(outcome: GroupOutcome): Founded {
  if (!outcome.ok) throw groupRefused(outcome.refusal);
  return outcome.group;
}
