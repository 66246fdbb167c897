import { useStore } from "zustand";
import type { Instant, SessionView } from "@hotseat/shared";
import { serverNow } from "../clock/clock.ts";
import { minutes, minutesOf } from "../clock/format.ts";
import { secondsUntil } from "../clock/remaining.ts";
import { words } from "../language/inside.ts";
import type { InsideWords } from "../language/inside.ts";
import { sessionMemory } from "../session/memory.ts";
import { viewAt } from "../session/now.ts";
import { partOf } from "../session/part.ts";
import { sessionStore } from "../session/store.ts";
import { partTimeAt } from "../session/time-left.ts";

type Said = { readonly text: string; readonly times: number };

const store = sessionMemory<Said>(() => ({ text: "", times: 0 }));

/** What was said last, and how often anything was, so that the same is said again when asked again. */
export function useTimeSaid(): Said {
  return useStore(store);
}

/** Says how the time of this part and of the hour stands, as the screen does, to whoever listens instead of looking. */
export function sayTimeLeft(): void {
  const { view, stream } = sessionStore.getState();
  if (!view) return;
  const text = timeSaid(view, stream === "lost", serverNow(), words());
  store.setState(({ times }) => ({ text, times: times + 1 }));
}

/** @param alone whether the server cannot be heard */
export function timeSaid(
  told: SessionView,
  alone: boolean,
  now: Instant,
  said: InsideWords,
): string {
  const view = viewAt(told, alone, now);
  const part = partTimeAt(view, now);
  if (view.status !== "running" || !part) return said.keys.notStarted(minutesOf(view.hour));
  const say = { left: said.keys.timeLeft, still: said.keys.timeStill, over: said.keys.timeOver };
  const hour = secondsUntil(view.plan.endsAt, now);
  return say[part.state](partOf(view, said).name, minutes(part.seconds), minutes(hour));
}
