import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, startPostgres } from "@hotseat/server/testing/postgres";
import { planOf, replay } from "@hotseat/shared";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { hotseat } from "../support/hotseat.ts";
import { ProtocolMember, operatorCookie } from "../support/member.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const SHORTEST_HOUR = 60_000;
/** How late the end of an hour may be seen, in ms; the way to whoever sees it is in it. */
const LATE = 100;

async function box(environment: Record<string, string> = {}): Promise<Server> {
  const created = await Server.create(environment);
  onTestFinished(() => created.dispose());
  return created;
}

function backups(): string {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-backups-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("a backup that is taken while an hour runs", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;

  beforeAll(async () => {
    postgres = await startPostgres();
  });

  afterAll(() => postgres.stop());

  const database = async () => ({ DATABASE_URL: await createDatabase(postgres.url) });
  const embedded = async () => ({});

  it.each([
    ["the embedded store", "PostgreSQL", embedded, database],
    ["PostgreSQL", "the embedded store", database, embedded],
  ])(
    "of %s finishes it in a new box with %s",
    async (_from, _to, from, to) => {
      const old = await (await box(await from())).start();
      const members = await ProtocolMember.table(old, SHORTEST_HOUR);
      const [first, , , facilitator] = members;
      if (!first || !facilitator) throw new Error("no table");
      onTestFinished(() => {
        for (const member of members) member.leave();
      });
      await Promise.all(members.map((member) => member.follow(old.url)));
      await until(async () => {
        const missing = (await first.view(old.url)).members.filter(({ here }) => !here);
        return missing.length === 0 ? null : `${missing.length} are not there`;
      }, 10_000);
      await facilitator.command(old.url, { type: "start" });
      await facilitator.command(old.url, { type: "advance", segment: "open" });
      const { version } = await facilitator.command(old.url, {
        type: "set-auto-advance",
        on: true,
      });

      const folder = backups();
      const file = join(folder, "hour.backup");
      const passphrase = join(folder, "passphrase");
      writeFileSync(passphrase, "correct horse battery staple\n");
      const locked = ["--passphrase-file", passphrase] as const;
      const taken = await hotseat(old.environment, "backup", file, ...locked);
      expect(taken).toMatchObject({ code: 0, err: "" });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      await old.end("SIGKILL");

      const fresh = await box(await to());
      const restored = await hotseat(fresh.environment, "restore", file, ...locked);
      expect(restored).toMatchObject({ code: 0, err: "" });
      await fresh.start();
      expect(new URL(fresh.operatorLink).hash).toBe(new URL(old.operatorLink).hash);
      expect(await operatorCookie(fresh)).not.toBe("");
      for (const member of members) expect(await member.claim(fresh.url)).toBe(204);
      // The cookies of before are good as well: a page that was open goes on.
      await Promise.all(members.map((member) => member.follow(fresh.url, { place: "call" })));

      const { entries } = await first.recap(fresh.url);
      expect(entries.length).toBeGreaterThanOrEqual(version);
      const seen = first.received.flatMap(({ message }) =>
        message.type === "view" && message.view.version <= version ? [message.view] : [],
      );
      for (const view of seen) {
        const then = replay(entries.slice(0, view.version).map(({ event }) => event));
        if (then.status !== "running") continue;
        expect(JSON.stringify(planOf(then))).toBe(JSON.stringify(view.plan));
      }
      expect(seen.some(({ status }) => status === "running")).toBe(true);

      const end = seen.at(-1)?.plan.segments.at(-1)?.endsAt ?? 0;
      const serverNow = async () => {
        const answer = await fetch(`${fresh.url}/api/clock`);
        return ((await answer.json()) as { now: number }).now;
      };
      await until(async () => {
        const left = end - (await serverNow());
        return left < 5_000 ? null : `${left} ms are left`;
      }, 90_000);
      await first.follow(fresh.url, { place: "door" });
      const told = () =>
        first.received.find(
          ({ message }) => message.type === "view" && message.view.status === "ended",
        );
      await until(async () => (told() ? null : "the hour has not ended"), 15_000);
      const late = (await serverNow()) - (performance.now() - (told()?.at ?? 0)) - end;
      console.log(`the restored hour was seen to end ${late.toFixed(1)} ms late`);
      expect(Math.abs(late)).toBeLessThan(LATE);
      const last = (await first.recap(fresh.url)).entries.at(-1)?.event;
      expect([last?.type, last?.at]).toEqual(["session-ended", end]);
    },
    150_000,
  );
});

describe("backup and restore say in one sentence", () => {
  it("what they do not do, and leave everything as it was", async () => {
    const old = await (await box()).start();
    await ProtocolMember.table(old, SHORTEST_HOUR);
    const file = join(backups(), "box.backup");
    expect((await hotseat(old.environment, "backup", file)).out).toContain("holds the secrets");
    const refused = async (environment: Record<string, string>, ...args: string[]) => {
      const { code, err } = await hotseat(environment, ...args);
      expect(err.trim().split("\n")).toHaveLength(1);
      return { code, err };
    };
    expect((await refused(old.environment, "backup", file)).err).toContain("is there already");
    expect((await refused(old.environment, "restore", file)).err).toContain("in use by another");
    const link = old.operatorLink;
    await old.end("SIGTERM");
    expect((await refused(old.environment, "restore", file)).err).toContain("--force");
    const none = await box();
    expect((await refused(none.environment, "backup", `${file}.2`)).err).toContain("no store");

    // A stopped box is backed up and overwritten as well.
    const later = join(backups(), "stopped.backup");
    expect((await hotseat(old.environment, "backup", later)).code).toBe(0);
    const forced = await hotseat(old.environment, "restore", later, "--force");
    expect(forced).toMatchObject({ code: 0, err: "" });
    await old.start();
    expect(old.operatorLink).toBe(link);
    const cookie = await operatorCookie(old);
    const answer = await fetch(`${old.url}/api/operator/sessions`, { headers: { cookie } });
    expect(((await answer.json()) as { sessions: unknown[] }).sessions).toHaveLength(1);
  });

  it("how a command is written, with exit code 2", async () => {
    for (const args of [["backup"], ["backup", "a", "b"], ["restore", "a", "--fast"], ["dance"]]) {
      expect((await hotseat({}, ...args)).code).toBe(2);
    }
    expect(await hotseat({}, "--help")).toMatchObject({ code: 0, err: "" });
  });

  it("nothing of the store to whoever comes from elsewhere or without the key", async () => {
    const server = await (await box()).start();
    for (const headers of [{}, { authorization: "Bearer x" }]) {
      const answer = await fetch(`${server.url}/api/backup`, { headers });
      expect([answer.status, await answer.json()]).toEqual([
        404,
        { code: "not-found", message: "There is nothing at this address." },
      ]);
    }
  });
});
