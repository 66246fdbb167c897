/** Why a group does not do what somebody wants: a stable code, and a sentence for people. */
export const groupRefusals = {
  "no-such-group": "There is no such group.",
  "group-exists": "This group exists already.",
  "group-archived": "This group is archived; open it again first.",
  "not-in-group": "Only a member of this group can do that.",
  "not-yourself": "Nobody but the member can do that.",
  "not-facilitator": "Only the facilitator of this group can do that.",
  "not-in-charge": "Only the facilitator of this group and their deputy can do that.",
  "only-the-server": "Only the server itself can do that.",
  "bad-name": "A group has a name of at most 80 characters and a purpose of at most 400.",
  "bad-members": "Every member has a name, a time zone and an id of their own.",
  "bad-roles": "Facilitator and deputy are two different members.",
  "bad-agenda": "The agenda does not fit this number of members.",
  "bad-hour": "A call lasts from one minute to sixty.",
  "bad-week": "A week has 168 hours and a time zone.",
  "too-few-members": "A group has at least two members.",
  "too-many-members": "A group has at most six members.",
  "no-such-call": "There is no such call.",
  "call-over": "That call is over or has begun.",
  "call-open": "That call is being held.",
  "no-call-open": "No call of this group is being held.",
  "in-the-past": "That time is over.",
  "too-far": "A call can be at most a year from now.",
  "another-call-then": "Another call of this group is within an hour of that time.",
  "after-the-following":
    "That would be after the call that follows the next one; skip that one first.",
  "not-missed": "That call can still be held, or is not the next one.",
  "poll-open": "A poll is open already; close it or take it back first.",
  "no-such-poll": "There is no such poll any more.",
  "poll-over": "This poll is over.",
  "bad-poll":
    "A poll offers two to six different times within a year, the date that the call has among them.",
  "bad-deadline":
    "A poll ends in the future and at least fifteen minutes before its earliest time.",
  "not-in-poll": "This poll does not offer that time.",
  "unknown-zone": "There is no such time zone.",
  "bad-start": "The first call needs a date and time within a year from now.",
  "bad-rule":
    "Calls repeat by days, weeks or months, at least every hundred days and without an end.",
  "start-off-rule": "The first call is not on a day of its own rule.",
} as const;

export type GroupRefusal = keyof typeof groupRefusals;
