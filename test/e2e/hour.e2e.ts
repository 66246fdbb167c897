import { setTimeout as pause } from "node:timers/promises";
import { RoomServiceClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServerClock, percentile, readPage } from "../support/clock.ts";
import type { Reading } from "../support/clock.ts";
import { Table } from "../support/table.ts";
import { until } from "../support/until.ts";

const MINUTES = 4;
const READINGS = 200;
/** How far a clock may be off, in ms. */
const LIMIT = 50;
/** Reading all the time would take the browsers' cores. */
const READ_EVERY = 500;

/*
 * One rehearsed hour from the first click to the last second, in four browsers. The tests are the
 * acts of one story and stand in its order.
 */
describe("a whole hour of four people", () => {
  let table: Table;
  const readings = new Map<string, Reading[]>();

  beforeAll(async () => {
    // Citra's wall clock is ten minutes wrong and jumps about.
    table = await Table.lay({ wrongDates: ["Citra"] });
  });

  afterAll(() => table.clear());

  it("begins with four links that the operator made", async () => {
    const { people } = table;
    await table.gather(MINUTES);
    expect(new Set(people.map(({ id }) => id)).size).toBe(4);
    for (const person of people) expect(person.page.url()).not.toContain("#");
  });

  it("lets in four and refuses a fifth", async () => {
    const { server, people, ayu } = table;
    for (const person of people) await person.join();
    const stranger = await ayu.page.context().browser()?.newPage();
    if (!stranger) throw new Error("no browser");
    const refused = stranger.waitForResponse((response) => response.url().endsWith("/claim"));
    await stranger.goto(`${server.url}/s/${ayu.session}/${ayu.id}#${"A".repeat(43)}`);
    expect((await refused).status()).toBe(403);
    await stranger.getByText("opens no hour").first().waitFor();
    expect(await stranger.getByTestId("join").count()).toBe(0);
    await stranger.close();
    const withoutToken = await fetch(`${server.url}/rtc/validate`);
    expect(withoutToken.status).toBe(401);
  });

  it("shows every one the three others' colours, and lets them hear their tones", async () => {
    const { people } = table;
    for (const person of people) {
      const others = table.others(person);
      await person.sees(others);
      const heard = await person.hears(others);
      expect(heard).not.toContain(person.name);
    }
  });

  it("is started and moved on by the facilitator alone, once however often they click", async () => {
    const { ayu, dewi } = table;
    expect(await ayu.page.getByTestId("primary").count()).toBe(0);
    expect(await ayu.request("/commands", { type: "start" })).toMatchObject({
      status: 403,
      body: { code: "not-chair" },
    });
    await dewi.page.getByTestId("primary").click();
    await until(
      async () =>
        (await table.view(dewi)).status === "running" ? null : "the hour has not started",
      5_000,
    );
    // As a hand does it: the second click comes when the new part is on the screen already.
    await dewi.page.getByTestId("primary").click({ clickCount: 2, delay: 150 });
    await until(
      async () => ((await table.view(ayu)).current === "review-1" ? null : "still in the opening"),
      5_000,
    );
    // The second of two commands that name the same segment changes nothing.
    expect(await dewi.request("/commands", { type: "advance", segment: "open" })).toMatchObject({
      status: 409,
      body: { code: "segment-over" },
    });
    expect((await table.view(ayu)).current).toBe("review-1");
  });

  it("puts each of the four on the stage in their seat, on every screen, with clocks that agree", async () => {
    const { server, people, ayu } = table;
    const { plan } = await table.view(ayu);
    const clock = await ServerClock.read(server.url);
    const seats = new Set<string>();
    const before = await Promise.all(people.map((person) => person.inbound()));
    for (const [i, holder] of people.entries()) {
      const present = plan.segments.find(({ id }) => id === `seat-${i + 1}/present`);
      const commit = plan.segments.find(({ id }) => id === `seat-${i + 1}/commit`);
      if (!present || !commit) throw new Error("no such seat");
      await until(
        async () =>
          (await table.view(ayu)).current?.startsWith(`seat-${i + 1}/`)
            ? null
            : `seat ${i + 1} has not begun`,
        60_000,
      );
      await until(async () => {
        for (const person of people) {
          const stage = await person.stage();
          if (stage !== holder.id)
            return `${person.name} has ${stage} on the stage in the seat of ${holder.name}`;
        }
        return null;
      }, 5_000);
      seats.add(holder.id);
      // Between the seats everybody is looked at, all the time that the seat takes.
      while (clock.at(performance.now()).to < commit.endsAt - 1_000) {
        for (const person of people) {
          const taken = readings.get(person.name) ?? [];
          readings.set(person.name, [...taken, await readPage(person.page, clock)]);
        }
        await pause(READ_EVERY);
        for (const person of people) {
          const { to } = clock.at(performance.now());
          const expected = Math.ceil((plan.endsAt - to) / 1000);
          expect(
            Math.abs((await person.hourLeft()) - expected),
            `${person.name}'s hour`,
          ).toBeLessThanOrEqual(1);
        }
      }
    }
    expect(seats.size).toBe(4);
    for (const [i, person] of people.entries()) {
      const after = await person.inbound();
      const grown = [...after].filter(([track, { frames, energy }]) => {
        const then = before[i]?.get(track);
        return frames > (then?.frames ?? 0) + 500 || energy > (then?.energy ?? 0);
      });
      expect(grown.length, `${person.name}'s pictures and sounds`).toBeGreaterThanOrEqual(6);
    }
  });

  it("had every clock within 50 ms of the server's", () => {
    const all = [...readings.values()].flat();
    for (const [name, taken] of readings) {
      const off = taken.map(({ atMost }) => atMost);
      const [p50, p99] = [percentile(off, 0.5), percentile(off, 0.99)].map((ms) => ms.toFixed(1));
      const surely = percentile(
        taken.map(({ atLeast }) => atLeast),
        1,
      ).toFixed(1);
      console.log(
        `clock of ${name}: ${taken.length} readings, off by at most ${p50} ms (p50) and ${p99} ms (p99), by at least ${surely} ms (max)`,
      );
    }
    // No reading shows an error above the limit, and enough are sharp enough to show that it is below.
    expect(all.filter(({ atLeast }) => atLeast > LIMIT)).toEqual([]);
    const sharp = all.filter(({ width }) => width <= LIMIT / 2);
    expect(sharp.length).toBeGreaterThanOrEqual(READINGS);
    expect(sharp.filter(({ atMost }) => atMost > LIMIT)).toEqual([]);
  });

  it("ends at the end: all four are out, the room is gone, an old token opens nothing", async () => {
    const { server, people, ayu } = table;
    const { plan } = await table.view(ayu);
    const clock = await ServerClock.read(server.url);
    await Promise.all(
      people.map((person) => person.page.getByTestId("ended").waitFor({ timeout: 60_000 })),
    );
    const late = clock.at(performance.now()).to - plan.endsAt;
    console.log(`all four were out ${late.toFixed(0)} ms after the end of the hour, or sooner`);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5_000);

    const { livekitKey, livekitSecret } = server.secrets;
    const livekit = new RoomServiceClient(
      `http://127.0.0.1:${server.livekitPort}`,
      livekitKey,
      livekitSecret,
    );
    await until(
      async () => ((await livekit.listRooms()).length === 0 ? null : "the room is still there"),
      5_000,
    );
    for (const person of people) {
      const token = person.tokens.at(-1) ?? "";
      expect(token).not.toBe("");
      expect((await fetch(`${server.url}/rtc/validate?access_token=${token}`)).status).toBe(404);
      expect(await person.request("/join", { tab: "another-tab" })).toMatchObject({
        status: 409,
        body: { code: "session-over" },
      });
      expect(await person.page.evaluate(() => globalThis.probe.inbound())).toEqual([]);
    }
  });

  it("left no page with an error", () => {
    for (const person of table.people) expect(person.complaints, person.name).toEqual([]);
  });
});
