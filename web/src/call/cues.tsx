import { useEffect, useMemo, useRef, useState } from "react";
import { Timer } from "lucide-react";
import type { SessionView } from "@hotseat/shared";
import { alarm } from "../clock/alarm.ts";
import { serverNow } from "../clock/clock.ts";
import { crossed, floorOf } from "../clock/cue.ts";
import type { Cue, Floor } from "../clock/cue.ts";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { play } from "../media/tones.ts";
import { segmentOf, usePause } from "../session/now.ts";
import { useHourWarning } from "./hour-warning.tsx";
import style from "./cues.module.css";

/** Long enough to be seen by somebody who looks at faces. */
const STAYS_MS = 8_000;

/**
 * Tells whoever has the floor, and nobody else, how much of their time is left: a rim around their
 * own page, a few words and one soft tone. Also plays what everybody hears: a seat that begins,
 * and the last seconds of the hour.
 */
export function Cues({ view }: { readonly view: SessionView }) {
  const floor = useMemo(() => floorOf(view, segmentOf(view)), [view]);
  const paused = usePause(view) !== null;
  const cue = useCue(paused ? null : floor);
  useSharedTones(view);
  if (!floor || cue === null) return null;
  return (
    <div className={style.cue} data-cue={cue} data-testid="cue">
      <Pill endsAt={floor.endsAt} />
    </div>
  );
}

function Pill({ endsAt }: { readonly endsAt: number }) {
  const words = useWords().media;
  const left = useSecondsUntil(endsAt) ?? 0;
  return (
    <p className={style.pill}>
      <Timer size={18} aria-hidden="true" /> {words.cue(minutes(left))}
    </p>
  );
}

/** The cue to show right now. Each is told once, whatever happens to the end of the time. */
function useCue(floor: Floor | null): Cue | null {
  const [shown, setShown] = useState<{ cue: Cue; id: string } | null>(null);
  const told = useRef({ id: "", left: 0, cues: new Set<Cue>() });
  useEffect(() => {
    if (!floor) return;
    // Time that was already under way when this page came to it is not told afterwards.
    if (told.current.id !== floor.id) {
      told.current = { id: floor.id, left: floor.endsAt - serverNow(), cues: new Set() };
    }
    const look = () => {
      const { left: before, cues } = told.current;
      const left = floor.endsAt - serverNow();
      const cue = crossed(floor, before, left);
      told.current.left = left;
      if (cue === null || cues.has(cue)) return;
      cues.add(cue);
      setShown({ cue, id: floor.id });
      void play(cue);
    };
    look();
    return alarm((now) => {
      const next = floor.cues.find(({ left }) => floor.endsAt - left > now);
      return next ? floor.endsAt - next.left : null;
    }, look);
  }, [floor]);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return shown !== null && shown.id === floor?.id ? shown.cue : null;
}

/** One tone when a seat begins and one for the end of the hour; nothing for what was before. */
function useSharedTones(view: SessionView): void {
  const segment = segmentOf(view);
  const seat = segment?.block === "seat" && segment.phase !== "handover" ? segment.turn : null;
  const ending = useHourWarning(view)?.id === "last";
  const before = useRef({ seat, ending });
  useEffect(() => {
    if (seat !== null && seat !== before.current.seat) void play("seat");
    if (ending && !before.current.ending) void play("end");
    before.current = { seat: seat ?? before.current.seat, ending };
  }, [seat, ending]);
}
