import { SHORTEST_COMMIT, isCommitment } from "../agenda/agenda.ts";
import type { Agenda, Phase } from "../agenda/agenda.ts";
import { FEWEST_MEMBERS, fit, forAsMany, seatsBlock } from "../agenda/fit.ts";
import { scaled, split } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import type { MemberId } from "./member.ts";
import { attendanceOf, currentStart } from "./session.ts";
import type { Running } from "./session.ts";
import type { SegmentId } from "./slot.ts";
import { seatLengths } from "./timebox.ts";
import type { Change, Timebox } from "./timebox.ts";

/**
 * The seconds of a running session, to be moved about by one rule. Every method takes from one
 * place what it gives to another, so the hour keeps its length; what cannot be shared out equally
 * goes to the reserve (rule 1.7). `changes` is what has been moved.
 */
export class Books {
  readonly #session: Running;
  readonly #lengths: Map<SegmentId, Millis>;
  readonly #spent: Millis;

  /** As the session is at `at`: what the current segment has had by then cannot be moved. */
  constructor(session: Running, at: Instant) {
    this.#session = session;
    this.#lengths = new Map(session.boxes.map(({ id, length }) => [id, length]));
    this.#spent = at - currentStart(session);
  }

  get changes(): Change[] {
    return this.#session.boxes.flatMap(({ id, length }) => {
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
    const { boxes, position } = this.#session;
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

  /**
   * Gives back up to `amount` of what was once charged for the current segment, in the given order
   * and nobody more than they paid. Seats to come get equal shares, like they paid (law L2).
   */
  refund(paid: readonly Change[], amount: Millis, ...order: readonly Payer[]): void {
    const { current } = this;
    if (!current) return;
    const own = new Set(this.partsToCome(this.runningSeat ?? 0).map(({ id }) => id));
    const payments = paid.flatMap(({ segment, by }) => (by < 0 ? [{ segment, paid: -by }] : []));
    let left = amount;
    const back = (to: SegmentId, most: Millis) => {
      left -= this.move(current.id, to, Math.min(most, left));
    };
    for (const payer of order) {
      if (payer === "reserve") {
        for (const each of payments) if (each.segment === "reserve") back("reserve", each.paid);
      } else if (payer === "running-seat") {
        // What was charged last goes back first: the commitment before the phases.
        const mine = payments.filter(({ segment }) => own.has(segment));
        for (const each of mine.toReversed()) {
          if (this.#isCommitment(each.segment)) back(each.segment, each.paid);
        }
        for (const each of mine)
          if (!this.#isCommitment(each.segment)) back(each.segment, each.paid);
      } else {
        const others = payments.filter(({ segment }) => segment !== "reserve" && !own.has(segment));
        const before = this.reserve;
        back(
          "reserve",
          others.reduce((sum, each) => sum + each.paid, 0),
        );
        this.shareOut(this.reserve - before, this.#refundable(payments), Infinity);
      }
    }
    // What nobody is there to take back any more.
    back("reserve", left);
  }

  /** The seats not yet begun, also those that have paid all they had. */
  #refundable(payments: readonly { readonly segment: SegmentId }[]): number[] {
    const { boxes, released } = this.#session;
    const paying = new Set(payments.map(({ segment }) => segment));
    const emptied = boxes.flatMap(({ id, block, turn }) =>
      block === "seat" && turn !== null && paying.has(id) && !released.includes(turn) ? [turn] : [],
    );
    return [...new Set([...this.unbegunSeats, ...emptied.filter((turn) => this.seat(turn) === 0)])];
  }

  get isReserveOver(): boolean {
    const { boxes, position } = this.#session;
    return boxes.findIndex(({ block }) => block === "reserve") < position;
  }

  get current(): Timebox | null {
    return this.#session.boxes[this.#session.position] ?? null;
  }

  /** The segments after the current one. */
  get toCome(): readonly Timebox[] {
    return this.#session.boxes.slice(this.#session.position + 1);
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
      this.#session.boxes
        .slice(0, this.#session.position + 1)
        .flatMap(({ block, turn, length }, i) =>
          block === "seat" && (length > 0 || i === this.#session.position) ? [turn] : [],
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
    return this.#session.boxes.reduce(
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
    const box = this.#session.boxes.find(({ block, turn }) => block === "seat" && turn === seat);
    return box?.holder ?? "";
  }

  get longestSeat(): Millis {
    return scaled(seatsBlock(this.#session.agenda).longest, this.#session.hour);
  }

  /**
   * Gives what is to come of a seat another length; the difference is the reserve's, like all that
   * nothing of the seat can take.
   */
  resize(seat: number, length: Millis): void {
    this.#layOut(this.partsToCome(seat), length);
  }

  #layOut(parts: readonly Timebox[], length: Millis): void {
    const before = parts.reduce((sum, { id }) => sum + this.length(id), 0);
    const lengths = seatLengths(
      parts,
      this.#phasesOf(parts),
      this.#session.hour,
      length,
      this.#absentAdvisers(),
    );
    let after = 0;
    for (const { id } of parts) {
      const millis = lengths.get(id) ?? 0;
      this.#lengths.set(id, millis);
      after += millis;
    }
    this.#add("reserve", before - after);
  }

  /**
   * Lays every seat to come out for those who are there to advise, and the one that begins at this
   * very moment, which may yet have to wait for its holder.
   */
  layOutUnbegun(): void {
    for (const seat of this.unbegunSeats) this.resize(seat, this.seat(seat));
    const { current, runningSeat } = this;
    const { pause, claim } = this.#session;
    if (!current || runningSeat === null || this.#spent > 0 || pause || claim) return;
    if (!this.#isFresh(runningSeat)) return;
    this.#layOut([current, ...this.partsToCome(runningSeat)], this.seat(runningSeat));
  }

  /** Whether nothing of a seat has passed yet, though it may be running. */
  #isFresh(seat: number): boolean {
    return this.seat(seat) === this.seatLeft(seat);
  }

  /**
   * Adds time from the reserve to what is to come of a seat that has begun: to its elastic phases in
   * their ratio, or to the commitment when none is left, or to whatever there is. Says how much could
   * be added.
   */
  #grow(seat: number, wanted: Millis): Millis {
    const { current } = this;
    // A seat that begins with advice at this very moment may yet have to wait: its turns stay alike.
    const begins = current?.adviser != null && seat === this.runningSeat && this.#isFresh(seat);
    const parts = begins ? [current, ...this.partsToCome(seat)] : this.partsToCome(seat);
    const taking = this.#growing(parts);
    const amount = taking.length > 0 ? Math.min(wanted, this.reserve) : 0;
    const shares = split(
      amount,
      taking.map(({ seconds }) => seconds),
    );
    taking.forEach((phase, i) => this.#give(parts, phase, shares[i] ?? 0));
    return amount;
  }

  /** Whether a seat has anything to come that more time would be of use to. */
  canGrow(seat: number): boolean {
    return this.#growing(this.partsToCome(seat)).length > 0;
  }

  /** The phases that take what is added to a seat of which these parts are to come. */
  #growing(parts: readonly Timebox[]): Phase[] {
    const phases = this.#phasesOf(parts).filter(({ id }) => id !== "handover");
    const elastic = phases.filter((phase) => phase.elastic);
    const promises = phases.filter(({ id }) => isCommitment(id));
    return [elastic, promises, phases].find(({ length }) => length > 0) ?? [];
  }

  /**
   * Adds time from the reserve where whoever has the seat wants it: to the current phase, unless
   * that is somebody else's turn or silence; then to what is to come.
   */
  extendRunning(wanted: Millis): Millis {
    const { current } = this;
    const isTheirs = current?.adviser === null && current.mode !== "silence";
    const seat = this.runningSeat;
    if (seat !== null && !isTheirs && this.canGrow(seat)) return this.#grow(seat, wanted);
    return current ? this.move("reserve", current.id, wanted) : 0;
  }

  /**
   * Shares `amount`, which the reserve holds, equally among seats: those to come, also what is to
   * come of one that was broken off, and the running one, up to the longest seat. What that cannot
   * take stays in the reserve.
   */
  shareOut(amount: Millis, seats: readonly number[], longest: Millis = this.longestSeat): void {
    const unbegun = this.unbegunSeats;
    const each = Math.floor(amount / Math.max(1, seats.length));
    for (const seat of seats) {
      const room = Math.max(0, longest - this.seat(seat));
      const share = Math.min(each, room);
      if (unbegun.includes(seat) || this.seat(seat) === 0)
        this.resize(seat, this.seat(seat) + share);
      else this.#grow(seat, share);
    }
  }

  /** Takes everything that is left of a seat into the reserve and says how much that was. */
  empty(seat: number): Millis {
    const left = this.seatLeft(seat);
    const { current } = this;
    if (current?.block === "seat" && current.turn === seat) {
      this.move(current.id, "reserve", this.left(current.id));
    }
    for (const { id } of this.partsToCome(seat)) this.move(id, "reserve", this.length(id));
    return left;
  }

  /** What an early end leaves over goes where rules 6.3 and 6.4 say. */
  leaveOver(id: SegmentId): void {
    const box = this.#session.boxes.find((each) => each.id === id);
    const over = this.left(id);
    if (!box || over <= 0) return;
    this.#pass(box, over);
  }

  /** Takes up to `wanted` for `to`, from one source after the other; says how much there was. */
  charge(to: SegmentId, wanted: Millis, ...sources: readonly Source[]): Millis {
    let covered = 0;
    for (const source of sources) {
      if (covered < wanted) covered += this.#chargeOne(to, wanted - covered, source);
    }
    return covered;
  }

  #chargeOne(to: SegmentId, wanted: Millis, source: Source): Millis {
    switch (source) {
      case "reserve":
        return this.move("reserve", to, wanted);
      case "reviews":
        return this.#take(to, wanted, this.#spareOfReviews());
      case "unbegun-seats":
        return this.#chargeSeats(to, wanted);
      case "later-phases":
        return this.#takeLaterPhases(to, wanted);
      case "commitment":
        return this.#take(to, wanted, this.#spareOfCommitment());
      case "before-closing": {
        const reserve = this.toCome.findIndex(({ block }) => block === "reserve");
        const before = this.toCome.slice(0, Math.max(0, reserve));
        return this.#take(
          to,
          wanted,
          before.map(({ id }) => ({ id, spare: this.length(id) })),
        );
      }
    }
  }

  /** All seats to come pay the same. */
  #chargeSeats(to: SegmentId, wanted: Millis): Millis {
    let covered = 0;
    for (let left = wanted; left > 0; left = wanted - covered) {
      const seats = this.unbegunSeats;
      const shortest = Math.min(...seats.map((seat) => this.seat(seat)));
      if (seats.length === 0) break;
      const each = Math.min(Math.ceil(left / seats.length), shortest);
      const before = this.reserve;
      for (const seat of seats) this.resize(seat, this.seat(seat) - each);
      const paid = this.reserve - before;
      covered += this.move("reserve", to, Math.min(left, paid));
    }
    return covered;
  }

  /** Takes from several at once, from each in the ratio of what it can spare. */
  #take(to: SegmentId, wanted: Millis, from: readonly Spare[]): Millis {
    const total = from.reduce((sum, { spare }) => sum + spare, 0);
    const shares = split(
      Math.min(wanted, total),
      from.map(({ spare }) => spare),
    );
    return from.reduce((taken, { id }, i) => taken + this.move(id, to, shares[i] ?? 0), 0);
  }

  #spareOfReviews(): Spare[] {
    return this.toCome
      .filter(({ block }) => block === "review")
      .map(({ id, planned }) => ({
        id,
        spare: Math.max(0, this.length(id) - Math.floor(planned / 2)),
      }));
  }

  /**
   * From the elastic phases to come of the running seat, the last first. One adviser's turn never
   * pays for another's: while advice is being given, the turns that are left are spared.
   */
  #takeLaterPhases(to: SegmentId, wanted: Millis): Millis {
    const parts = this.runningSeat === null ? [] : this.partsToCome(this.runningSeat);
    const phases = this.#phasesOf(parts).filter(
      ({ id, elastic }) => elastic && id !== this.current?.phase,
    );
    let taken = 0;
    for (const { id: phase } of phases.toReversed()) {
      const from = parts.filter((part) => part.phase === phase);
      taken += this.#take(
        to,
        wanted - taken,
        from.map(({ id }) => ({ id, spare: this.length(id) })),
      );
    }
    return taken;
  }

  #spareOfCommitment(): Spare[] {
    const parts = this.runningSeat === null ? [] : this.partsToCome(this.runningSeat);
    const shortest = scaled(SHORTEST_COMMIT, this.#session.hour);
    return parts
      .filter(({ phase }) => isCommitment(phase))
      .map(({ id }) => ({ id, spare: Math.max(0, this.length(id) - shortest) }));
  }

  #isCommitment(id: SegmentId): boolean {
    return isCommitment(this.#session.boxes.find((box) => box.id === id)?.phase ?? null);
  }

  /** Gives a phase to come time from the reserve, its advisers equally. */
  #give(parts: readonly Timebox[], phase: Phase, amount: Millis): void {
    const absent = this.#absentAdvisers();
    const taking = parts.filter((part) => part.phase === phase.id);
    const advising = taking.filter(({ adviser }) => adviser === null || !absent.has(adviser));
    const sharing = advising.length > 0 ? advising : taking;
    const shares = split(
      amount,
      sharing.map(() => 1),
    );
    sharing.forEach(({ id }, i) => this.move("reserve", id, shares[i] ?? 0));
  }

  #pass(box: Timebox, over: Millis): void {
    if (box.block === "waiting") return;
    if (box.block !== "seat") {
      this.move(box.id, this.#afterReserve(box) ? "goodbye" : "reserve", over);
      return;
    }
    const parts = this.partsToCome(box.turn ?? 0).filter(
      ({ phase }) => box.adviser === null || phase !== box.phase,
    );
    const phases = this.#phasesOf(parts);
    const taker =
      phases.find((phase) => phase.elastic) ?? phases.find(({ id }) => id !== "handover");
    if (!taker) {
      this.move(box.id, "reserve", over);
      return;
    }
    this.move(box.id, "reserve", over);
    this.#give(parts, taker, over);
  }

  #afterReserve(box: Timebox): boolean {
    const ids = this.#session.boxes.map(({ id }) => id);
    return ids.indexOf(box.id) >= ids.indexOf("reserve");
  }

  /** The phases that `parts` belong to and that have time, as planned for this number of members. */
  #phasesOf(parts: readonly Timebox[]): Phase[] {
    return phasesFor(this.#session.agenda, plannedFor(this.#session)).filter(
      ({ id, seconds }) => seconds > 0 && parts.some(({ phase }) => phase === id),
    );
  }

  #absentAdvisers(): Set<MemberId> {
    const { members } = this.#session;
    const isAbsent = (id: MemberId) => {
      const { presence } = attendanceOf(this.#session, id);
      return presence === "gone" || presence === "excused";
    };
    return new Set(members.flatMap(({ id }) => (isAbsent(id) ? [id] : [])));
  }

  #add(id: SegmentId, by: Millis): void {
    this.#lengths.set(id, this.length(id) + by);
  }
}

