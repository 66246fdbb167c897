import { useState } from "react";
import { DoorOpen } from "lucide-react";
import { useLocation } from "wouter";
import type { GroupView } from "@hotseat/shared/group";
import { useReached } from "../clock/remaining.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import type { GroupSeat } from "./address.ts";
import { enterCall } from "./enter.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";
import style from "./open-call.module.css";

/** The way into the call whose lobby is open or that is being held. */
export function OpenCallBanner({
  view,
  seat,
}: {
  readonly view: GroupView;
  readonly seat: GroupSeat;
}) {
  const all = useWords();
  const words = all.group.next;
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  // Until its time comes, an open call is still the first of those to come.
  const ahead = view.calls.find(
    ({ span, original }) => view.open?.call.span === span && view.open.call.original === original,
  );
  const reached = useReached(ahead?.at ?? null);
  if (!view.open) return null;
  const enter = async () => {
    setBusy(true);
    const entered = await enterCall(seat);
    setBusy(false);
    if (entered.outcome === "open") go(entered.address);
    else setTrouble(sentenceOf(entered.refusal, all));
  };
  return (
    <section className={style.open} aria-labelledby="open-call" data-testid="open-call">
      <h2 id="open-call">{ahead && !reached ? words.open : words.running}</h2>
      <Button look="act" disabled={busy} onClick={() => void enter()} data-testid="enter-call">
        <DoorOpen size={20} aria-hidden="true" /> {words.enter}
      </Button>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </section>
  );
}
