import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServerClock, readPage } from "../support/clock.ts";
import { Table } from "../support/table.ts";
import { until } from "../support/until.ts";

const MINUTES = 6;

/* An hour in which things go wrong. The tests stand in the order of the story. */
describe("an hour in which somebody is late, a page is reloaded and the server is killed", () => {
  let table: Table;

  beforeAll(async () => {
    table = await Table.lay();
    await table.gather(MINUTES);
  });

  afterAll(() => table.clear());

  it("begins with three, who see that the fourth is missing", async () => {
    const { ayu, budi, citra, dewi } = table;
    for (const person of [ayu, citra, dewi]) await person.join();
    await dewi.page.getByTestId("primary").click();
    await table.reaches("open", 5_000);
    await ayu.tile(budi).waitFor();
    await ayu.sees([citra, dewi]);
    expect(await ayu.colourOf(budi)).toBeNull();
    const view = await table.view(ayu);
    expect(view.members.map(({ name, here }) => [name, here])).toEqual([
      ["Ayu", true],
      ["Budi", false],
      ["Citra", true],
      ["Dewi", true],
    ]);
  });

  it("lands somebody late in the middle of it: same part, same clock, same stage, sound and picture", async () => {
    const { ayu, budi } = table;
    await table.advance();
    await table.reaches("review-1", 5_000);
    await budi.join();
    await budi.sees(table.others(budi));
    await budi.hears(table.others(budi));
    await ayu.sees([budi]);
    await until(async () => {
      const [late, there] = [await budi.stage(), await ayu.stage()];
      return late === there ? null : `Budi has ${late} on the stage, Ayu has ${there}`;
    }, 5_000);
    expect(Math.abs((await budi.hourLeft()) - (await ayu.hourLeft()))).toBeLessThanOrEqual(1);
  });

  it("brings a reloaded page back into the same state without a trace in the log", async () => {
    const { ayu, budi } = table;
    await table.reaches("seat-1/", 60_000);
    const before = await table.view(ayu);
    await budi.page.reload();
    await budi.join();
    await budi.sees(table.others(budi));
    await ayu.sees([budi]);
    const after = await table.view(ayu);
    expect(after.members).toEqual(before.members);
    // Nothing but the deadlines that passed meanwhile was stored: no leaving, no arriving.
    const at = ({ plan, current }: typeof before) =>
      plan.segments.findIndex(({ id }) => id === current);
    expect(after.version - before.version).toBe(at(after) - at(before));
    await until(
      async () => ((await budi.stage()) === ayu.id ? null : "Ayu is not on Budi's stage"),
      5_000,
    );
  });

  it("goes on where it would have been when the server is killed in the middle of a seat", async () => {
    const { server, people, ayu, citra } = table;
    await table.reaches("seat-1/", 5_000);
    const acknowledged = await table.advance();
    const before = await table.view(ayu);
    const livekit = server.livekitPid;
    await server.end("SIGKILL");

    // Pictures and sounds do not pass through the server; they go on while it is down.
    await Promise.all(people.map((person) => person.receives(3)));
    // Whoever mutes now is muted at once, although nobody is there to be told, and stays it.
    expect(await ayu.hearsHowMany()).toBe(3);
    await citra.page.getByTestId("mic").click();
    await until(
      async () => ((await ayu.hearsHowMany()) === 2 ? null : "Ayu still hears Citra"),
      10_000,
    );
    const killed = performance.now();
    await server.start();
    const back = performance.now() - killed;
    expect(server.livekitPid).toBe(livekit);
    const after = await table.view(ayu);
    expect(after.version).toBeGreaterThanOrEqual(acknowledged);
    expect(JSON.stringify(after.plan)).toBe(JSON.stringify(before.plan));
    expect(after.members.map(({ here }) => here)).toEqual([true, true, true, true]);
    console.log(
      `the server was back after ${(back / 1000).toFixed(1)} s, the plan byte-equal, version ${acknowledged} there`,
    );

    expect(await ayu.hearsHowMany()).toBe(2);
    await citra.page.getByTestId("mic").click();
    await until(
      async () => ((await ayu.hearsHowMany()) === 3 ? null : "Ayu does not hear Citra again"),
      10_000,
    );

    // The pages follow again: the next command reaches them.
    await table.advance();
    const clock = await ServerClock.read(server.url);
    await Promise.all(people.map((person) => person.receives(3)));
    for (const person of people) {
      await until(async () => {
        const { atLeast } = await readPage(person.page, clock);
        return atLeast <= 50 ? null : `${person.name}'s clock is off by ${atLeast.toFixed(0)} ms`;
      }, 10_000);
      await until(async () => {
        const { plan, current } = await table.view(person);
        const holder = plan.segments.find(({ id }) => id === current)?.holder;
        const stage = await person.stage();
        return stage === holder ? null : `${person.name} has ${stage} on the stage in ${current}`;
      }, 10_000);
    }
  });

  it("brings everybody back when LiveKit is killed", async () => {
    const { server, people } = table;
    const { livekitPid } = server;
    process.kill(livekitPid, "SIGKILL");
    await until(
      async () => (server.livekitPid === livekitPid ? "LiveKit is not back" : null),
      10_000,
    );
    const back = performance.now();
    await Promise.all(people.map((person) => person.sees(table.others(person), 60_000)));
    await Promise.all(people.map((person) => person.receives(3)));
    console.log(
      `everybody was back in the call ${((performance.now() - back) / 1000).toFixed(1)} s after LiveKit was`,
    );
  });

  it("ends on time for everybody although the server is gone and media is not", async () => {
    const { server, people, dewi } = table;
    await table.gather(1);
    for (const person of people) await person.join();
    await dewi.page.getByTestId("primary").click();
    await until(
      async () =>
        (await table.view(dewi)).status === "running" ? null : "the hour has not started",
      5_000,
    );
    const { plan } = await table.view(dewi);
    const clock = await ServerClock.read(server.url);
    await Promise.all(people.map((person) => person.receives(3)));
    await server.end("SIGKILL");
    await Promise.all(people.map((person) => person.receives(3)));
    await Promise.all(
      people.map((person) => person.page.getByTestId("ended").waitFor({ timeout: 70_000 })),
    );
    const { from, to } = clock.at(performance.now());
    console.log(
      `without the server, all four were out at most ${(to - plan.endsAt).toFixed(0)} ms after the end`,
    );
    expect(to).toBeGreaterThanOrEqual(plan.endsAt);
    expect(from - plan.endsAt).toBeLessThan(5_000);
    for (const person of people) expect(await person.inbound()).toEqual(new Map());
  });

  it("left no page with an error", () => {
    for (const person of table.people) expect(person.complaints, person.name).toEqual([]);
  });
});
