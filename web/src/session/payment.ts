import type { PauseView } from "@hotseat/shared";
import type { Words } from "../language/en.ts";

/** Who pays for a pause, in the order in which they do (4.2, 9.1, 9.3); empty when nobody has to. */
export function paymentOf({ paidBy }: PauseView, { pays, thenPays }: Words["pause"]): string {
  const [first, ...others] = paidBy;
  if (first === undefined) return "";
  return `${[pays[first], ...others.map((payer) => thenPays[payer])].join(", ")}.`;
}
