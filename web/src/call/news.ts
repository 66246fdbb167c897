import { useStore } from "zustand";
import { tellingOfNews } from "../log/telling.ts";
import type { Telling } from "../log/telling.ts";
import { sessionMemory } from "../session/memory.ts";
import { sessionStore } from "../session/store.ts";

/** Long enough to be read in a glance that comes late. */
const STAYS_MS = 14_000;
const MOST = 3;

type NewsState = {
  /** What is shown for a while. */
  readonly fresh: readonly Telling[];
  /** What this tab has seen happen, oldest first. */
  readonly seen: readonly Telling[];
};

const empty: NewsState = { fresh: [], seen: [] };
const store = sessionMemory<NewsState>(() => empty);

/** Tells what changes from now on; what had happened before is not told again. */
export function followNews(): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  store.setState(empty, true);
  const forget = sessionStore.subscribe(({ view }, { view: before }) => {
    if (!view || !before || view.version <= before.version) return;
    const come = view.news.flatMap((news) =>
      news.version > before.version ? [tellingOfNews(news, view, before)] : [],
    );
    if (come.length === 0) return;
    store.setState(({ fresh, seen }) => ({
      fresh: [...fresh, ...come].slice(-MOST),
      seen: [...seen, ...come],
    }));
    const last = come.at(-1)?.version ?? 0;
    const timer = setTimeout(() => {
      timers.delete(timer);
      store.setState(({ fresh }) => ({ fresh: fresh.filter(({ version }) => version > last) }));
    }, STAYS_MS);
    timers.add(timer);
  });
  return () => {
    forget();
    for (const timer of timers) clearTimeout(timer);
  };
}

export function useNews<T>(select: (state: NewsState) => T): T {
  return useStore(store, select);
}
