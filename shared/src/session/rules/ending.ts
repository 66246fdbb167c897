import { isHere, withSay } from "../session.ts";
import type { Session } from "../session.ts";
import { endedNow } from "./effects.ts";
import { currentBox, inClosingBlock, isRunning, notRunning } from "./reaction.ts";
import type { Asker, Automatic, Reaction } from "./reaction.ts";
import { propose } from "./proposals.ts";

/** At the end of the hour media ends for everyone, whatever else is going on (L1). */
export const hourOver: Automatic = (session) => {
  const at = session.startedAt + session.hour;
  return {
    at,
    happen: () => [
      {
        type: "segment-ended",
        segment: currentBox(session)?.id ?? "",
        cause: "deadline",
        changes: [],
      },
      { type: "session-ended", cause: "hour-over" },
    ],
  };
};

/** Ends the session for everyone: once all who are there agree, or in the closing block (10.2, 10.3). */
export function end(session: Session, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  if (!isHere(session, by)) return "not-there";
  const alone = withSay(session).length === 1;
  if (by !== session.chair && !alone) return "not-chair";
  if (alone || inClosingBlock(session)) return [endedNow(session, "closed")];
  return propose(session, { type: "end" }, { by, at });
}
