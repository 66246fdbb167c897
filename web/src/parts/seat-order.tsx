import { Armchair, ChevronDown, ChevronUp, GripVertical, Signpost } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { MemberId, MemberView, SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { segmentOf } from "../session/now.ts";
import { presenceNote } from "../session/presence.ts";
import { seatTimes } from "../session/seats.ts";
import { moveTo, moves } from "./seat-moves.ts";
import { useRowDrag } from "./row-drag.ts";
import style from "./seat-order.module.css";

/**
 * The seats in their order, with the minutes of the hour at which they begin and end. Where the
 * order can be changed, by dragging a row by its grip, or with the arrow keys on it: before the
 * hour a seat moves to another place, during it two seats to come change places.
 */
export function SeatOrder({ view }: { readonly view: SessionView }) {
  const { members } = view;
  const { reorder } = view.offers;
  const { list, drag, gripOf } = useRowDrag((from, to) => moveTo(view, from, to));
  const movable = reorder || view.offers.swap.length > 0;
  return (
    <ol
      className={style.order}
      ref={list}
      data-movable={movable}
      data-testid={movable ? (reorder ? "reorder" : "swap") : undefined}
    >
      {members.map((member, i) => {
        const target = drag && drag.to === i && drag.from !== i && moves(view, drag.from, i);
        return (
          <Row
            key={member.id}
            view={view}
            member={member}
            index={i}
            state={drag?.from === i ? "dragged" : target ? "target" : "still"}
            grip={canMove(view, member.id) ? gripOf(i) : null}
          />
        );
      })}
    </ol>
  );
}

function canMove({ offers }: SessionView, id: MemberId): boolean {
  return offers.reorder || offers.swap.some(({ a, b }) => a === id || b === id);
}

type RowProps = {
  readonly view: SessionView;
  readonly member: MemberView;
  readonly index: number;
  readonly state: "still" | "dragged" | "target";
  readonly grip: ReturnType<ReturnType<typeof useRowDrag>["gripOf"]> | null;
};

function Row({ view, member, index, state, grip }: RowProps) {
  const words = useWords();
  const current = segmentOf(view);
  const released = member.seat === "released" || member.presence === "excused";
  return (
    <li
      data-seat={member.colour}
      data-here={member.here}
      data-released={released}
      data-over={member.seat === "over"}
      data-drag={state}
      aria-current={current?.block === "seat" && current.holder === member.id ? "step" : undefined}
    >
      <span className={style.mark} aria-hidden="true" />
      <span className={style.name}>
        {released ? <s>{member.name}</s> : member.name}
        {member.role === "facilitator" && (
          <Signpost size={15} role="img" aria-label={words.tile.facilitates} />
        )}
        {view.chair === member.id && member.role !== "facilitator" && (
          <Armchair size={15} role="img" aria-label={words.tile.hasChair} />
        )}
        <small>{presenceNote(member, words)}</small>
      </span>
      <span className={style.time}>{timeOf(view, member, words.seat)}</span>
      {grip && <Handle view={view} member={member} index={index} grip={grip} />}
    </li>
  );
}

function Handle({
  view,
  member,
  index,
  grip,
}: Pick<RowProps, "view" | "member" | "index"> & {
  readonly grip: NonNullable<RowProps["grip"]>;
}) {
  const words = useWords().seat;
  const { reorder } = view.offers;
  const step = (by: -1 | 1) => moveTo(view, index, nextMovable(view, index, by));
  const press = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    if (by === null) return;
    event.preventDefault();
    step(by);
  };
  const label = reorder ? words.move(member.name) : words.swap(member.name);
  return (
    <span className={style.handle}>
      {reorder && (
        <span className={style.steps}>
          <button
            type="button"
            aria-label={words.up(member.name)}
            title={words.up(member.name)}
            disabled={index === 0}
            onClick={() => step(-1)}
            data-testid={`reorder-up-${member.id}`}
          >
            <ChevronUp size={18} aria-hidden="true" />
          </button>
          <button
            type="button"
            aria-label={words.down(member.name)}
            title={words.down(member.name)}
            disabled={index === view.members.length - 1}
            onClick={() => step(1)}
            data-testid={`reorder-down-${member.id}`}
          >
            <ChevronDown size={18} aria-hidden="true" />
          </button>
        </span>
      )}
      <button
        type="button"
        className={style.grip}
        aria-label={label}
        title={label}
        onKeyDown={press}
        data-testid={`${reorder ? "reorder" : "swap"}-${member.id}`}
        {...grip}
      >
        <GripVertical size={18} aria-hidden="true" />
      </button>
    </span>
  );
}

/** The next row in a direction with which this one can change; the row itself without one. */
function nextMovable(view: SessionView, from: number, by: -1 | 1): number {
  for (let to = from + by; to >= 0 && to < view.members.length; to += by) {
    if (moves(view, from, to)) return to;
  }
  return from;
}

function timeOf(view: SessionView, member: MemberView, words: ReturnType<typeof useWords>["seat"]) {
  if (member.presence === "excused") return "";
  if (member.seat === "none") return words.none;
  if (member.seat === "left-out") return words.leftOut;
  if (member.seat === "released") return words.released;
  const span = seatTimes(view, member.id);
  if (!span) return "";
  const { startsAt } = view.plan;
  return `${minutesOf(span.startsAt - startsAt)} – ${minutesOf(span.endsAt - startsAt)}`;
}
