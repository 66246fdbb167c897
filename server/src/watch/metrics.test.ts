import { describe, expect, it } from "vitest";
import type { ServerReport } from "@hotseat/shared";
import { Box, pathOf } from "../testing/box.ts";

const token = "what only the collector of metrics knows";
const joined = { outcome: "joined", connected: 420, own: 380, other: 900 };

/** The value of one line of the metrics; null when it is not there. */
function valueIn(text: string, line: string): number | null {
  const found = text.split("\n").find((each) => each.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
}

async function metricsOf(box: Box, headers: Record<string, string> = {}): Promise<string> {
  const reply = await box.app.inject({ method: "GET", url: "/metrics", headers });
  expect(reply.statusCode).toBe(200);
  return reply.body;
}

describe("who may read the metrics", () => {
  const ask = async (box: Box, headers: Record<string, string>, remoteAddress = "127.0.0.1") => {
    const asked = { method: "GET", url: "/metrics", headers, remoteAddress } as const;
    const reply = await box.app.inject(asked);
    const code = reply.statusCode === 200 ? null : reply.json<{ code: string }>().code;
    return [reply.statusCode, code];
  };

  it("is who has the token, where one is set", async () => {
    const box = await Box.open({ metricsToken: token });
    const refused = [401, "not-metrics"];
    expect(await ask(box, {})).toEqual(refused);
    for (const wrong of [token, `Basic ${token}`, "Bearer", `Bearer ${token}x`, "Bearer wrong"]) {
      expect(await ask(box, { authorization: wrong })).toEqual(refused);
    }
    const authorization = `Bearer ${token}`;
    expect(await ask(box, { authorization }, "203.0.113.9")).toEqual([200, null]);
    expect((await fetch(`${box.url}/metrics`)).status).toBe(401);
    expect((await fetch(`${box.url}/metrics`, { headers: { authorization } })).status).toBe(200);
  });

  it("is a program on this machine that asks directly, where none is set", async () => {
    const box = await Box.open();
    const hidden = [404, "not-found"];
    expect((await fetch(`${box.url}/metrics`)).status).toBe(200);
    for (const own of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
      expect(await ask(box, {}, own)).toEqual([200, null]);
    }
    expect(await ask(box, {}, "203.0.113.9")).toEqual(hidden);
    expect(await ask(box, {}, "192.168.1.7")).toEqual(hidden);
    // What a proxy on this machine passes on; an address that it claims counts for nothing.
    for (const header of ["x-forwarded-for", "x-real-ip", "forwarded", "via"]) {
      expect(await ask(box, { [header]: "127.0.0.1" })).toEqual(hidden);
    }
    expect(await ask(box, { host: "hour.example.org" })).toEqual(hidden);
    // A token that nobody has set opens nothing.
    expect(await ask(box, { authorization: "Bearer null" }, "203.0.113.9")).toEqual(hidden);
  });
});

describe("the metrics", () => {
  it("count what members ask, how late deadlines are and how long a change is on its way", async () => {
    const box = await Box.open();
    const began = performance.now();
    const { session, a, d } = await box.hour({ length: 60_000 });
    const [follower] = await box.enter(session, a, d);
    expect((await box.command(session, a, { type: "start" })).statusCode).toBe(403);
    expect((await box.command(session, d, { type: "start" })).statusCode).toBe(200);
    const isRunning = 'hotseat_sessions{status="running"}';
    await expect
      .poll(async () => valueIn(await metricsOf(box), isRunning), { timeout: 5_000 })
      .toBe(1);
    const running = await metricsOf(box);
    expect(valueIn(running, 'hotseat_commands_total{outcome="accepted"}')).toBe(1);
    expect(valueIn(running, 'hotseat_commands_total{outcome="not-chair"}')).toBe(1);
    expect(valueIn(running, 'hotseat_sessions{status="lobby"}')).toBe(0);
    expect(valueIn(running, "hotseat_streams_open")).toBe(2);
    expect(valueIn(running, "hotseat_deadline_lateness_seconds_count")).toBe(0);

    // The clock jumps 2 s beyond the first deadline, and the command finds it overdue.
    box.clock.hold();
    const { plan } = await box.view(session, d);
    const first = plan.segments.find(({ endsAt }) => endsAt > box.clock.now())?.endsAt ?? 0;
    box.clock.goTo(first + 2_000);
    await box.command(session, d, { type: "set-auto-advance", on: true });
    await follower?.until(({ view }) => view && view.version > 5);
    const later = await metricsOf(box);
    expect(valueIn(later, "hotseat_deadline_lateness_seconds_count")).toBe(1);
    expect(valueIn(later, "hotseat_deadline_lateness_seconds_sum")).toBe(2);
    const fannedOut = valueIn(later, "hotseat_event_fanout_seconds_count") ?? 0;
    expect(fannedOut).toBeGreaterThanOrEqual(3);
    const onTheWay = valueIn(later, "hotseat_event_fanout_seconds_sum");
    expect(onTheWay).toBeGreaterThan(0);
    // Each of them was on its way in this test alone.
    expect(onTheWay).toBeLessThan((fannedOut * (performance.now() - began)) / 1_000);
  });

  it("time the store, whether it does what it is asked or not", async () => {
    const box = await Box.open();
    const counts = async () => {
      const text = await metricsOf(box);
      const of = (work: string, outcome: string) =>
        valueIn(text, `hotseat_store_seconds_count{work="${work}",outcome="${outcome}"}`) ?? 0;
      return {
        query: of("query", "ok"),
        transaction: of("transaction", "ok"),
        failed: of("query", "failed"),
      };
    };
    const before = await counts();
    await box.hour();
    const after = await counts();
    expect(after.query).toBeGreaterThan(before.query);
    expect(after.transaction).toBe(before.transaction + 1);
    expect(after.failed).toBe(before.failed);
    await expect(box.database.db.execute("SELECT nothing FROM nowhere")).rejects.toThrow();
    expect((await counts()).failed).toBe(before.failed + 1);
  });

  it("say how joining goes, by what browsers report, and believe no nonsense", async () => {
    const box = await Box.open();
    const { session, a, b } = await box.hour();
    const report = async (body: object, cookie = a.cookie) =>
      (await box.post(`${pathOf(session, a.id)}/join-report`, body, cookie)).statusCode;
    expect(await report(joined)).toBe(204);
    expect(await report({ ...joined, own: null, other: null })).toBe(204);
    expect(await report({ outcome: "failed", step: "connect" })).toBe(204);
    const wrong = [
      {},
      { ...joined, connected: -1 },
      { ...joined, connected: 1e9 },
      { ...joined, connected: 1.5 },
      { ...joined, connected: "420" },
      { ...joined, note: "free text" },
      { outcome: "failed", step: "somewhere" },
      { outcome: "failed", step: "token", because: "free text" },
    ];
    for (const body of wrong) expect(await report(body)).toBe(400);
    expect(await report(joined, b.cookie)).toBe(401);
    expect(await report(joined, "")).toBe(401);
    const text = await metricsOf(box);
    expect(valueIn(text, 'hotseat_joins_total{outcome="joined"}')).toBe(2);
    expect(valueIn(text, 'hotseat_joins_total{outcome="connect"}')).toBe(1);
    expect(valueIn(text, 'hotseat_joins_total{outcome="token"}')).toBe(0);
    expect(valueIn(text, 'hotseat_join_seconds_sum{until="connected"}')).toBeCloseTo(0.84);
    expect(valueIn(text, 'hotseat_join_seconds_count{until="other_picture"}')).toBe(1);
    const statuses: number[] = [];
    for (let i = 0; i < 60; i += 1) statuses.push(await report(joined));
    expect(statuses.at(-1)).toBe(429);
  });

  it("name nobody, have help and units, and tell about the process", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    await box.enter(session, ...members);
    const text = await metricsOf(box);
    for (const id of [session, ...members.map(({ id }) => id)]) expect(text).not.toContain(id);
    const own = [...text.matchAll(/^# TYPE (hotseat_\w+) (\w+)$/gm)];
    expect(own.length).toBeGreaterThanOrEqual(12);
    for (const [, name = "", type = ""] of own) {
      expect(text).toContain(`# HELP ${name} `);
      if (type === "counter") expect(name).toMatch(/_total$/);
      if (type === "histogram") expect(name).toMatch(/_seconds$/);
    }
    const labels = new Set(
      [...text.matchAll(/^hotseat_\w+\{([^}]*)\}/gm)].flatMap(([, list = ""]) =>
        [...list.matchAll(/(\w+)=/g)].map(([, label]) => label),
      ),
    );
    expect([...labels].toSorted()).toEqual([
      "le",
      "outcome",
      "state",
      "status",
      "until",
      "version",
      "work",
    ]);
    expect(valueIn(text, "hotseat_livekit_up")).toBe(1);
    expect(valueIn(text, "hotseat_store_up")).toBe(1);
    expect(valueIn(text, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
    expect(valueIn(text, 'hotseat_build_info{version="0.1.0"}')).toBe(1);
  });
});

describe("the operator's report", () => {
  it("says the same at a glance, to the operator", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a] = members;
    await box.enter(session, a);
    await box.post(`${pathOf(session, a.id)}/join-report`, joined, a.cookie);
    expect((await box.get("/api/operator/server")).statusCode).toBe(401);
    const cookie = await box.claimOperator();
    const ask = async () => (await box.get("/api/operator/server", cookie)).json<ServerReport>();
    // What the store says is asked once a second at most.
    await expect
      .poll(async () => (await ask()).sessions, { timeout: 5_000 })
      .toEqual({ lobby: 1, running: 0 });
    const report = await ask();
    expect(report).toMatchObject({
      version: "0.1.0",
      failing: [],
      streams: 1,
      lateness: { p50: null, p99: null },
      livekit: { up: true },
      store: { up: true, p99: expect.any(Number) },
      mail: { sends: false, messages: { waiting: 0, sent: 0, failed: 0, unsure: 0 } },
      joins: {
        joined: 1,
        failed: { seal: 0, token: 0, connect: 0 },
        connected: { p50: 420, p99: 420 },
        other: { p50: 900, p99: 900 },
      },
    });
    for (const { id } of members) expect(JSON.stringify(report)).not.toContain(id);
  });
});
