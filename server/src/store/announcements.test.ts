import pg from "pg";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { createDatabase } from "../testing/postgres.ts";
import { announce, listenForAnnouncements } from "./announcements.ts";
import type { Announcement } from "./announcements.ts";
import { openPostgres } from "./database.ts";

describe("announcements between servers", () => {
  async function pair() {
    const url = await createDatabase(inject("postgresUrl"));
    const speaker = await openPostgres(url);
    const listener = await listenForAnnouncements(url);
    onTestFinished(async () => {
      await listener.close();
      await speaker.close();
    });
    const heard: Announcement[] = [];
    listener.onHeard((announcement) => heard.push(announcement));
    return { url, speaker, listener, heard };
  }

  it("are heard when their transaction commits, and not when it does not", async () => {
    const { speaker, heard } = await pair();
    const said = (version: number) => ({ type: "changed", session: "s", version }) as const;
    await expect(
      speaker.db.transaction(async (tx) => {
        await announce(tx, said(1));
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await speaker.db.transaction((tx) => announce(tx, said(2)));
    await expect.poll(() => heard).toEqual([said(2)]);
  });

  it("that nobody meant are passed over", async () => {
    const { url, speaker, heard } = await pair();
    const client = new pg.Client(url);
    await client.connect();
    const shouted = '{"type":"reacted","session":"s","member":"m","reaction":"boo","server":"x"}';
    for (const payload of [
      "",
      "{",
      "null",
      '{"type":"changed"}',
      '{"type":"end","session":"s"}',
      '{"type":"talked"}',
      shouted,
    ]) {
      await client.query("SELECT pg_notify('hotseat', $1)", [payload]);
    }
    await client.end();
    const real = { type: "entered", session: "s", member: "m", tab: "t" } as const;
    await announce(speaker.db, real);
    await expect.poll(() => heard).toEqual([real]);
  });

  it("go on after the connection was cut, and everything is looked at again", async () => {
    const { speaker, listener, heard } = await pair();
    let gaps = 0;
    listener.onGap(() => (gaps += 1));
    await speaker.db.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
    );
    await expect.poll(() => gaps, { timeout: 10_000 }).toBe(1);
    const said = { type: "changed", session: "s", version: 3 } as const;
    await announce(speaker.db, said);
    await expect.poll(() => heard).toEqual([said]);
  });
});
