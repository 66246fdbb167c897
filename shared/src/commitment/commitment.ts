import type { MemberId } from "../session/member.ts";
import type { Instant } from "../time.ts";

/*
 * What a member promises at the end of their seat, and what becomes of it. The practice and its
 * sources: meeting format, part (c).
 */

export type CommitmentId = string;

/** `open` until its owner says what became of it; the rest is final. */
export type CommitmentState = "open" | "done" | "partly" | "missed" | "carried" | "dropped";

export type Commitment = {
  readonly id: CommitmentId;
  readonly owner: MemberId;
  /** One sentence, one thing. Read out verbatim in the next call. */
  readonly text: string;
  /** What will be there when it is done. */
  readonly doneWhen: string;
  /** "If it is Friday at nine, then I call the bank." Null for whoever does not want one. */
  readonly ifThen: string | null;
  readonly madeAt: Instant;
  readonly due: Instant;
  readonly state: CommitmentState;
  /** When the state became what it is. */
  readonly settledAt: Instant | null;
  /** The one that this one carries on; null for a new promise. */
  readonly carriedFrom: CommitmentId | null;
  /** How often it has been carried already: 0 for a new promise. */
  readonly carries: number;
  /** How it goes, as the owner has said last between the calls. */
  readonly checkIn: CheckIn | null;
  /** Who has seen that it is done. */
  readonly seenBy: readonly MemberId[];
};

export type CheckIn = {
  readonly at: Instant;
  readonly how: "on-track" | "stuck";
  readonly line: string;
};

/** Whatever a member may do about commitments. */
export type CommitmentWish =
  | {
      readonly type: "promise";
      readonly id: CommitmentId;
      readonly text: string;
      readonly doneWhen: string;
      readonly ifThen: string | null;
      readonly due: Instant;
    }
  | {
      readonly type: "settle";
      readonly id: CommitmentId;
      readonly as: "done" | "partly" | "missed" | "dropped";
    }
  /** Takes it along to the next call: as it is or, after the second time, smaller. */
  | {
      readonly type: "carry";
      readonly id: CommitmentId;
      readonly next: CommitmentId;
      readonly due: Instant;
      /** The smaller promise; null to carry it as it is. */
      readonly smaller: { readonly text: string; readonly doneWhen: string } | null;
    }
  | {
      readonly type: "check-in";
      readonly id: CommitmentId;
      readonly how: CheckIn["how"];
      readonly line: string;
    }
  | { readonly type: "see"; readonly id: CommitmentId };

export type CommitmentRefusal =
  | "no-such-commitment"
  | "commitment-taken"
  | "not-owner"
  | "too-many-open"
  | "bad-commitment"
  | "bad-due"
  | "already-settled"
  | "smaller-or-drop"
  | "own-commitment"
  | "not-done";

/** One line that a phone shows without folding, in characters. */
export const LONGEST_LINE = 140;

/** More than three promises at once are kept by nobody. */
export const MOST_OPEN = 3;

/** After the second time the only ways on are smaller or not at all. */
export const MOST_CARRIES = 2;

const DAY = 86_400_000;

/** Whoever says nothing for this long after the day has missed it, in ms. */
export const SILENCE = DAY;

/** Giving notice this long before the day is no failure, in ms. */
export const NOTICE = DAY;

type Outcome =
  | { readonly ok: true; readonly commitments: readonly Commitment[] }
  | { readonly ok: false; readonly refusal: CommitmentRefusal };

