import { useId } from "react";
import type { ReactNode } from "react";
import type { Instant, MemberView, Plan } from "@hotseat/shared";
import { useServerTime } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { arcsOf } from "./arcs.ts";
import type { Arc } from "./arcs.ts";
import { SIZE, arcPath, inset, point, turnAt } from "./geometry.ts";
import style from "./ring.module.css";

type Props = {
  readonly plan: Plan;
  readonly members: readonly MemberView[];
  /** Writes each name along its seat; for a large ring. */
  readonly names?: boolean;
  /** What stands in the middle. */
  readonly children?: ReactNode;
};

const MIDDLE = 100;
const NAMES = 80;
const LONGEST_NAME = 14;

/** The whole hour, before or after it: every arc in its owner's colour and no hand. */
export function Ring(props: Props) {
  return <Face {...props} now={null} />;
}

/** The hour as it runs, with a hand at the server's now. */
export function RunningRing(props: Props) {
  const hour = props.plan.endsAt - props.plan.startsAt;
  const now = useServerTime(Math.min(2_500, Math.max(100, hour / 1440)));
  return <Face {...props} now={now} />;
}

function Face({ plan, members, names, children, now }: Props & { readonly now: Instant | null }) {
  const words = useWords();
  const arcs = arcsOf(plan, members);
  return (
    <div className={style.ring}>
      <svg
        viewBox={`${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`}
        role="img"
        aria-label={words.ring.label}
      >
        {arcs.map((arc) => (
          <ArcShape key={arc.id} arc={arc} plan={plan} now={now} />
        ))}
        {names &&
          arcs
            .filter((arc) => fits(arc, plan))
            .map((arc) => <Name key={arc.id} arc={arc} plan={plan} />)}
        {now !== null && <Hand turn={turnAt(plan, now)} />}
      </svg>
      <div className={style.centre}>{children}</div>
    </div>
  );
}

function ArcShape({ arc, plan, now }: { arc: Arc; plan: Plan; now: Instant | null }) {
  const current = now !== null && now >= arc.startsAt && now < arc.endsAt;
  const pieces = current && arc.kind === "seat" ? arc.parts : [arc];
  return (
    <g className={style[arc.kind]} data-seat={arc.colour ?? undefined} data-current={current}>
      <title>{arc.name}</title>
      {pieces.map(({ startsAt, endsAt }) => {
        const { from, to } = inset(turnAt(plan, startsAt), turnAt(plan, endsAt), MIDDLE);
        if (to <= from) return null;
        const reached = now === null ? from : Math.min(to, Math.max(from, turnAt(plan, now)));
        return (
          <g key={startsAt}>
            {reached > from && <path className={style.past} d={arcPath(from, reached, MIDDLE)} />}
            {to > reached && <path d={arcPath(reached, to, MIDDLE)} />}
          </g>
        );
      })}
    </g>
  );
}

/** Whether a seat is long enough for its name, at about five units a letter. */
function fits({ kind, name, startsAt, endsAt }: Arc, plan: Plan): boolean {
  const length = (turnAt(plan, endsAt) - turnAt(plan, startsAt)) * 2 * Math.PI * NAMES;
  return kind === "seat" && length > Math.min(name.length, LONGEST_NAME) * 5.5;
}

/** A name along the inner side of its seat, turned so that it is never upside down. */
function Name({ arc, plan }: { arc: Arc; plan: Plan }) {
  const id = useId();
  const from = turnAt(plan, arc.startsAt);
  const to = turnAt(plan, arc.endsAt);
  const middle = (from + to) / 2;
  const lower = middle > 0.27 && middle < 0.73;
  return (
    <g className={style.name} data-seat={arc.colour ?? undefined}>
      <path id={id} d={arcPath(from, to, lower ? NAMES + 6 : NAMES, lower)} fill="none" />
      <text textAnchor="middle">
        <textPath href={`#${id}`} startOffset="50%">
          {arc.name.length > LONGEST_NAME ? `${arc.name.slice(0, LONGEST_NAME - 1)}…` : arc.name}
        </textPath>
      </text>
    </g>
  );
}

function Hand({ turn }: { turn: number }) {
  const inner = point(turn, MIDDLE - 15);
  const outer = point(turn, MIDDLE + 15);
  return <line className={style.hand} x1={inner.x} y1={inner.y} x2={outer.x} y2={outer.y} />;
}
