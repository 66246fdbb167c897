import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { minutesOf } from "../clock/format.ts";
import { serverNow } from "../clock/clock.ts";
import { words } from "../language/inside.ts";
import { segmentOf } from "../session/now.ts";
import { partOf } from "../session/part.ts";
import { sessionStore } from "../session/store.ts";

type Said = { readonly text: string; readonly times: number };

const store = createStore<Said>(() => ({ text: "", times: 0 }));

/** What was said last, and how often anything was, so that the same is said again when asked again. */
export function useTimeSaid(): Said {
  return useStore(store);
}

/** Says how much time is left of this part and of the hour, to whoever listens instead of looking. */
export function sayTimeLeft(): void {
  const { view } = sessionStore.getState();
  if (!view) return;
  const said = words();
  const now = serverNow();
  const segment = segmentOf(view);
  const left = (until: number) => minutesOf(Math.max(0, until - now));
  const text =
    view.status === "running" && segment
      ? said.keys.timeLeft(partOf(view, said).name, left(segment.endsAt), left(view.plan.endsAt))
      : said.keys.notStarted(minutesOf(view.hour));
  store.setState(({ times }) => ({ text, times: times + 1 }));
}
