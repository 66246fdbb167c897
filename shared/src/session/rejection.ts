/** Why a command was refused: a code that programs may rely on and a sentence for people. */
export type Rejection = { readonly code: RejectionCode; readonly message: string };

const sentences = {
  "already-created": "This session exists already.",
  "no-such-session": "There is no such session.",
  "wrong-number-of-members": "This agenda does not fit that number of members.",
  "duplicate-member": "A member is named twice.",
  "unknown-facilitator": "The facilitator is not one of the members.",
  "reserved-member": "A member cannot be called operator or clock.",
  "bad-agenda": "The agenda does not fill an hour in the order of its parts.",
  "bad-time": "The time of a command is a whole number of milliseconds.",
  "bad-hour": "The hour must last between 1 and 60 minutes, in whole milliseconds.",
  "not-a-member": "Only a member of this session can do that.",
  "not-facilitator": "Only the facilitator can do that.",
  "already-started": "The hour is already running.",
  "not-started": "The hour has not started yet.",
  "session-over": "The hour is over.",
  "segment-over": "That part is already over.",
  "segment-not-current": "That part is not the current one.",
  "last-segment": "The last part ends by itself, when the hour is over.",
} as const;

export type RejectionCode = keyof typeof sentences;

export const rejectionCodes = Object.keys(sentences) as RejectionCode[];

export function reject(code: RejectionCode): Rejection {
  return { code, message: sentences[code] };
}
