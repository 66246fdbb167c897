import { useStore } from "zustand";
import type { Refusal } from "@hotseat/shared";
import { sessionMemory } from "./memory.ts";

const STAYS_MS = 6_000;

const notices = sessionMemory<{ readonly notice: Refusal | null }>(() => ({ notice: null }));
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows one quiet sentence for a few seconds. The newest replaces the one before. */
export function notify(notice: Refusal): void {
  clearTimeout(timer);
  notices.setState({ notice });
  timer = setTimeout(() => notices.setState({ notice: null }), STAYS_MS);
}

export function useNotice(): Refusal | null {
  return useStore(notices, (state) => state.notice);
}
