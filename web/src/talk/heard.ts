import type { MemberId, Message, RaisedHand, Reaction, TalkMessage } from "@hotseat/shared";
import { sessionMemory, whenForgotten } from "../session/memory.ts";

/** How long a reaction is shown, in ms. */
const SHOWN_MS = 3_000;

export type Talk = {
  /** As the server has them: ciphertext in a sealed session. In order. */
  readonly messages: readonly Message[];
  /** In the order in which they went up. */
  readonly hands: readonly RaisedHand[];
  readonly reactions: ReadonlyMap<MemberId, Reaction>;
  /** The last message that was there when this page first heard of any; null before. */
  readonly before: number | null;
};

const nothing: Talk = { messages: [], hands: [], reactions: new Map(), before: null };

/**
 * What has been said. No more than this is loaded with the door; what shows it comes with the call.
 */
export const talkStore = sessionMemory<Talk>(() => nothing);

/** Which reaction of a member's is the newest, so that an older one does not take it away. */
const timers = new Map<MemberId, ReturnType<typeof setTimeout>>();

export function hearTalk(message: Exclude<TalkMessage, { type: "heard" }>): void {
  if (message.type === "reacted") return show(message.member, message.reaction);
  const last = lastSaid();
  // After a reconnection something may come twice.
  const fresh = message.messages.filter(({ number }) => number > last);
  talkStore.setState(({ messages, before }) => ({
    messages: [...messages, ...fresh],
    hands: message.hands,
    before: before ?? fresh.at(-1)?.number ?? 0,
  }));
}

whenForgotten(() => {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
});

/** The number of the last message that is here; 0 without any. */
export function lastSaid(): number {
  return talkStore.getState().messages.at(-1)?.number ?? 0;
}

function show(member: MemberId, reaction: Reaction): void {
  const put = (change: (reactions: Map<MemberId, Reaction>) => void) => {
    const reactions = new Map(talkStore.getState().reactions);
    change(reactions);
    talkStore.setState({ reactions });
  };
  clearTimeout(timers.get(member));
  put((reactions) => reactions.set(member, reaction));
  timers.set(
    member,
    setTimeout(() => put((reactions) => reactions.delete(member)), SHOWN_MS),
  );
}
