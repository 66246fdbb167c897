import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { CommandReply, CommandRequest, PrimaryAction } from "@hotseat/shared";
import { post } from "../link/request.ts";
import { memberPath } from "./address.ts";
import { notify } from "./notice.ts";
import { readView } from "./resource.ts";
import { sessionStore } from "./store.ts";

/** The version that the command on its way was made for; null when none is on its way. */
const underWay = createStore<{ readonly version: number | null }>(() => ({ version: null }));

/** Does what the view says the primary button does, naming the segment that the view named. */
export async function perform(action: PrimaryAction): Promise<void> {
  const { seat, view } = sessionStore.getState();
  if (!seat || !view) return;
  const version = view.version;
  underWay.setState({ version });
  const answer = await post<CommandReply>(`${memberPath(seat)}/commands`, requestOf(action));
  if (underWay.getState().version === version) underWay.setState({ version: null });
  if (answer.ok) return;
  // Somebody else or the clock was faster: what was wanted has happened. If the stream has missed
  // it, this page would offer the same again.
  if (answer.refusal.code === "segment-over") await readView(seat);
  else notify(answer.refusal);
}

/** Whether a command for this very version is on its way. */
export function usePending(version: number): boolean {
  return useStore(underWay, (state) => state.version === version);
}

function requestOf(action: PrimaryAction): CommandRequest {
  return action.type === "start" ? action : { type: "advance", segment: action.segment };
}
