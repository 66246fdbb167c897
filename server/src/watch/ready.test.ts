import { inject } from "vitest";
import { describe, expect, it, onTestFinished } from "vitest";
import { openEmbedded, openPostgres } from "../store/database.ts";
import { Box } from "../testing/box.ts";
import { startLiveKit } from "../testing/livekit.ts";
import { createDatabase, startPostgres } from "../testing/postgres.ts";

type Line = { event?: string; level: number };

/** A box on a store and a LiveKit of its own, which a test may stop, and what is logged. */
async function open() {
  const [livekit, postgres] = await Promise.all([startLiveKit(), startPostgres()]);
  const stops = new Map([
    ["livekit", () => livekit.stop()],
    ["postgres", () => postgres.stop()],
  ]);
  const stop = async (name: string) => {
    const stopping = stops.get(name);
    stops.delete(name);
    await stopping?.();
  };
  const database = await openPostgres(await createDatabase(postgres.url));
  const lines: Line[] = [];
  const logTo = { write: (line: string) => void lines.push(JSON.parse(line) as Line) };
  onTestFinished(async () => {
    await database.close();
    for (const name of stops.keys()) await stop(name);
  });
  const box = await Box.open({
    database,
    livekitUrl: livekit.url,
    logTo,
    failuresExpected: true,
  });
  const events = () => lines.flatMap(({ event }) => event ?? []);
  return { box, stop, events };
}

/** Status and body of `/readyz` once its answer is another one than it was: at most a second old. */
async function ready(box: Box, than: number): Promise<[number, unknown]> {
  let answer: [number, unknown] = [than, null];
  const ask = async () => {
    const reply = await fetch(`${box.url}/readyz`);
    answer = [reply.status, await reply.json()];
    return answer[0];
  };
  await expect.poll(ask, { timeout: 10_000 }).not.toBe(than);
  return answer;
}

describe("whether the server is of use", { timeout: 60_000 }, () => {
  it("is said while both are there, and not when LiveKit is gone", async () => {
    const { box, stop, events } = await open();
    expect(await ready(box, 0)).toEqual([200, { ready: true }]);
    await stop("livekit");
    expect(await ready(box, 200)).toEqual([
      503,
      {
        ready: false,
        failing: ["livekit"],
        code: "not-ready",
        message: "Not of use right now: livekit.",
      },
    ]);
    expect(events()).toContain("livekit-down");
    // The process lives all the same.
    expect((await fetch(`${box.url}/healthz`)).status).toBe(200);
    const metrics = await (await fetch(`${box.url}/metrics`)).text();
    expect(metrics).toMatch(/^hotseat_livekit_up 0$/m);
    expect(metrics).toMatch(/^hotseat_store_up 1$/m);
    expect(metrics).toMatch(/^hotseat_livekit_last_answer_age_seconds \d/m);
  });

  it("names the store when that is gone, and asks for no counts of it", async () => {
    const { box, stop, events } = await open();
    expect(await ready(box, 0)).toEqual([200, { ready: true }]);
    const cookie = await box.claimOperator();
    await stop("postgres");
    const [status, body] = await ready(box, 200);
    expect([status, body]).toMatchObject([503, { failing: ["store"], code: "not-ready" }]);
    expect(events()).toContain("store-down");
    expect((await fetch(`${box.url}/healthz`)).status).toBe(200);
    const metrics = await (await fetch(`${box.url}/metrics`)).text();
    expect(metrics).toMatch(/^hotseat_store_up 0$/m);
    expect(metrics).not.toMatch(/^hotseat_sessions\{/m);
    expect(metrics).not.toMatch(/^hotseat_mail_messages\{/m);
    expect((await box.get("/api/operator/server", cookie)).json()).toMatchObject({
      failing: ["store"],
      sessions: null,
      store: { up: false },
      mail: { messages: null },
    });
  });

  it("names the migrations when a database lacks one", async () => {
    const url = await createDatabase(inject("postgresUrl"));
    for (const opening of [() => openEmbedded(null), () => openPostgres(url)]) {
      const database = await opening();
      onTestFinished(() => database.close());
      const box = await Box.open({ database });
      expect(await ready(box, 0)).toEqual([200, { ready: true }]);
      // As when an older backup was put in under a running server.
      await database.db.execute(
        "DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations)",
      );
      expect(await ready(box, 200)).toMatchObject([503, { failing: ["migrations"] }]);
    }
  });
});
