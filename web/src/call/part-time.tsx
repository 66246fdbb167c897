import { seatSpan } from "@hotseat/shared";
import type { PauseView, Segment, SessionView } from "@hotseat/shared";
import { serverNow } from "../clock/clock.ts";
import { minutes, minutesOf } from "../clock/format.ts";
import { useSecondsSince, useSecondsUntil } from "../clock/remaining.ts";
import { phaseUrgency, seatUrgency } from "../clock/urgency.ts";
import type { Urgency } from "../clock/urgency.ts";
import { useWords } from "../language/language.ts";
import { Opening } from "../parts/opening.tsx";
import { segmentOf, usePause, useStage } from "../session/now.ts";
import { setAsideFor, unusedOf } from "../session/overtime.ts";
import type { SetAside } from "../session/overtime.ts";
import { nextUp, partOf } from "../session/part.ts";
import { memberOf } from "../session/people.ts";
import { leftUntil, overSince } from "../session/time-left.ts";
import { Overtime } from "./overtime.tsx";
import { Paused } from "./paused.tsx";
import { useTitle } from "./title.ts";
import style from "./part-time.module.css";

/** The current part: its name, what it is for, and the time that is left of it and of the seat. */
export function PartTime({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const segment = segmentOf(view);
  const stage = useStage(view);
  const part = partOf(view, words);
  const pause = usePause(view);
  const owner = memberOf(view, segment?.adviser ?? segment?.holder ?? null);
  const over = overSince(view, pause) !== null;
  return (
    <div className={style.part}>
      <div className={style.name} data-seat={owner?.colour}>
        <h1>{part.name}</h1>
        <p data-grace={stage.grace}>{stage.grace ? words.time.finish : part.what}</p>
      </div>
      {segment &&
        (over ? (
          <Overtime view={view} segment={segment} name={part.name} />
        ) : (
          <PhaseLeft view={view} segment={segment} pause={pause} name={part.name} />
        ))}
      {pause && <Paused view={view} pause={pause} />}
      {segment && <Facts view={view} segment={segment} pause={pause} />}
      {!segment && <LobbyTitle name={part.name} />}
      {view.status === "lobby" && view.scheduledFor !== null && (
        <p className={style.opening} data-testid="opening">
          <Opening at={view.scheduledFor} />
        </p>
      )}
    </div>
  );
}

const none: SetAside = { seat: 0, reserve: 0 };

type Props = {
  readonly view: SessionView;
  readonly segment: Segment;
  readonly pause: PauseView | null;
};

/** What is left until `end`, drawn anew with each second of a clock that runs. */
function useLeft(end: number | null, pause: PauseView | null): number | null {
  const running = useSecondsUntil(pause ? null : end);
  return pause && end !== null ? leftUntil(end, pause, serverNow()) : running;
}

function PhaseLeft({ view, segment, pause, name }: Props & { readonly name: string }) {
  const words = useWords();
  const left = useLeft(segment.endsAt, pause) ?? 0;
  const length = segment.endsAt - segment.startsAt;
  const urgency = pause ? "calm" : phaseUrgency(left, length, view.hour);
  useTitle(words.time.title(minutes(left), name), words.product);
  return (
    <div className={style.left} data-urgency={urgency} data-still={pause !== null}>
      <span role="timer" aria-live="off" aria-label={words.time.phaseLeft} data-testid="phase-left">
        {minutes(left)}
      </span>
      <Warning urgency={urgency} />
    </div>
  );
}

function LobbyTitle({ name }: { readonly name: string }) {
  useTitle(name, useWords().product);
  return null;
}

/** The seat, the reserve, and who comes next. */
function Facts({ view, segment, pause }: Props) {
  const words = useWords();
  const seat = seatSpan(view.plan, segment);
  // What overtime has set aside and not used yet still belongs to the reserve.
  const over = (useSecondsSince(view.overtimeSince) ?? 0) * 1000;
  const aside = view.overtimeSince === null ? none : setAsideFor(view, segment);
  const unused = aside && unusedOf(aside, over);
  const seatLeft = useLeft(seat && unused !== null ? seat.endsAt - unused : null, pause);
  const next = nextUp(view, words);
  return (
    <dl className={style.facts}>
      {seatLeft !== null && (
        <div data-urgency={pause ? "calm" : seatUrgency(seatLeft, view.hour)}>
          <dt>{words.time.seatLeft}</dt>
          <dd>
            <span role="timer" aria-live="off" data-testid="seat-left">
              {minutes(seatLeft)}
            </span>
          </dd>
        </div>
      )}
      {unused !== null && hasReserveAhead(view, segment) && (
        <div>
          <dt>{words.time.reserve}</dt>
          <dd data-testid="reserve">{minutesOf(view.reserve + unused)}</dd>
        </div>
      )}
      <div data-seat={next.colour ?? undefined}>
        <dt>{words.time.next}</dt>
        <dd className={style.next} data-testid="next">
          {next.name}
        </dd>
      </div>
    </dl>
  );
}

/** Whether the reserve can still be given and taken. */
function hasReserveAhead({ plan }: SessionView, { id, block }: Segment): boolean {
  const at = plan.segments.findIndex((segment) => segment.id === id);
  return (
    block !== "waiting" && at < plan.segments.findIndex((segment) => segment.block === "reserve")
  );
}

/** The same in a word and a shape, for those who do not see amber from red. */
function Warning({ urgency }: { readonly urgency: Urgency }) {
  const words = useWords();
  if (urgency === "calm") return null;
  return <span className={style.warning}>{words.time[urgency]}</span>;
}