/** An agenda never changes, and is asked for its phases with every second that moves. */
const phasesByMembers = new WeakMap<Agenda, Map<number, readonly Phase[]>>();

function phasesFor(agenda: Agenda, members: number): readonly Phase[] {
  const known = phasesByMembers.get(agenda) ?? new Map<number, readonly Phase[]>();
  const phases = known.get(members) ?? fittedPhases(agenda, members);
  phasesByMembers.set(agenda, known.set(members, phases));
  return phases;
}

function fittedPhases(agenda: Agenda, members: number): readonly Phase[] {
  const fitted = fit(forAsMany(agenda, members), members);
  return fitted.ok ? fitted.phases : seatsBlock(agenda).phases;
}

/** For how many the hour was planned, whoever has come since: each has a turn in every round. */
function plannedFor({ boxes }: Running): number {
  return boxes.reduce((most, { turn }) => Math.max(most, turn ?? 0), FEWEST_MEMBERS);
}

/** Who pays. */
export type Source =
  | "reserve"
  /** Reviews, down to half of what was planned. */
  | "reviews"
  /** All seats that have not begun, equally (law L2). */
  | "unbegun-seats"
  /** What the running seat has to come, without its commitment. */
  | "later-phases"
  /** What the commitment of the running seat has over its shortest. */
  | "commitment"
  /** Whatever comes before the reserve. */
  | "before-closing";

/** Whom a refund goes to. */
export type Payer = "running-seat" | "unbegun-seats" | "reserve";

type Spare = { readonly id: SegmentId; readonly spare: Millis };
