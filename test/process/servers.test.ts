import { startLiveKit, testKeys } from "@hotseat/server/testing/livekit";
import { createDatabase, startPostgres } from "@hotseat/server/testing/postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { percentile } from "../support/clock.ts";
import { ProtocolMember } from "../support/member.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const HOUR = 3_600_000;
const SHORTEST_HOUR = 60_000;
/** In each of three rounds, enough for a 99th percentile. */
const COMMANDS = 50;
/** So many are under way at a server that is killed when so many of them have been acknowledged. */
const UNDER_WAY = 30;
const ACKNOWLEDGED = 5;

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
  ): Promise<[ProtocolMember, ProtocolMember, ProtocolMember, ProtocolMember]> {
    const members = await ProtocolMember.table(server, hour);
    const [a, b, c, d] = members;
    if (!a || !b || !c || !d) throw new Error("no table");
    onTestFinished(() => {
      for (const member of members) member.leave();
    });
    return [a, b, c, d];
  }

  /** Waits until all of them count as being there. */
  async function gathered(server: Server, members: readonly ProtocolMember[]): Promise<void> {
    await until(async () => {
      const view = await members[0]?.view(server.url);
      const missing = view?.members.filter(({ here }) => !here) ?? [];
      return missing.length === 0 ? null : `${missing.length} are not there`;
    }, 10_000);
  }

  it("take each other's links, and carry commands and views across within 100 ms at p99", async () => {
    const [one, other] = await servers();
    const delays: number[] = [];
    for (let round = 0; round < 3; round++) {
      const [follower, , , facilitator] = await table(one, HOUR);
      await follower.follow(one.url);
      await facilitator.follow(other.url);
      await facilitator.command(other.url, { type: "start" });
      for (let i = 0; i < COMMANDS; i++) {
        const sent = performance.now();
        const { status, version } = await facilitator.command(other.url, {
          type: "set-auto-advance",
          on: i % 2 === 1,
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
    expect(delays.length).toBe(3 * COMMANDS);
    expect(p99).toBeLessThan(100);
  });

  it("5.8 put out who is removed at the other, and tell who is muted there", async () => {
    const [one, other] = await servers();
    const [a, b, , facilitator] = await table(one, HOUR);
    await a.follow(one.url);
    await b.follow(one.url);
    await facilitator.follow(other.url);
    const id = (await a.view(one.url)).you.id;
    expect(await facilitator.mute(other.url, id)).toBe(204);
    await until(async () => {
      const told = a.received.some(({ message }) => message.type === "muted");
      return told ? null : "the one who is muted is not told";
    }, 5_000);
    const { status } = await facilitator.command(other.url, { type: "remove", member: id });
    expect(status).toBe(200);
    await until(async () => (a.closed ? null : "the one who is removed is still there"), 5_000);
    expect(a.closed).toEqual({ code: 4403, reason: "removed" });
    for (const server of [one, other]) {
      const answer = await a.command(server.url, { type: "take-chair" });
      expect([answer.status, answer.code]).toEqual([403, "removed"]);
    }
    expect(b.closed).toBeNull();
  });

  it("fire each deadline once, and each of them shows it", async () => {
    const [one, other] = await servers();
    const members = await table(one, SHORTEST_HOUR);
    const [a, b, c, facilitator] = members;
    for (const member of [a, c]) await member.follow(one.url);
    for (const member of [b, facilitator]) await member.follow(other.url);
    await gathered(one, members);
    await facilitator.command(one.url, { type: "start" });
    // Opening and review of a rehearsal of one minute: five deadlines in five seconds.
    await until(async () => {
      const { current } = await a.view(one.url);
      return current?.startsWith("seat-1/") ? null : `the hour is in ${current}`;
    }, 15_000);
    const view = await a.view(other.url);
    const ended = view.plan.segments.findIndex(({ id }) => id === view.current);
    // Created, four arrivals, started, and one event for each part that is over; nobody had to wait.
    expect(view.version).toBe(6 + ended - 1);
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
    const members = await table(one, SHORTEST_HOUR);
    const [a, b, c, facilitator] = members;
    for (const member of [a, c]) await member.follow(one.url);
    for (const member of [b, facilitator]) await member.follow(other.url);
    await gathered(one, members);
    const ids = (await b.view(other.url)).members.map(({ id }) => id);
    await facilitator.command(one.url, { type: "start" });
    // Everybody takes the chair from everybody.
    const acknowledged: { version: number; by: string | undefined }[] = [];
    let unanswered = 0;
    let killed: Promise<unknown> | null = null;
    const underWay = Array.from({ length: UNDER_WAY }, async (_, i) => {
      const place = i % members.length;
      const answer = await members[place]?.command(one.url, { type: "take-chair" });
      if (answer?.status === 0) unanswered += 1;
      if (answer?.status !== 200) return;
      acknowledged.push({ version: answer.version, by: ids[place] });
      if (acknowledged.length === ACKNOWLEDGED) killed = one.end("SIGKILL");
    });
    await Promise.all(underWay);
    await killed;
    console.log(
      `killed with ${UNDER_WAY} commands under way: ${acknowledged.length} acknowledged, ${unanswered} without an answer`,
    );
    expect(acknowledged.length).toBeGreaterThanOrEqual(ACKNOWLEDGED);
    expect(unanswered).toBeGreaterThan(0);

    const after = await b.view(other.url);
    const highest = Math.max(...acknowledged.map(({ version }) => version));
    expect(after.version).toBeGreaterThanOrEqual(highest);
    // The deadlines that the killed one had armed are taken up.
    await until(async () => {
      const { current } = await b.view(other.url);
      return current === "review-3" ? null : `the hour is in ${current}`;
    }, 15_000);
    const { plan } = await b.view(other.url);
    const review = plan.segments.find(({ id }) => id === "review-2");
    expect((review?.endsAt ?? 0) - (review?.startsAt ?? 0)).toBe(1_000);

    // Who followed at the killed one goes on at the other and was never taken for absent.
    for (const member of [a, c]) await member.follow(other.url, { place: "call" });
    await gathered(other, members);
    const { entries } = await b.recap(other.url);
    for (const { version, by } of acknowledged) {
      expect(entries[version - 1]?.event).toMatchObject({ type: "chair-taken", member: by });
    }
    const comings = entries.filter(({ event }) => event.type.startsWith("member-"));
    expect(comings.map(({ event }) => event.type)).toEqual(Array(4).fill("member-arrived"));
    expect(entries.length).toBeGreaterThan(after.version);
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
