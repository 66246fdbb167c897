import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { stampOf, unlessDone } from "./stamp.mjs";

describe("work that is done again only when something changed", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "hotseat-stamp-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, "web", "dist"), { recursive: true });
    writeFileSync(join(root, "web", "a.ts"), "a");
  });

  it("looks at content and names, not at times or at what was built", () => {
    const before = stampOf(root, ["web", "missing"]);
    utimesSync(join(root, "web", "a.ts"), 1, 1);
    writeFileSync(join(root, "web", "dist", "built.js"), "new");
    expect(stampOf(root, ["web", "missing"])).toBe(before);
    writeFileSync(join(root, "web", "b.ts"), "");
    expect(stampOf(root, ["web", "missing"])).not.toBe(before);
  });

  it("is done for a new stamp, or when its result is gone, and once otherwise", async () => {
    let times = 0;
    const result = join(root, "web", "dist", "index.html");
    const work = async () => {
      times += 1;
      writeFileSync(result, "");
    };
    const done = (stamp: string) =>
      unlessDone({ file: join(root, "stamps", "web"), stamp, result }, work);
    await done("one");
    await done("one");
    expect(times).toBe(1);
    await done("two");
    expect(times).toBe(2);
    rmSync(result);
    await done("two");
    expect(times).toBe(3);
  });

  it("is not taken for done when it failed", async () => {
    const done = { file: join(root, "stamp"), stamp: "one", result: root };
    await expect(unlessDone(done, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    let times = 0;
    await unlessDone(done, async () => void (times += 1));
    expect(times).toBe(1);
  });
});
