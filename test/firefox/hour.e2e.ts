import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionView } from "@hotseat/shared";
import { FirefoxPerson } from "../support/firefox-person.ts";
import { signatures } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { colourIn } from "../support/tile-colour.ts";
import { until } from "../support/until.ts";

const MINUTES = 3;

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

  it("shows Firefox the colours of Chromium, and lets everybody hear everybody", async () => {
    for (const person of [ayu, citra]) await person.sees([budi, dewi]);
    for (const person of everybody()) {
      await person.hears(everybody().filter((other) => other !== person));
    }
  });

  it("shows Chromium what Firefox's cameras show, one colour that changes", async () => {
    await budi.sees([dewi]);
    await dewi.sees([budi]);
    for (const person of [budi, dewi]) {
      for (const other of [ayu, citra]) {
        const seen: [number, number, number][] = [];
        await until(async () => {
          const now = await person.page.evaluate(colourIn, other.id);
          if (now) seen.push(now);
          const [first] = seen;
          if (!first || !now) return `${person.name} sees nothing of ${other.name}`;
          const way = Math.hypot(...now.map((part, i) => part - (first[i] ?? 0)));
          return way > 40 ? null : `${other.name}'s picture stands still for ${person.name}`;
        }, 30_000);
      }
    }
  });

  it("puts each of the four on the stage in their seat, on every screen, with media all the while", async () => {
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
      await Promise.all(everybody().map((person) => receives(person)));
    }
  });

  it("ends for all four at the end", async () => {
    await Promise.all([
      ...[budi, dewi].map(({ page }) => page.getByTestId("ended").waitFor({ timeout: 90_000 })),
      ...[ayu, citra].map((person) => person.ended(90_000)),
    ]);
    expect((await view()).status).toBe("ended");
  });

  it("left no page with an error", () => {
    for (const person of everybody()) expect(person.complaints, person.name).toEqual([]);
  });
});

/** Waits until three pictures and three sounds have moved on. */
async function receives(person: FirefoxPerson | Person): Promise<void> {
  const before = await person.inbound();
  await until(async () => {
    const grown = [...(await person.inbound())].filter(([track, { frames, energy }]) => {
      const then = before.get(track);
      return frames > (then?.frames ?? 0) || energy > (then?.energy ?? 0);
    });
    return grown.length >= 6 ? null : `${person.name} receives ${grown.length} streams of 6`;
  }, 15_000);
}
