import { isCommitment } from "../agenda/agenda.ts";
import type { Phase } from "../agenda/agenda.ts";
import { split } from "../time.ts";
import type { Millis } from "../time.ts";
import { Accounts } from "./accounts.ts";
import { absentAdvisers, phasesOf } from "./seat-phases.ts";
import type { SegmentId } from "./slot.ts";
import { seatLengths } from "./timebox.ts";
import type { Timebox } from "./timebox.ts";

/**
 * The accounts of a running session, kept by the rules of its seats: how one is laid out, grows, is
 * emptied and leaves something over. What cannot be shared out equally goes to the reserve (rule 1.7).
 */
export class Books extends Accounts {
  /**
   * Gives what is to come of a seat another length; the difference is the reserve's, like all that
   * nothing of the seat can take.
   */
  resize(seat: number, length: Millis): void {
    this.#layOut(this.partsToCome(seat), length);
  }

  #layOut(parts: readonly Timebox[], length: Millis): void {
    const lengths = seatLengths(
      parts,
      phasesOf(this.session, parts),
      this.session.hour,
      length,
      absentAdvisers(this.session),
    );
    for (const { id } of parts) this.setLength(id, lengths.get(id) ?? 0);
  }

  /**
   * Lays every seat to come out for those who are there to advise, and the one that begins at this
   * very moment, which may yet have to wait for its holder.
   */
  layOutUnbegun(): void {
    for (const seat of this.unbegunSeats) this.resize(seat, this.seat(seat));
    const { current, runningSeat } = this;
    const { pause, claim } = this.session;
    if (!current || runningSeat === null || this.spent > 0 || pause || claim) return;
    if (!this.isFresh(runningSeat)) return;
    this.#layOut([current, ...this.partsToCome(runningSeat)], this.seat(runningSeat));
  }

  /**
   * Adds time from the reserve to what is to come of a seat that has begun: to its elastic phases in
   * their ratio, or to the commitment when none is left, or to whatever there is. Says how much could
   * be added.
   */
  #grow(seat: number, wanted: Millis): Millis {
    const { current } = this;
    // A seat that begins with advice at this very moment may yet have to wait: its turns stay alike.
    const begins = current?.adviser != null && seat === this.runningSeat && this.isFresh(seat);
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
    const phases = phasesOf(this.session, parts).filter(({ id }) => id !== "handover");
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
    const box = this.session.boxes.find((each) => each.id === id);
    const over = this.left(id);
    if (!box || over <= 0) return;
    this.#pass(box, over);
  }

  /** Gives a phase to come time from the reserve, its advisers equally. */
  #give(parts: readonly Timebox[], phase: Phase, amount: Millis): void {
    const absent = absentAdvisers(this.session);
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
    const phases = phasesOf(this.session, parts);
    const taker =
      phases.find((phase) => phase.elastic) ?? phases.find(({ id }) => id !== "handover");
    this.move(box.id, "reserve", over);
    if (taker) this.#give(parts, taker, over);
  }

  #afterReserve(box: Timebox): boolean {
    const ids = this.session.boxes.map(({ id }) => id);
    return ids.indexOf(box.id) >= ids.indexOf("reserve");
  }
}
