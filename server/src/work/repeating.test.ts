import { describe, expect, it, onTestFinished } from "vitest";
import { Repeating } from "./repeating.ts";

describe("repeating work", () => {
  it("goes on after a round that failed, and says what failed", async () => {
    const reported: unknown[] = [];
    const third = Promise.withResolvers<void>();
    let rounds = 0;
    const work = async () => {
      rounds += 1;
      if (rounds === 2) throw new Error("the second round failed");
      if (rounds === 3) third.resolve();
    };
    const repeating = new Repeating({ every: 1, work, report: (error) => reported.push(error) });
    onTestFinished(() => repeating.stop());
    repeating.start(0);
    await third.promise;
    expect(reported).toEqual([new Error("the second round failed")]);
  });

  it("waits at its stop for the round that is under way, and begins no other", async () => {
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const done: string[] = [];
    const work = async () => {
      done.push("begun");
      begun.resolve();
      await gate.promise;
      done.push("over");
    };
    const repeating = new Repeating({ every: 0, work, report: () => {} });
    repeating.start();
    await begun.promise;
    const stopped = repeating.stop().then(() => done.push("stopped"));
    await new Promise(setImmediate);
    expect(done).toEqual(["begun"]);
    gate.resolve();
    await stopped;
    // A timer of as long that is set now fires after any that was set before.
    await new Promise((next) => setTimeout(next, 1));
    expect(done).toEqual(["begun", "over", "stopped"]);
  });

  it("does nothing at all when it was stopped before it began", async () => {
    let rounds = 0;
    const work = async () => void (rounds += 1);
    const repeating = new Repeating({ every: 0, work, report: () => {} });
    repeating.start();
    await repeating.stop();
    repeating.start();
    await new Promise((next) => setTimeout(next, 1));
    expect(rounds).toBe(0);
  });
});
