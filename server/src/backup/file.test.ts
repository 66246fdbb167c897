import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { openBackup, writeBackup } from "./file.ts";

/** What word processors put into texts ends a line to some readers, and stands in JSON as it is. */
const pasted = "one\u2028two\u2029three\u0085four \u{1f44b}";
const lines = Array.from({ length: 500 }, (_, i) => JSON.stringify({ row: i, of: pasted }));
const kept = { secrets: { operatorSecret: "the operator's" } };

async function written(passphrase: string | null) {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "a.backup");
  const store = gzipSync(lines.map((line) => `${line}\n`).join(""));
  await writeBackup(path, { kept, store, passphrase, program: "0.1.0" });
  return { folder, path };
}

describe.each([
  ["without a passphrase", null],
  ["with one", "a passphrase of some length"],
])("a backup file %s", (_, passphrase) => {
  it("gives back what went in, and is for its owner alone", async () => {
    const { path, folder } = await written(passphrase);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["a.backup"]);
    const backup = await openBackup(path, passphrase);
    expect(backup.kept).toEqual(kept);
    const found: string[] = [];
    for await (const line of backup.lines()) found.push(line);
    expect(found).toEqual(lines);
    const content = readFileSync(path);
    expect(content.includes("the operator's")).toBe(false);
  });

  it("is refused when it breaks off or any part of it has changed", async () => {
    const { path } = await written(passphrase);
    const whole = readFileSync(path);
    const end = whole.length - 1;
    const places = [whole.indexOf("\n") + 1, Math.floor(end / 2), end - 32, end - 20, end];
    for (const place of places) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(path, changed);
      await expect(openBackup(path, passphrase)).rejects.toThrow("is damaged");
    }
    for (const length of [0, 10, 200, end]) {
      writeFileSync(path, whole.subarray(0, length));
      await expect(openBackup(path, passphrase)).rejects.toThrow(/is damaged|is not a backup/);
    }
  });

  it("is refused when its format is a newer one", async () => {
    const { path } = await written(passphrase);
    const content = readFileSync(path, "latin1").replace('"version":1', '"version":2');
    writeFileSync(path, content, "latin1");
    await expect(openBackup(path, passphrase)).rejects.toThrow(
      "was written by Hotseat 0.1.0 in a newer format",
    );
  });
});

describe("a passphrase", () => {
  it("must be there, and be the one", async () => {
    const { path } = await written("a passphrase of some length");
    await expect(openBackup(path, null)).rejects.toThrow("--passphrase-file");
    await expect(openBackup(path, "a passphrase of some lengtH")).rejects.toThrow("does not open");
  });
});
