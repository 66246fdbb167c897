import { useStore } from "zustand";
import type { MemberId } from "@hotseat/shared";
import { sessionMemory } from "../session/memory.ts";
import { lastSaid, talkStore } from "./heard.ts";
import type { Talk } from "./heard.ts";

type Panel = {
  readonly open: boolean;
  /** What is being written; stays when the panel is closed. */
  readonly draft: string;
  /** The last message that was there while the panel was open. */
  readonly seen: number;
};

const panelStore = sessionMemory<Panel>(() => ({ open: false, draft: "", seen: 0 }));

export function useTalk<T>(select: (talk: Talk) => T): T {
  return useStore(talkStore, select);
}

export function usePanel<T>(select: (panel: Panel) => T): T {
  return useStore(panelStore, select);
}

export function togglePanel(): void {
  panelStore.setState(({ open }) => ({ open: !open, seen: lastSaid() }));
}

export function closePanel(): void {
  panelStore.setState({ open: false, seen: lastSaid() });
}

/** The panel as it is; for code outside React. */
export function panel(): Panel {
  return panelStore.getState();
}

export function draft(): string {
  return panelStore.getState().draft;
}

export function setDraft(draft: string): void {
  panelStore.setState({ draft });
}

/** How many messages of others have come that nobody has looked at here. */
export function useUnread(you: MemberId): number {
  const { open, seen } = usePanel((panel) => panel);
  const messages = useTalk((talk) => talk.messages);
  if (open) return 0;
  return messages.filter(({ number, member }) => number > seen && member !== you).length;
}
