import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { Failure } from "../failure.ts";
import { findLiveKit } from "./livekit-binary.ts";

const program = "#!/bin/sh\necho a media server\n";

describe("the LiveKit program", () => {
  let folder: string;
  let cacheFolder: string;
  let path: string;
  const said: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hotseat-binary-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cacheFolder = join(folder, "cache");
    // Only what unpacking needs is on PATH: no Go, no LiveKit.
    path = join(folder, "path");
    mkdirSync(path);
    said.length = 0;
  });

  const find = (options: Partial<Parameters<typeof findLiveKit>[0]> = {}) =>
    findLiveKit({
      binary: null,
      cacheFolder,
      downloads: "http://127.0.0.1:9",
      path,
      say: (line) => said.push(line),
      ...options,
    });

  function install(at: string): string {
    writeFileSync(at, program);
    chmodSync(at, 0o755);
    return at;
  }

  /** A place with releases, like the official one: an archive and its checksums. */
  async function publish({ sum }: { sum?: string } = {}): Promise<string> {
    install(join(folder, "livekit-server"));
    const archive = execFileSync("tar", ["-czf", "-", "-C", folder, "livekit-server"]);
    const good = createHash("sha256").update(archive).digest("hex");
    const site = createServer((request, response) => {
      const file = request.url?.split("/").at(-1) ?? "";
      if (file.endsWith(".tar.gz")) return response.end(archive);
      const names = ["amd64", "arm64", "armv7"].map(
        (machine) => `livekit_1.13.5_linux_${machine}.tar.gz`,
      );
      return response.end(names.map((name) => `${sum ?? good}  ${name}\n`).join(""));
    });
    await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
    onTestFinished(() => void site.close());
    return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  }

  it("is the one that was named, before all others", async () => {
    install(join(path, "livekit-server"));
    const named = install(join(folder, "mine"));
    expect(await find({ binary: named })).toBe(named);
    await expect(find({ binary: join(folder, "missing") })).rejects.toThrow(Failure);
  });

  it("is the one on PATH otherwise", async () => {
    const onPath = install(join(path, "livekit-server"));
    expect(await find()).toBe(onPath);
    expect(said).toEqual([]);
  });

  it("is downloaded and checked where there is none, and kept", async () => {
    const downloads = await publish();
    const found = await find({ downloads });
    expect(readFileSync(found, "utf8")).toBe(program);
    expect(execFileSync(found, { encoding: "utf8" })).toBe("a media server\n");
    expect(said[0]).toContain("Downloading");
    expect(await find({ downloads: "http://127.0.0.1:9" })).toBe(found);
    expect(readdirSync(cacheFolder)).toHaveLength(1);
  });

  it("is thrown away when it is not what was published", async () => {
    const downloads = await publish({ sum: "0".repeat(64) });
    await expect(find({ downloads })).rejects.toThrow("could not be obtained");
    expect(said).toContain(
      "The download does not match its published checksum and is thrown away.",
    );
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  it("has a sentence with the choices when nothing works", async () => {
    await expect(find()).rejects.toThrow(/PATH.*LIVEKIT_SERVER_BIN.*Go 1\.26.*LIVEKIT_URL/);
    expect(existsSync(cacheFolder)).toBe(true);
  });
});
