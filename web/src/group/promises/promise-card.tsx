import { useState } from "react";
import { Check, CircleSlash, Hourglass, Redo2, X } from "lucide-react";
import type { Instant } from "@hotseat/shared";
import { MOST_CARRIES } from "@hotseat/shared/group";
import type { CommitmentRequest, CommitmentView } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import type { GroupSeat } from "../address.ts";
import form from "../form.module.css";
import { longDayIn, weekdayIn } from "../times.ts";
import { useWords } from "../words.ts";
import { CheckInForm } from "./check-in-form.tsx";
import { SmallerDialog } from "./smaller-dialog.tsx";
import { newPromiseId, wish } from "./store.ts";
import style from "./promises.module.css";

type Props = {
  readonly seat: GroupSeat;
  readonly zone: string;
  readonly nextCall: Instant | null;
  readonly promise: CommitmentView;
  /** Who has seen it, by name. */
  readonly seenBy: string;
  /** Where it is read out: large, and without what is for between the calls. */
  readonly aloud?: boolean;
};

const icons = {
  open: Hourglass,
  done: Check,
  partly: CircleSlash,
  missed: X,
  carried: Redo2,
  dropped: X,
};

/** A promise as it was made, what became of it, and what its owner or the others can say to it. */
export function PromiseCard({ seat, zone, nextCall, promise, seenBy, aloud = false }: Props) {
  const all = useWords();
  const words = all.group.promise;
  const locale = useLocale();
  const [trouble, setTrouble] = useState("");
  const [step, setStep] = useState<"none" | "check-in" | "smaller">("none");
  const { id, text, doneWhen, ifThen, due, state, carries, checkIn, owner } = promise;
  const mine = owner === seat.member;
  const Icon = icons[state];
  const say = async (request: CommitmentRequest) => {
    const refusal = await wish(seat, request);
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
  };
  const carry = () => {
    if (carries >= MOST_CARRIES) return setStep("smaller");
    if (nextCall === null) return;
    void say({ type: "carry", id, next: newPromiseId(), due: nextCall, smaller: null });
  };
  const seen = promise.seenBy.includes(seat.member);
  return (
    <li className={style.card} data-state={state} data-aloud={aloud} data-testid={`promise-${id}`}>
      <p className={style.text}>{text}</p>
      <p className={style.when}>{words.doneWhenSaid(doneWhen)}</p>
      {ifThen !== null && <p className={style.when}>{ifThen}</p>}
      <p className={style.state}>
        <Icon size={15} aria-hidden="true" /> <strong>{words.states[state]}</strong>
        {state === "open" && ` · ${words.dueSaid(longDayIn(due, zone, locale))}`}
        {carries > 0 && ` · ${words.carried(carries)}`}
        {seenBy !== "" && ` · ${words.seenBy(seenBy)}`}
      </p>
      {checkIn && (
        <p className={style.checkIn} data-how={checkIn.how}>
          <strong>{words.how[checkIn.how]}</strong> {checkIn.line}{" "}
          <small>{weekdayIn(checkIn.at, zone, locale)}</small>
        </p>
      )}
      {mine && state === "open" && (
        <div className={style.acts}>
          {(["done", "partly", "missed"] as const).map((as) => (
            <Button
              key={as}
              onClick={() => void say({ type: "settle", id, as })}
              data-testid={`settle-${as}`}
            >
              {words.settle[as]}
            </Button>
          ))}
          {nextCall !== null && (
            <Button onClick={carry} data-testid="carry">
              {words.carry}
            </Button>
          )}
          <Button
            onClick={() => void say({ type: "settle", id, as: "dropped" })}
            data-testid="settle-dropped"
          >
            {words.settle.dropped}
          </Button>
          {!aloud && step !== "check-in" && (
            <Button onClick={() => setStep("check-in")} data-testid="check-in">
              {words.checkIn}
            </Button>
          )}
        </div>
      )}
      {!mine && !seen && (state === "done" || state === "partly") && (
        <div className={style.acts}>
          <Button onClick={() => void say({ type: "see", id })} data-testid="see">
            {words.see}
          </Button>
        </div>
      )}
      {step === "check-in" && (
        <CheckInForm seat={seat} promise={promise} onDone={() => setStep("none")} />
      )}
      {step === "smaller" && nextCall !== null && (
        <SmallerDialog
          seat={seat}
          promise={promise}
          due={nextCall}
          onClose={() => setStep("none")}
        />
      )}
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </li>
  );
}
