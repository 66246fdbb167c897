import type { MemberId, Reaction, Refusal } from "@hotseat/shared";
import { words } from "../language/inside.ts";
import { UNREACHABLE } from "../link/request.ts";
import { SealShut, sealText } from "../seal/text.ts";
import { notify } from "../session/notice.ts";
import { askStream } from "../session/opening.ts";
import { sessionStore } from "../session/store.ts";
import type { Asked } from "../session/stream.ts";
import { talkStore } from "./heard.ts";

type TalkAsked = Exclude<Asked, { type: "command" }>;

/** Says it to everybody; false when it was not said, which has been explained by then. */
export async function say(text: string): Promise<boolean> {
  try {
    return await ask({ type: "say", text: await sealText(text) });
  } catch (error) {
    if (!(error instanceof SealShut)) throw error;
    notify({ code: "seal-shut", message: words().talk.noKeyToWrite });
    return false;
  }
}

/** Raises the viewer's own hand, or lowers it. */
export function toggleHand(): void {
  const you = sessionStore.getState().view?.you.id;
  const up = talkStore.getState().hands.some(({ member }) => member === you);
  void ask(up ? { type: "hand", up: false } : { type: "hand", up: true });
}

/** Lowers one hand, one's own or, with the chair, somebody else's. */
export function lowerHand(member: MemberId): void {
  void ask({ type: "hand", up: false, member });
}

export function lowerAllHands(): void {
  void ask({ type: "lower-hands" });
}

export function react(reaction: Reaction): void {
  void ask({ type: "react", reaction });
}

const unreachable: Refusal = { code: UNREACHABLE, message: "" };

async function ask(asked: TalkAsked): Promise<boolean> {
  const outcome = await askStream(asked);
  if (outcome?.ok) return true;
  notify(outcome?.refusal ?? unreachable);
  return false;
}
