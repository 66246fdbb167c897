import { Pause } from "lucide-react";
import type { PauseView, SessionView } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { segmentOf } from "../session/now.ts";
import { paymentOf } from "../session/payment.ts";
import { memberOf, nameOf } from "../session/people.ts";
import style from "./part-time.module.css";

/** What stands still, until when, through whom, and who pays. */
export function Paused({ view, pause }: { readonly view: SessionView; readonly pause: PauseView }) {
  const words = useWords().pause;
  const holder = memberOf(view, segmentOf(view)?.holder ?? null);
  // Of somebody who was lost the place is held; that may be longer than the reserve can pay.
  const lost = pause.kind === "drop";
  const left = useSecondsUntil(pause.until) ?? 0;
  const held = useSecondsUntil(lost ? (holder?.heldUntil ?? pause.until) : null) ?? left;
  const by = nameOf(view, pause.by);
  return (
    <p className={style.pause} data-testid="pause">
      <Pause size={16} aria-hidden="true" />
      <span>
        {lost
          ? words.drop(holder?.name ?? "", minutes(held))
          : words[pause.kind](by, minutes(left))}{" "}
        {paymentOf(pause, words)}
      </span>
    </p>
  );
}
