import { useStore } from "zustand";
import type { CommandRequest, PrimaryAction, Refusal } from "@hotseat/shared";
import { sessionMemory } from "./memory.ts";
import { notify } from "./notice.ts";
import { ask } from "./opening.ts";
import { readView } from "./resource.ts";
import { sessionStore } from "./store.ts";

/** The commands on their way, each with the version of the view that it was made for. */
const underWay = sessionMemory<ReadonlyMap<string, number>>(() => new Map());

/**
 * Refusals that only mean that somebody else or the clock was faster: what was wanted has happened
 * or is no longer asked. If the stream has missed it, this page would offer the same again.
 */
const overtaken: ReadonlySet<Refusal["code"]> = new Set([
  "segment-over",
  "no-such-proposal",
  "already-answered",
  "already-chair",
  "not-paused",
]);

/** Asks the server for something, as this member; says whether it was granted. */
export async function send(request: CommandRequest): Promise<boolean> {
  const { seat, view } = sessionStore.getState();
  if (!seat || !view) return false;
  const { version } = view;
  const key = keyOf(request);
  // A second click on the same thing asks for it only once.
  if (underWay.getState().get(key) === version) return false;
  underWay.setState(new Map(underWay.getState()).set(key, version), true);
  const answer = await ask(seat, request);
  if (underWay.getState().get(key) === version) {
    const left = new Map(underWay.getState());
    left.delete(key);
    underWay.setState(left, true);
  }
  if (answer.ok) return true;
  if (overtaken.has(answer.refusal.code)) await readView(seat);
  else notify(answer.refusal);
  return false;
}

/** What the primary button asks for, naming the segment that the view named. */
export function requestOf(action: PrimaryAction): CommandRequest {
  return action.type === "start" ? action : { type: "advance", segment: action.segment };
}

/** Whether this request, made for this very version, is on its way. */
export function usePending(request: CommandRequest | null, version: number): boolean {
  return useStore(underWay, (all) => request !== null && all.get(keyOf(request)) === version);
}

function keyOf(request: CommandRequest): string {
  return JSON.stringify(request);
}
