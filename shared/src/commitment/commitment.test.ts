import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_OPEN, decideCommitment, keptBetween, openOf, settleOverdue } from "./commitment.ts";
import type { Commitment, CommitmentWish } from "./commitment.ts";

const DAY = 86_400_000;
const now = Date.parse("2026-11-25T00:00:00Z");
const due = now + 7 * DAY;

function promise(id: string, change: Partial<CommitmentWish> = {}): CommitmentWish {
  const wish = {
    type: "promise",
    id,
    text: "Call the bank",
    doneWhen: "The answer is in writing",
    ifThen: null,
    due,
  };
  return { ...wish, ...change } as CommitmentWish;
}

/** Does one thing after another and gives what is there in the end; fails at a refusal. */
function after(
  ...steps: readonly [wish: CommitmentWish, by?: string, at?: number][]
): readonly Commitment[] {
  return steps.reduce<readonly Commitment[]>((all, [wish, by = "ayu", at = now]) => {
    const outcome = decideCommitment(all, wish, by, at);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return outcome.commitments;
  }, []);
}

function refusal(all: readonly Commitment[], wish: CommitmentWish, by = "ayu", at = now) {
  const outcome = decideCommitment(all, wish, by, at);
  return outcome.ok ? null : outcome.refusal;
}

describe("a commitment", () => {
  it("is one line with what will be there, open until its owner says more", () => {
    const [made] = after([promise("1", { text: "  Call the bank " })]);
    expect(made).toMatchObject({ owner: "ayu", text: "Call the bank", state: "open", carries: 0 });
    for (const wrong of ["", " ", "a\nb", "x".repeat(141)]) {
      expect(refusal([], promise("1", { text: wrong }))).toBe("bad-commitment");
      expect(refusal([], promise("1", { doneWhen: wrong }))).toBe("bad-commitment");
    }
    expect(refusal([], promise("1", { due: now }))).toBe("bad-due");
    expect(refusal(after([promise("1")]), promise("1"))).toBe("commitment-taken");
  });

  it("is one of at most three that are open", () => {
    const three = after([promise("1")], [promise("2")], [promise("3")]);
    expect(refusal(three, promise("4"))).toBe("too-many-open");
    expect(refusal(three, promise("4"), "budi")).toBeNull();
    const two = after(
      [promise("1")],
      [promise("2")],
      [promise("3")],
      [{ type: "settle", id: "2", as: "done" }],
    );
    expect(refusal(two, promise("4"))).toBeNull();
  });

  it("is moved by its owner alone, once; others can say that they have seen it", () => {
    const one = after([promise("1")]);
    const done: CommitmentWish = { type: "settle", id: "1", as: "done" };
    expect(refusal(one, done, "budi")).toBe("not-owner");
    expect(refusal(one, { type: "see", id: "1" }, "budi")).toBe("not-done");
    const seen = after(
      [promise("1")],
      [done],
      [{ type: "see", id: "1" }, "budi"],
      [{ type: "see", id: "1" }, "budi"],
    );
    expect(seen[0]).toMatchObject({ state: "done", settledAt: now, seenBy: ["budi"] });
    expect(refusal(seen, { type: "see", id: "1" }, "ayu")).toBe("own-commitment");
    expect(refusal(seen, { type: "settle", id: "1", as: "missed" })).toBe("already-settled");
    // The second click of a double click.
    expect(refusal(seen, done)).toBeNull();
    expect(refusal(seen, { type: "settle", id: "2", as: "done" })).toBe("no-such-commitment");
  });

  it("is missed a day after its day when nothing was said, and may still be told then", () => {
    const one = after([promise("1")]);
    expect(settleOverdue(one, due + DAY - 1)).toBe(one);
    const [missed] = settleOverdue(one, due + DAY);
    expect(missed).toMatchObject({ state: "missed", settledAt: due + DAY });
    const told = decideCommitment(
      one,
      { type: "settle", id: "1", as: "done" },
      "ayu",
      due + 2 * DAY,
    );
    expect(told.ok && told.commitments[0]).toMatchObject({
      state: "done",
      settledAt: due + 2 * DAY,
    });
  });

  it("is carried at most twice; then it is smaller, or dropped", () => {
    const carry = (
      id: string,
      next: string,
      by: number,
      smaller: { text: string; doneWhen: string } | null = null,
    ): CommitmentWish => ({
      type: "carry",
      id,
      next,
      due: due + by * DAY,
      smaller,
    });
    const twice = after([promise("1")], [carry("1", "2", 7)], [carry("2", "3", 14)]);
    expect(twice.map(({ state, carries }) => [state, carries])).toEqual([
      ["carried", 0],
      ["carried", 1],
      ["open", 2],
    ]);
    expect(twice[2]).toMatchObject({ text: "Call the bank", carriedFrom: "2" });
    expect(refusal(twice, carry("3", "4", 21))).toBe("smaller-or-drop");
    const smaller = decideCommitment(
      twice,
      carry("3", "4", 21, { text: "Find the number", doneWhen: "It is on my desk" }),
      "ayu",
      now,
    );
    expect(smaller.ok && smaller.commitments.at(-1)).toMatchObject({
      text: "Find the number",
      carriedFrom: "3",
      carries: 0,
    });
    expect(refusal(twice, { type: "settle", id: "3", as: "dropped" })).toBeNull();
  });

  it("is not carried beside three open ones once it was missed", () => {
    const later = { due: due + 9 * DAY } as Partial<CommitmentWish>;
    const full = after(
      [promise("1")],
      [promise("2", later), "ayu", due + DAY],
      [promise("3", later), "ayu", due + DAY],
      [promise("4", later), "ayu", due + DAY],
    );
    const carry: CommitmentWish = {
      type: "carry",
      id: "1",
      next: "5",
      due: due + 9 * DAY,
      smaller: null,
    };
    expect(refusal(full, carry, "ayu", due + DAY)).toBe("too-many-open");
  });

  it("can be checked in on between the calls", () => {
    const [checked] = after(
      [promise("1")],
      [{ type: "check-in", id: "1", how: "stuck", line: "No answer yet" }],
    );
    expect(checked).toMatchObject({
      state: "open",
      checkIn: { at: now, how: "stuck", line: "No answer yet" },
    });
  });

  it("counts half when it is half done, and not at all when it was dropped in time", () => {
    const all = after(
      [promise("1")],
      [promise("2")],
      [promise("3")],
      [{ type: "settle", id: "1", as: "done" }],
      [{ type: "settle", id: "2", as: "partly" }],
      [{ type: "settle", id: "3", as: "dropped" }, "ayu", due - DAY],
    );
    expect(keptBetween(all, "ayu", now, due + 1)).toEqual({
      done: 1,
      partly: 1,
      missed: 0,
      rate: 0.75,
    });
    expect(keptBetween(all, "budi", now, due + 1).rate).toBeNull();
    const late = after(
      [promise("1")],
      [{ type: "settle", id: "1", as: "dropped" }, "ayu", due - DAY + 1],
    );
    expect(keptBetween(late, "ayu", now, due + 1)).toMatchObject({ missed: 1, rate: 0 });
  });

  it("never lets anybody have more than three open, nor changes what is final, whatever is wished", () => {
    const id = fc.constantFrom("1", "2", "3", "4", "5", "6");
    const wish: fc.Arbitrary<CommitmentWish> = fc.oneof(
      fc.record({
        type: fc.constant("promise" as const),
        id,
        text: fc.constant("One thing"),
        doneWhen: fc.constant("It is there"),
        ifThen: fc.constant(null),
        due: fc.integer({ min: now, max: now + 20 * DAY }),
      }),
      fc.record({
        type: fc.constant("settle" as const),
        id,
        as: fc.constantFrom(
          "done" as const,
          "partly" as const,
          "missed" as const,
          "dropped" as const,
        ),
      }),
      fc.record({
        type: fc.constant("carry" as const),
        id,
        next: id,
        due: fc.integer({ min: now, max: now + 40 * DAY }),
        smaller: fc.constantFrom(null, { text: "Less", doneWhen: "Less is there" }),
      }),
      fc.record({ type: fc.constant("see" as const), id }),
    );
    const step = fc.tuple(
      wish,
      fc.constantFrom("ayu", "budi"),
      fc.integer({ min: 0, max: 2 * DAY }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let all: readonly Commitment[] = [];
        let at = now;
        for (const [wished, by, later] of steps) {
          at += later;
          const outcome = decideCommitment(all, wished, by, at);
          if (!outcome.ok) continue;
          for (const { id, state, settledAt, due: day } of all) {
            const final = state !== "open" && !(state === "missed" && settledAt === day + DAY);
            if (final)
              expect(outcome.commitments.find((each) => each.id === id)?.state).toBe(state);
          }
          all = outcome.commitments;
          expect(new Set(all.map((each) => each.id)).size).toBe(all.length);
          for (const owner of ["ayu", "budi"]) {
            expect(openOf(all, owner).length).toBeLessThanOrEqual(MOST_OPEN);
          }
          expect(all.every(({ carries }) => carries <= 2)).toBe(true);
        }
      }),
    );
  });
});
