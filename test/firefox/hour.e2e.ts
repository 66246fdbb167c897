import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RoomServiceClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionView } from "@hotseat/shared";
import { ServerClock } from "../support/clock.ts";
import { FirefoxPerson } from "../support/firefox-person.ts";
import { signatures } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { colourIn } from "../support/tile-colour.ts";
import { until } from "../support/until.ts";

const MINUTES = 3;

type Anybody = FirefoxPerson | Person;

/*
 * One rehearsed hour in two engines: Ayu and Citra have Firefox, Budi and Dewi Chromium. The tests
 * are the acts of one story and stand in its order.
 */
describe("a whole hour of Firefox and Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-firefox-"));
  let server: Server;
  let ayu: FirefoxPerson;
  let citra: FirefoxPerson;
  let budi: Person;
  let dewi: Person;

  const everybody = () => [ayu, budi, citra, dewi];
  const others = (person: Anybody) => everybody().filter((other) => other !== person);
  const view = async () => ((await dewi.request("")).body as { view: SessionView }).view;

  beforeAll(async () => {
    server = await (await Server.create()).start();
    const [one, two, three, four] = signatures;
    [ayu, budi, citra, dewi] = await Promise.all([
      FirefoxPerson.arrive(one),
      Person.arrive(two, folder),
      FirefoxPerson.arrive(three),
      Person.arrive(four, folder),
    ]);
    const links = await createSession(dewi.page, server.operatorLink, MINUTES);
    for (const [i, person] of everybody().entries()) await person.open(links[i] ?? "");
  });

  afterAll(async () => {
    await Promise.all(everybody().map((person) => person?.goHome()));
    await server?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is sealed, and everybody gets in", async () => {
    for (const person of everybody()) await person.join();
    const { sealed, members } = await view();
    expect(sealed).toBe(true);
    expect(members.length).toBe(4);
  });

  it("shows every one Chromium's cameras in their colours, and lets them hear the others' tones", async () => {
    for (const person of [ayu, citra]) await person.sees([budi, dewi]);
    await budi.sees([dewi]);
    await dewi.sees([budi]);
    for (const person of everybody()) {
      const heard = await person.hears(others(person));
      expect(heard).not.toContain(person.name);
    }
  });

  it("shows every one Firefox's cameras as they change", async () => {
    for (const owner of [ayu, citra]) {
      await Promise.all(others(owner).map((viewer) => follows(viewer, owner)));
    }
  });

  it("puts each of the four on the stage in their seat, on every screen, with media all the while and nobody reconnecting", async () => {
    const before = await connections(server, everybody());
    await dewi.page.getByTestId("primary").click();
    await until(
      async () => ((await view()).status === "running" ? null : "the hour has not started"),
      10_000,
    );
    for (const [i, holder] of everybody().entries()) {
      await until(async () => {
        const { current } = await view();
        return current?.startsWith(`seat-${i + 1}/`)
          ? null
          : `the hour is in ${current}, not in seat ${i + 1}`;
      }, 90_000);
      await until(async () => {
        for (const person of everybody()) {
          const stage = await person.stage();
          if (stage !== holder.id)
            return `${person.name} has ${stage} on the stage in the seat of ${holder.name}`;
        }
        return null;
      }, 5_000);
      await Promise.all(everybody().map((person) => person.receives(3)));
      expect(await connections(server, everybody())).toEqual(before);
    }
  });

  it("ends for all four at the end", async () => {
    const { plan } = await view();
    const clock = await ServerClock.read(server.url);
    await Promise.all([
      ...[budi, dewi].map(({ page }) => page.getByTestId("ended").waitFor({ timeout: 90_000 })),
      ...[ayu, citra].map((person) => person.ended(90_000)),
    ]);
    const late = clock.at(performance.now()).to - plan.endsAt;
    console.log(`all four were out ${late.toFixed(0)} ms after the end of the hour, or sooner`);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5_000);
    expect((await view()).status).toBe("ended");
  });

  it("left no page with an error", () => {
    for (const person of everybody()) expect(person.complaints, person.name).toEqual([]);
  });
});

/** How near two colours are to be the same picture a moment apart, as a distance of RGB. */
const NEAR = 60;
/** More than twice of that, so that no single colour is near to both. */
const FAR = 130;

/**
 * Waits until a viewer has seen in somebody's tile what that person sees there, and again when
 * their camera shows another colour. Firefox's fake camera shows one that changes all the time.
 */
async function follows(viewer: Anybody, owner: FirefoxPerson): Promise<void> {
  let first: [number, number, number] | null = null;
  await until(async () => {
    const [own, seen] = await Promise.all([rgbIn(owner, owner.id), rgbIn(viewer, owner.id)]);
    if (!own || !seen) return `${viewer.name} sees nothing of ${owner.name}`;
    if (distance(own, seen) > NEAR) return `${viewer.name} sees ${seen} of ${owner.name}'s ${own}`;
    first ??= own;
    return distance(first, own) > FAR ? null : `${owner.name}'s camera shows only ${first}`;
  }, 30_000);
}

function rgbIn(person: Anybody, id: string) {
  return person instanceof FirefoxPerson
    ? person.page.evaluate(colourIn, id)
    : person.page.evaluate(colourIn, id);
}

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((part, i) => part - (other[i] ?? 0)));
}

/** What would change if somebody reconnected: LiveKit's names of their stays, and what pages have said. */
async function connections(server: Server, people: readonly Anybody[]) {
  const { livekitKey, livekitSecret } = server.secrets;
  const url = `http://127.0.0.1:${server.livekitPort}`;
  const livekit = new RoomServiceClient(url, livekitKey, livekitSecret);
  const rooms = await livekit.listRooms();
  const stays = await Promise.all(rooms.map(({ name }) => livekit.listParticipants(name)));
  const interruptions = await Promise.all(
    people.map((person) =>
      person instanceof FirefoxPerson
        ? person.page.evaluate(() => globalThis.probe.interruptions())
        : person.page.evaluate(() => globalThis.probe.interruptions()),
    ),
  );
  return {
    stays: stays
      .flat()
      .map(({ sid }) => sid)
      .toSorted(),
    interruptions,
  };
}
