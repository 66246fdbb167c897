import type { Instant, SessionView } from "@hotseat/shared";
import { learn, monotonic } from "../clock/clock.ts";
import { get } from "../link/request.ts";
import type { Answer } from "../link/request.ts";
import { memberPath } from "./address.ts";
import type { Seat } from "./address.ts";
import { sessionStore, takeView } from "./store.ts";

/** Reads a member's view once, and the clock with it. */
export async function readView(seat: Seat): Promise<Answer<unknown>> {
  const sent = monotonic();
  const answer = await get<{ now: Instant; view: SessionView }>(memberPath(seat));
  // The page may be another member's by now.
  if (answer.ok && sessionStore.getState().seat === seat) {
    learn({ sent, arrived: monotonic(), now: answer.value.now });
    takeView(answer.value.view);
  }
  return answer;
}
