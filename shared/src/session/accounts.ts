import { seatsBlock } from "../agenda/fit.ts";
import { scaled } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import type { MemberId } from "./member.ts";
import { currentStart } from "./session.ts";
import type { Running } from "./session.ts";
import type { SegmentId } from "./slot.ts";
import type { Change, Timebox } from "./timebox.ts";

/**
 * The seconds of each segment of a running session, to be moved about by one rule. Whatever is taken
 * from one place is given to another, so the hour keeps its length. `changes` is what has been moved.
 */
export class Accounts {
  /** The session as it was before anything was moved. */
  readonly session: Running;
  readonly #lengths: Map<SegmentId, Millis>;
  readonly #spent: Millis;

  /** As the session is at `at`: what the current segment has had by then cannot be moved. */
  constructor(session: Running, at: Instant) {
    this.session = session;
    this.#lengths = new Map(session.boxes.map(({ id, length }) => [id, length]));
    this.#spent = at - currentStart(session);
  }

  get changes(): Change[] {
    return this.session.boxes.flatMap(({ id, length }) => {
      const by = this.length(id) - length;
      return by === 0 ? [] : [{ segment: id, by }];
    });
  }

  length(id: SegmentId): Millis {
    return this.#lengths.get(id) ?? 0;
  }

  get reserve(): Millis {
    return this.left("reserve");
  }

  /** What a segment still has: nothing when it is over. */
  left(id: SegmentId): Millis {
    const { boxes, position } = this.session;
    const at = boxes.findIndex((box) => box.id === id);
    if (at < position) return 0;
    return this.length(id) - (at === position ? this.#spent : 0);
  }

  /** Moves up to `wanted` and says how much it was. */
  move(from: SegmentId, to: SegmentId, wanted: Millis): Millis {
    const moved = from === to ? 0 : Math.max(0, Math.min(wanted, this.left(from)));
    this.#add(from, -moved);
    this.#add(to, moved);
    return moved;
  }

  /** The other way round what once was moved. */
  undo(changes: readonly Change[]): void {
    for (const { segment, by } of changes) this.#add(segment, -by);
  }

  get isReserveOver(): boolean {
    const { boxes, position } = this.session;
    return boxes.findIndex(({ block }) => block === "reserve") < position;
  }

  get current(): Timebox | null {
    return this.session.boxes[this.session.position] ?? null;
  }

  /** The segments after the current one. */
  get toCome(): readonly Timebox[] {
    return this.session.boxes.slice(this.session.position + 1);
  }

  /** What is to come of a seat, without its current segment. */
  partsToCome(seat: number): Timebox[] {
    return this.toCome.filter(({ block, turn }) => block === "seat" && turn === seat);
  }

  /** The number of the seat that runs; null outside seats. */
  get runningSeat(): number | null {
    const { current } = this;
    return current?.block === "seat" ? current.turn : null;
  }

  /** Seats of which nothing has happened yet and that have time, in order. */
  get unbegunSeats(): number[] {
    const begun = new Set(
      this.session.boxes
        .slice(0, this.session.position + 1)
        .flatMap(({ block, turn, length }, i) =>
          block === "seat" && (length > 0 || i === this.session.position) ? [turn] : [],
        ),
    );
    const seats = new Set(
      this.toCome.flatMap(({ block, turn }) =>
        block === "seat" && turn !== null && !begun.has(turn) ? [turn] : [],
      ),
    );
    return [...seats].filter((seat) => this.seat(seat) > 0);
  }

  /**
   * Seats that do not run and have time to come, in order: those not yet begun, and the rest of those
   * that were broken off (rule 4.4).
   */
  get seatsToCome(): number[] {
    const seats = new Set(
      this.toCome.flatMap(({ id, block, turn }) =>
        block === "seat" && turn !== null && this.length(id) > 0 ? [turn] : [],
      ),
    );
    return [...seats].filter((seat) => seat !== this.runningSeat);
  }

  /** How long a whole seat is. */
  seat(seat: number): Millis {
    return this.session.boxes.reduce(
      (sum, { block, turn, id }) =>
        block === "seat" && turn === seat ? sum + this.length(id) : sum,
      0,
    );
  }

  /** What is left of a seat. */
  seatLeft(seat: number): Millis {
    const { current } = this;
    const now = current?.block === "seat" && current.turn === seat ? this.left(current.id) : 0;
    return this.partsToCome(seat).reduce((sum, { id }) => sum + this.length(id), now);
  }

  holder(seat: number): MemberId {
    const box = this.session.boxes.find(({ block, turn }) => block === "seat" && turn === seat);
    return box?.holder ?? "";
  }

  get longestSeat(): Millis {
    return scaled(seatsBlock(this.session.agenda).longest, this.session.hour);
  }

  /** Whether nothing of a seat has passed yet, though it may be running. */
  isFresh(seat: number): boolean {
    return this.seat(seat) === this.seatLeft(seat);
  }

  /** What the current segment has had by now, which cannot be moved. */
  protected get spent(): Millis {
    return this.#spent;
  }

  /** Gives a segment another length; the difference is the reserve's, which may owe it for a moment. */
  protected setLength(id: SegmentId, length: Millis): void {
    this.#add("reserve", this.length(id) - length);
    this.#add(id, length - this.length(id));
  }

  #add(id: SegmentId, by: Millis): void {
    this.#lengths.set(id, this.length(id) + by);
  }
}
