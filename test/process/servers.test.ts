import { startLiveKit, testKeys } from "@hotseat/server/testing/livekit";
import { createDatabase, startPostgres } from "@hotseat/server/testing/postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { percentile } from "../support/clock.ts";
import { ProtocolMember } from "../support/member.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const HOUR = 3_600_000;
const SHORTEST_HOUR = 60_000;

/* Two server processes behind one address: one PostgreSQL, one LiveKit, the same secret. */
describe("two servers on one database", () => {
  let livekit: Awaited<ReturnType<typeof startLiveKit>>;
  let postgres: Awaited<ReturnType<typeof startPostgres>>;

  beforeAll(async () => {
    [livekit, postgres] = await Promise.all([startLiveKit(), startPostgres()]);
  });

  afterAll(async () => {
    await Promise.all([livekit.stop(), postgres.stop()]);
  });

  async function servers(): Promise<[Server, Server]> {
    const shared = {
      DATABASE_URL: await createDatabase(postgres.url),
      HOTSEAT_SECRET: "what both servers know, and only these two",
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: testKeys.key,
      LIVEKIT_API_SECRET: testKeys.secret,
    };
    const pair = await Promise.all([Server.create(shared), Server.create(shared)]);
    onTestFinished(async () => void (await Promise.all(pair.map((server) => server.dispose()))));
    // Both at once: only one of them may run the migrations.
    await Promise.all(pair.map((server) => server.start()));
    return pair;
  }

  async function table(
    server: Server,
    hour: number,
  ): Promise<[ProtocolMember, ProtocolMember, ProtocolMember]> {
    const members = await ProtocolMember.table(server, hour);
    const [a, b, , d] = members;
    if (!a || !b || !d) throw new Error("no table");
    onTestFinished(() => {
      for (const member of members) member.leave();
    });
    return [a, b, d];
  }

  it("take each other's links, and carry commands and views across within 100 ms at p99", async () => {
    const [one, other] = await servers();
    const delays: number[] = [];
    for (let round = 0; round < 3; round++) {
      const [follower, , facilitator] = await table(one, HOUR);
      await follower.follow(one.url);
      await facilitator.command(other.url, { type: "start" });
      for (;;) {
        const { action } = await facilitator.view(other.url);
        if (action?.type !== "advance") break;
        const sent = performance.now();
        const { status, version } = await facilitator.command(other.url, {
          type: "advance",
          segment: action.segment,
        });
        expect(status).toBe(200);
        await until(
          async () =>
            follower.cameAt(version) === null ? `version ${version} has not come` : null,
          5_000,
        );
        delays.push((follower.cameAt(version) ?? Infinity) - sent);
      }
      const { versions } = follower;
      expect(versions).toEqual([...new Set(versions)]);
    }
    const [p50, p99] = [percentile(delays, 0.5), percentile(delays, 0.99)];
    console.log(
      `${delays.length} commands at one server seen at the other: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    );
    expect(delays.length).toBeGreaterThan(100);
    expect(p99).toBeLessThan(100);
  });

  it("fire each deadline once, and each of them shows it", async () => {
    const [one, other] = await servers();
    const [a, b, facilitator] = await table(one, SHORTEST_HOUR);
    await a.follow(one.url);
    await b.follow(other.url);
    await facilitator.command(one.url, { type: "start" });
    // Opening and review of a rehearsal of one minute: five deadlines in five seconds.
    await until(async () => {
      const { current } = await a.view(one.url);
      return current?.startsWith("seat-1/") ? null : `the hour is in ${current}`;
    }, 15_000);
    const view = await a.view(other.url);
    const ended = view.plan.segments.findIndex(({ id }) => id === view.current);
    // Created, two arrivals, started, and one event for each part that is over.
    expect(view.version).toBe(4 + ended);
    for (const follower of [a, b]) {
      await until(
        async () => (follower.cameAt(view.version) === null ? "a view is missing" : null),
        5_000,
      );
      expect(follower.versions).toEqual([...new Set(follower.versions)].toSorted((x, y) => x - y));
    }
  });

  it("lose nothing that was acknowledged when one is killed, and the other carries on", async () => {
    const [one, other] = await servers();
    const [a, b, facilitator] = await table(one, SHORTEST_HOUR);
    await a.follow(one.url);
    await b.follow(other.url);
    await facilitator.command(one.url, { type: "start" });
    const advance = { type: "advance", segment: "open" } as const;
    const answer = facilitator.command(one.url, advance);
    await one.end("SIGKILL");
    const { status, version } = await answer;

    const after = await b.view(other.url);
    if (status === 200) expect(after.version).toBeGreaterThanOrEqual(version);
    // The deadlines that the killed one had armed are taken up.
    await until(async () => {
      const { current } = await b.view(other.url);
      return current === "review-3" ? null : `the hour is in ${current}`;
    }, 15_000);
    const { plan } = await b.view(other.url);
    for (const segment of plan.segments.slice(2, 3))
      expect(segment.endsAt - segment.startsAt).toBe(1_000);

    // Who followed at the killed one goes on at the other and was never taken for absent.
    await a.follow(other.url, { place: "call" });
    await facilitator.follow(other.url);
    await until(async () => {
      const { members } = await b.view(other.url);
      const absent = [0, 1, 3].filter((i) => !members[i]?.here);
      return absent.length === 0 ? null : `members ${absent.join(", ")} are not there`;
    }, 10_000);
    const events = (await b.view(other.url)).version;
    expect(events).toBeGreaterThan(after.version);
  });

  it("move a member who enters at the other server", async () => {
    const [one, other] = await servers();
    const [a] = await table(one, HOUR);
    await a.follow(one.url);
    const elsewhere = () => a.received.some(({ message }) => message.type === "elsewhere");
    const second = a.inAnotherTab();
    onTestFinished(() => second.leave());
    expect(elsewhere()).toBe(false);
    await second.follow(other.url, { tab: "tab-00000002" });
    await until(async () => (elsewhere() ? null : "the first tab was not told"), 5_000);
    expect((await a.view(one.url)).members[0]?.here).toBe(true);
  });
});
