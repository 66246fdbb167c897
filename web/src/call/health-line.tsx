import { useEffect } from "react";
import { X } from "lucide-react";
import type { Words } from "../language/en.ts";
import { useWords } from "../language/language.ts";
import { dismiss, postpone, useFinding } from "../media/health/finding.ts";
import type { Finding } from "../media/health/finding.ts";
import { mend } from "../media/health/mend.ts";
import { watchHealth } from "../media/health/watch.ts";
import { useIsOn } from "../media/store.ts";
import { useRoom } from "./room.ts";
import style from "./health-line.module.css";

/** What is wrong with the own sound or picture, in one quiet line with the button that mends it. */
export function HealthLine() {
  const words = useWords();
  const room = useRoom();
  const finding = useFinding();
  const microphoneOn = useIsOn("microphone");
  useEffect(() => watchHealth(room), [room]);
  useEffect(() => {
    if (!microphoneOn) return;
    dismiss("talking");
    dismiss("frozen");
  }, [microphoneOn]);
  return (
    <div className={style.place} role="status">
      {finding && (
        <p className={style.line} data-testid={`health-${finding.kind}`}>
          <span>{sentenceOf(finding, words)}</span>
          <button type="button" onClick={() => void mend(finding)} data-testid="mend">
            {words.media.health.mend[finding.kind]}
          </button>
          {finding.kind !== "replaced" && (
            <button
              type="button"
              className={style.later}
              onClick={() => postpone(finding.kind)}
              aria-label={words.media.health.later}
              title={words.media.health.later}
              data-testid="health-later"
            >
              <X size={18} aria-hidden="true" />
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function sentenceOf(finding: Finding, { media: { health } }: Words): string {
  switch (finding.kind) {
    case "gone":
      return health.gone[finding.source];
    case "replaced":
      return health.replaced[finding.source](finding.now);
    default:
      return health[finding.kind];
  }
}
