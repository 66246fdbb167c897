import { evolve, noSession } from "@hotseat/shared";
import type { Proposable, Recap, Session } from "@hotseat/shared";
import type { Telling } from "./telling.ts";

/** The whole log, each entry with the hour as it was then. */
export function tellingsOf(recap: Recap): Telling[] {
  const wishes = new Map<number, Proposable>();
  let before: Session = noSession;
  return recap.entries.map(({ version, event }) => {
    const after = evolve(before, event);
    if (event.type === "proposed") wishes.set(event.proposal.id, event.proposal.wish);
    const telling: Telling = {
      version,
      event,
      hour: recap.hour,
      members: recap.members,
      segments: recap.segments,
      lengths: new Map(
        after.status === "none" ? [] : after.boxes.map(({ id, length }) => [id, length] as const),
      ),
      startedAt: recap.startedAt,
      current: before.status === "running" ? (before.boxes[before.position]?.id ?? null) : null,
      chair: before.status === "none" ? null : before.chair,
      wishes,
    };
    before = after;
    return telling;
  });
}
