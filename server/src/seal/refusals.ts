import { Refused } from "../http/refusal.ts";

/** A key was to take the place of one that is not the newest any more. */
export function movedOn(): Refused {
  return new Refused(409, "seal-moved-on", "The key was replaced meanwhile; fetch the newest.");
}
