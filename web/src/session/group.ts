import { useStore } from "zustand";
import type { CallMatter, CallMessage } from "@hotseat/shared";
import { sessionMemory } from "./memory.ts";

/** What a call of a group is told beside the hour. */
export type CallOfGroup = {
  /** Null in a session that is no call of a group, and before the server has said which. */
  readonly told: Extract<CallMessage, { type: "group" }> | null;
  /** How often each of what is fetched by request has changed since this page listens. */
  readonly anew: Readonly<Record<CallMatter, number>>;
};

const nothing: CallOfGroup = {
  told: null,
  anew: { commitments: 0, briefs: 0, notes: 0, remarks: 0 },
};

/** No more than this is loaded with the door; what shows it comes when there is something to show. */
const callOfGroup = sessionMemory<CallOfGroup>(() => nothing);

export function useCallOfGroup<T>(select: (state: CallOfGroup) => T): T {
  return useStore(callOfGroup, select);
}

export function hearGroup(message: CallMessage): void {
  if (message.type === "group") return callOfGroup.setState({ told: message });
  callOfGroup.setState(({ anew }) => ({
    anew: { ...anew, [message.what]: anew[message.what] + 1 },
  }));
}
