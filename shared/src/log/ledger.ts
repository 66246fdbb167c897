import type { Millis } from "../time.ts";
import type { SessionEvent } from "../session/event.ts";
import type { MemberId } from "../session/member.ts";
import { evolve } from "../session/evolve.ts";
import { currentStart, isHere, noSession, seatNumberOf } from "../session/session.ts";
import type { Running, Session } from "../session/session.ts";
import type { Change } from "../session/timebox.ts";

/** What each member had of the seats, in one call or over several (rule 8.7). */
export type Ledger = readonly LedgerLine[];

export type LedgerLine = {
  readonly member: MemberId;
  /** What the plan had for their seats before the hours began. */
  readonly planned: Millis;
  /** What their seats took. */
  readonly used: Millis;
  /**
   * What they left to others by hand: given, yielded, passed, or left over by what they or the chair
   * ended.
   */
  readonly given: Millis;
  /** What they got beyond what was planned, at their own or somebody's wish. */
  readonly taken: Millis;
  /** How often theirs was the first seat. */
  readonly first: number;
};

/** The ledger of one call; without a line for whoever was excused before it began. */
export function ledgerOf(events: Iterable<SessionEvent>): Ledger {
  const lines = new Map<MemberId, LedgerLine>();
  const add = (member: MemberId, amounts: Partial<Omit<LedgerLine, "member">>) => {
    const line = lines.get(member);
    if (!line) return;
    lines.set(member, {
      member,
      planned: line.planned + (amounts.planned ?? 0),
      used: line.used + (amounts.used ?? 0),
      given: line.given + (amounts.given ?? 0),
      taken: line.taken + (amounts.taken ?? 0),
      first: line.first + (amounts.first ?? 0),
    });
  };
  let session: Session = noSession;
  for (const event of events) {
    const before = session;
    session = evolve(session, event);
    if (event.type === "session-started" && before.status === "lobby") {
      for (const { member, presence } of before.attendance) {
        if (presence !== "excused") lines.set(member, blankLine(member));
      }
      for (const { block, holder, planned } of before.boxes) {
        if (block === "seat" && holder !== null) add(holder, { planned });
      }
    }
    if (before.status !== "running") continue;
    switch (event.type) {
      case "seat-extended": {
        const holder = before.boxes[before.position]?.holder ?? "";
        add(holder, { taken: movedTo(before, event.changes, holder) });
        if (event.source !== "reserve") {
          add(event.source, { given: -movedTo(before, event.changes, event.source) });
        }
        break;
      }
      case "segment-ended":
        if (isEndedByHand(before, event)) {
          const holder = before.boxes[before.position]?.holder ?? "";
          add(holder, { given: leftOver(before, event.changes, holder) });
        }
        break;
      case "seat-yielded": {
        const holder = before.boxes[before.position]?.holder ?? "";
        if (event.to !== "questions") {
          add(holder, { given: leftOver(before, event.changes, holder) });
        }
        if (seatNumberOf(before, event.to) !== null) {
          add(event.to, { taken: movedTo(before, event.changes, event.to) });
        }
        break;
      }
      case "seat-released":
        if (event.cause === "passed") {
          add(event.member, { given: -movedTo(before, event.changes, event.member) });
        }
        break;
      case "seat-granted":
        add(event.member, { taken: movedTo(before, event.changes, event.member) });
        break;
      default:
        break;
    }
  }
  if (session.status === "running" || session.status === "ended") {
    const now = session.status === "ended" ? session.endedAt : session.at;
    const current = session.boxes[session.position];
    const sofar = Math.max(0, Math.min(current?.length ?? 0, now - currentStart(session)));
    const past = session.boxes.slice(0, session.position);
    let first = true;
    for (const box of [...past, ...(current ? [{ ...current, length: sofar }] : [])]) {
      if (box.block !== "seat" || box.holder === null || box.length === 0) continue;
      add(box.holder, { used: box.length, first: first ? 1 : 0 });
      first = false;
    }
  }
  return [...lines.values()];
}

/** Two ledgers of the same people, added up; a line that only one has stays as it is. */
export function carried(before: Ledger, call: Ledger): Ledger {
  const members = new Set([...before, ...call].map(({ member }) => member));
  return [...members].map((member) => {
    const lines = [...before, ...call].filter((line) => line.member === member);
    return lines.reduce<LedgerLine>(
      (sum, line) => ({
        member,
        planned: sum.planned + line.planned,
        used: sum.used + line.used,
        given: sum.given + line.given,
        taken: sum.taken + line.taken,
        first: sum.first + line.first,
      }),
      blankLine(member),
    );
  });
}

/**
 * Whether the holder, or the chair before their eyes, has ended what ran of a seat; an adviser ends
 * only their turn.
 */
function isEndedByHand(
  session: Running,
  { cause }: Extract<SessionEvent, { type: "segment-ended" }>,
): boolean {
  const box = session.boxes[session.position];
  if (box?.block !== "seat" || !isHere(session, box.holder ?? "")) return false;
  return cause === "advanced" || cause === "skipped" || (cause === "done" && box.adviser === null);
}

/** What has gone from a member's seat by this, without what overtime had only set aside for it. */
function leftOver(session: Running, changes: readonly Change[], holder: MemberId): Millis {
  const setAside = movedTo(session, session.claim?.changes ?? [], holder);
  return Math.max(0, -movedTo(session, changes, holder) - setAside);
}

/** What came to a member's seat by these changes; negative when it was taken from it. */
function movedTo({ boxes }: Running, changes: readonly Change[], member: MemberId): Millis {
  const seats = new Set(
    boxes.flatMap(({ id, block, holder }) => (block === "seat" && holder === member ? [id] : [])),
  );
  return changes.reduce((sum, { segment, by }) => (seats.has(segment) ? sum + by : sum), 0);
}

function blankLine(member: MemberId): LedgerLine {
  return { member, planned: 0, used: 0, given: 0, taken: 0, first: 0 };
}
