import type { Instant } from "@hotseat/shared";
import { get } from "../link/request.ts";
import { learn, monotonic } from "./clock.ts";

/** Reads the server's clock once, on pages that have no session; false when it did not answer. */
export async function readClock(): Promise<boolean> {
  const sent = monotonic();
  const answer = await get<{ now: Instant }>("/api/clock");
  if (answer.ok) learn({ sent, arrived: monotonic(), now: answer.value.now });
  return answer.ok;
}
