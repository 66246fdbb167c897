import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Failure } from "./failure.ts";
import { composeNames, readSettings, settingNames } from "./settings.ts";

function folderWith(env?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (env !== undefined) writeFileSync(join(folder, ".env"), env);
  return folder;
}

describe("settings", () => {
  it("has a working default for everything, and no secret among them", () => {
    const settings = readSettings({}, folderWith());
    expect(settings).toMatchObject({
      host: "localhost",
      port: 3600,
      publicUrl: "http://localhost:3600",
    });
    expect(JSON.stringify(settings)).not.toMatch(/(secret|password)"?:"/i);
  });

  it("takes the environment before .env", () => {
    const folder = folderWith("HOTSEAT_PORT=4000\nHOTSEAT_LOG=error\n");
    expect(readSettings({ HOTSEAT_PORT: "5000" }, folder)).toMatchObject({
      port: 5000,
      logLevel: "error",
    });
  });

  it("leaves other programs' variables alone", () => {
    expect(() => readSettings({ PORT: "x", HOME: "/" }, folderWith())).not.toThrow();
  });

  it("takes a value from the file that NAME_FILE names, as secrets in containers are given", () => {
    const folder = folderWith();
    const file = join(folder, "address");
    writeFileSync(file, "postgres://hotseat:x@store/hotseat\n");
    expect(readSettings({ DATABASE_URL_FILE: file }, folder).databaseUrl).toBe(
      "postgres://hotseat:x@store/hotseat",
    );
    writeFileSync(join(folder, ".env"), `DATABASE_URL_FILE=${file}\n`);
    expect(readSettings({}, folder).databaseUrl).toBe("postgres://hotseat:x@store/hotseat");
    expect(() => readSettings({ DATABASE_URL_FILE: join(folder, "none") }, folder)).toThrow(
      /^DATABASE_URL_FILE names .* which cannot be read\.$/,
    );
    expect(() => readSettings({ HOTSEAT_NONE_FILE: file }, folder)).toThrow("HOTSEAT_NONE_FILE");
  });

  it.each([
    [{ HOTSEAT_PROT: "1" }, "HOTSEAT_PROT"],
    [{ LIVEKIT_KEY: "x" }, "LIVEKIT_KEY"],
    [{ HOTSEAT_PORT: "0" }, "HOTSEAT_PORT"],
    [{ HOTSEAT_PORT: "65536" }, "HOTSEAT_PORT"],
    [{ HOTSEAT_PORT: "80x" }, "HOTSEAT_PORT"],
    [{ HOTSEAT_LOG: "loud" }, "HOTSEAT_LOG"],
    [{ HOTSEAT_KEEP_MAIL: "0" }, "HOTSEAT_KEEP_MAIL"],
    [{ HOTSEAT_KEEP_SESSIONS: "3651" }, "HOTSEAT_KEEP_SESSIONS"],
    [{ HOTSEAT_KEEP_ARCHIVED: "for ever" }, "HOTSEAT_KEEP_ARCHIVED"],
    [{ HOTSEAT_PUBLIC_URL: "https://x.org/path" }, "HOTSEAT_PUBLIC_URL"],
    [{ HOTSEAT_PUBLIC_URL: "https://x.org/" }, "HOTSEAT_PUBLIC_URL"],
    [{ HOTSEAT_PUBLIC_URL: "https://me@x.org" }, "HOTSEAT_PUBLIC_URL"],
    [{ HOTSEAT_PUBLIC_URL: "x.org" }, "HOTSEAT_PUBLIC_URL"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ LIVEKIT_URL: "ftp://x" }, "LIVEKIT_URL"],
    [{ LIVEKIT_URL: "wss://x.org" }, "LIVEKIT_API_KEY"],
    [{ LIVEKIT_API_KEY: "k", LIVEKIT_API_SECRET: "s" }, "LIVEKIT_URL"],
  ])("refuses %j in one sentence that names the setting", (env, name) => {
    const read = () => readSettings(env, folderWith());
    expect(read).toThrow(Failure);
    expect(read).toThrow(name);
    expect(read).toThrow(/^[^\n]+\.$/);
  });

  it("takes an address by its name and its port", () => {
    for (const HOTSEAT_PUBLIC_URL of ["https://hour.example.org", "http://[::1]:3600"]) {
      const { publicUrl } = readSettings({ HOTSEAT_PUBLIC_URL }, folderWith());
      expect(publicUrl).toBe(HOTSEAT_PUBLIC_URL);
    }
  });

  it("knows where media goes with somebody else's LiveKit too, for the doctor", () => {
    const elsewhere = { LIVEKIT_URL: "wss://x.org", LIVEKIT_API_KEY: "k", LIVEKIT_API_SECRET: "s" };
    const { livekit } = readSettings({ ...elsewhere, LIVEKIT_NODE_IP: "192.0.2.7" }, folderWith());
    expect(livekit).toMatchObject({ kind: "external", nodeIp: "192.0.2.7" });
    expect(readSettings(elsewhere, folderWith()).livekit).toMatchObject({ nodeIp: null });
  });

  it("refuses an unknown name in .env", () => {
    expect(() => readSettings({}, folderWith("COLOUR=red\n"))).toThrow(
      "There is no setting COLOUR",
    );
  });

  it("is explained in .env.example, each one", () => {
    const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const named = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named.toSorted()).toEqual([...settingNames, ...composeNames].toSorted());
  });
});
