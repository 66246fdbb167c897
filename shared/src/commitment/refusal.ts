import type { CommitmentRefusal } from "./commitment.ts";

/** Why a promise stays as it is, for people. */
export const commitmentRefusals: Readonly<Record<CommitmentRefusal, string>> = {
  "no-such-commitment": "There is no such promise.",
  "commitment-taken": "There is a promise of that id already.",
  "not-owner": "Only whoever made a promise can do that.",
  "too-many-open": "Three promises are open already; settle one of them first.",
  "bad-commitment":
    "A promise and what shows it is done are one line of at most 140 characters each.",
  "bad-due": "A promise is due in the future.",
  "already-settled": "This promise is settled already.",
  "smaller-or-drop": "This promise was carried twice: make it smaller, or drop it.",
  "own-commitment": "Somebody else sees that it is done.",
  "not-done": "Only what is done, or partly done, can be seen.",
};
