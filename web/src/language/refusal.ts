import type { Refusal } from "@hotseat/shared";
import { UNREACHABLE } from "../link/request.ts";
import type { Words } from "./en.ts";

/** A refusal as a sentence: in the reader's language where there is one, else the server's own. */
export function sentenceOf({ code, message }: Refusal, words: Words): string {
  if (code === UNREACHABLE) return words.failure.command;
  return words.refusals[code] ?? (message || words.failure.generic(code));
}