/** What a group's commitments become when `by` wishes something at `at`. */
export function decideCommitment(
  before: readonly Commitment[],
  wish: CommitmentWish,
  by: MemberId,
  at: Instant,
): Outcome {
  const all = settleOverdue(before, at);
  const known = all.find(({ id }) => id === wish.id);
  const refused = (refusal: CommitmentRefusal): Outcome => ({ ok: false, refusal });
  const became = (changed: Commitment, ...added: readonly Commitment[]): Outcome => ({
    ok: true,
    commitments: [...all.map((each) => (each.id === changed.id ? changed : each)), ...added],
  });
  if (wish.type === "promise") {
    if (known) return refused("commitment-taken");
    if (!isLine(wish.text) || !isLine(wish.doneWhen)) return refused("bad-commitment");
    if (wish.ifThen !== null && !isLine(wish.ifThen)) return refused("bad-commitment");
    if (wish.due <= at) return refused("bad-due");
    if (openOf(all, by).length >= MOST_OPEN) return refused("too-many-open");
    const { id, text, doneWhen, ifThen, due } = wish;
    const promise = newCommitment({ id, owner: by, text, doneWhen, ifThen, due, madeAt: at });
    return { ok: true, commitments: [...all, promise] };
  }
  if (!known) return refused("no-such-commitment");
  if (wish.type === "see") {
    if (known.owner === by) return refused("own-commitment");
    if (known.state !== "done" && known.state !== "partly") return refused("not-done");
    const seenBy = known.seenBy.includes(by) ? known.seenBy : [...known.seenBy, by];
    return became({ ...known, seenBy });
  }
  if (known.owner !== by) return refused("not-owner");
  if (wish.type === "settle" && known.state === wish.as) return { ok: true, commitments: all };
  // Whoever was only too late in saying so may still say it, until it is carried on.
  const missedBySilence = known.state === "missed" && known.settledAt === known.due + SILENCE;
  if (known.state !== "open" && !missedBySilence) return refused("already-settled");
  switch (wish.type) {
    case "settle":
      return became({ ...known, state: wish.as, settledAt: at });
    case "check-in": {
      if (wish.line !== "" && !isLine(wish.line)) return refused("bad-commitment");
      return became({ ...known, checkIn: { at, how: wish.how, line: wish.line.trim() } });
    }
    case "carry": {
      if (all.some(({ id }) => id === wish.next)) return refused("commitment-taken");
      if (wish.due <= at) return refused("bad-due");
      // What was missed is not among the open ones, and would be once more.
      const full = known.state !== "open" && openOf(all, by).length >= MOST_OPEN;
      if (full) return refused("too-many-open");
      const { smaller } = wish;
      if (!smaller && known.carries >= MOST_CARRIES) return refused("smaller-or-drop");
      if (smaller && (!isLine(smaller.text) || !isLine(smaller.doneWhen))) {
        return refused("bad-commitment");
      }
      const next = newCommitment({
        id: wish.next,
        owner: by,
        text: smaller?.text ?? known.text,
        doneWhen: smaller?.doneWhen ?? known.doneWhen,
        ifThen: smaller ? null : known.ifThen,
        due: wish.due,
        madeAt: at,
      });
      // A smaller promise is another one, and its count begins anew.
      const carries = smaller ? 0 : known.carries + 1;
      return became(
        { ...known, state: "carried", settledAt: at },
        { ...next, carriedFrom: known.id, carries },
      );
    }
  }
}

/** Of what nobody has said a word a day after it was due, the owner has missed it. */
export function settleOverdue(all: readonly Commitment[], at: Instant): readonly Commitment[] {
  const isOverdue = ({ state, due }: Commitment) => state === "open" && at >= due + SILENCE;
  if (!all.some(isOverdue)) return all;
  return all.map((each) =>
    isOverdue(each) ? { ...each, state: "missed", settledAt: each.due + SILENCE } : each,
  );
}

export function openOf(all: readonly Commitment[], owner: MemberId): Commitment[] {
  return all.filter((each) => each.owner === owner && each.state === "open");
}

/** What somebody has kept of what fell due between two instants, for their own eyes. */
export type Kept = {
  readonly done: number;
  readonly partly: number;
  readonly missed: number;
  /** From 0 to 1; null while nothing has fallen due. Half a promise counts half. */
  readonly rate: number | null;
};

/**
 * How much of what was due from `from` on and before `to` was kept. What was carried counts as
 * missed; what was dropped in time does not count.
 */
export function keptBetween(
  all: readonly Commitment[],
  owner: MemberId,
  from: Instant,
  to: Instant,
): Kept {
  const due = all.filter((each) => each.owner === owner && each.due >= from && each.due < to);
  const count = (...states: readonly CommitmentState[]) =>
    due.filter(({ state }) => states.includes(state)).length;
  const late = due.filter(
    ({ state, settledAt, due: day }) =>
      state === "dropped" && settledAt !== null && settledAt > day - NOTICE,
  );
  const [done, partly] = [count("done"), count("partly")];
  const missed = count("missed", "carried") + late.length;
  const total = done + partly + missed;
  return { done, partly, missed, rate: total === 0 ? null : (done + partly / 2) / total };
}

function newCommitment(
  made: Pick<Commitment, "id" | "owner" | "text" | "doneWhen" | "ifThen" | "due" | "madeAt">,
): Commitment {
  return {
    ...made,
    text: made.text.trim(),
    doneWhen: made.doneWhen.trim(),
    ifThen: made.ifThen?.trim() ?? null,
    state: "open",
    settledAt: null,
    carriedFrom: null,
    carries: 0,
    checkIn: null,
    seenBy: [],
  };
}

/** One line that says something. */
function isLine(text: string): boolean {
  const trimmed = text.trim();
  return trimmed !== "" && trimmed.length <= LONGEST_LINE && !/[\n\r]/.test(trimmed);
}
