import { describe, expect, it } from "vitest";
import { InTurn } from "./in-turn.ts";

describe("work in turn", () => {
  it("begins when what came before it is over, also when that failed", async () => {
    const turns = new InTurn();
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];
    const first = turns.do(async () => {
      await gate.promise;
      done.push("first");
      throw new Error("the first one failed");
    });
    const second = turns.do(async () => {
      done.push("second");
      return 2;
    });
    await new Promise(setImmediate);
    expect(done).toEqual([]);
    gate.resolve();
    await expect(first).rejects.toThrow("the first one failed");
    expect(await second).toBe(2);
    expect(done).toEqual(["first", "second"]);
  });

  it("does not wait for what has another key", async () => {
    const turns = new InTurn();
    const gate = Promise.withResolvers<void>();
    const waiting = turns.do(() => gate.promise, "a");
    expect(await turns.do(async () => "done", "b")).toBe("done");
    gate.resolve();
    await waiting;
  });

  it("is idle when what came while it was waited for is over too", async () => {
    const turns = new InTurn();
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];
    const later = () => turns.do(async () => void done.push("later"), "b");
    const first = turns.do(async () => {
      await gate.promise;
      void later().then(later);
      throw new Error("this one failed");
    }, "a");
    first.catch(() => done.push("first"));
    const idle = turns.idle().then(() => done.push("idle"));
    await new Promise(setImmediate);
    expect(done).toEqual([]);
    gate.resolve();
    await idle;
    expect(done.toSorted()).toEqual(["first", "idle", "later", "later"]);
    expect(done.at(-1)).toBe("idle");
  });
});
