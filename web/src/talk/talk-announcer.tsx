import { useState } from "react";
import type { SessionView } from "@hotseat/shared";
import type { Message } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { nameOf } from "../session/people.ts";
import { talkStore } from "./heard.ts";
import { useText } from "./opened.ts";
import { useTalk } from "./panel.ts";

/** As many messages as stay in the region: one that is added is read out, one that goes is not. */
const KEPT = 3;

/** Speaks, once each, what others write and whose hand goes up, to those who listen. */
export function TalkAnnouncer({ view }: { readonly view: SessionView }) {
  const words = useWords().talk;
  const { messages, hands, before } = useTalk((talk) => talk);
  const [raisedBefore] = useState(() => new Set(talkStore.getState().hands.map(keyOf)));
  const you = view.you.id;
  const fresh = messages.filter(({ number, member }) => number > (before ?? 0) && member !== you);
  const raised = hands.filter((hand) => hand.member !== you && !raisedBefore.has(keyOf(hand)));
  return (
    <div className="hidden" aria-live="polite" data-testid="talk-announcer">
      {fresh.slice(-KEPT).map((message) => (
        <Spoken key={message.number} name={nameOf(view, message.member)} message={message} />
      ))}
      {raised.map((hand) => (
        <p key={keyOf(hand)}>{words.handUp(nameOf(view, hand.member))}</p>
      ))}
    </div>
  );
}

function Spoken({ name, message }: { readonly name: string; readonly message: Message }) {
  const words = useWords().talk;
  const text = useText(message.number);
  if (text === undefined) return null;
  return <p>{text === null ? words.saidUnread(name) : words.said(name, text)}</p>;
}

function keyOf({ member, raisedAt }: { readonly member: string; readonly raisedAt: number }) {
  return `${member} ${raisedAt}`;
}
