import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page as FirefoxPage } from "puppeteer-core";
import type { Page } from "playwright-core";
import { ServerClock } from "../support/clock.ts";
import { FirefoxPerson } from "../support/firefox-person.ts";
import { signatures } from "../support/media.ts";
import { fillSession, readLinks } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const READ_EVERY = 5_000;

type Flow = { pictures: number; sound: number };
/** How often nothing had come since the reading before, for sounds and pictures. */
type Stalls = { pictures: number; sound: number };

/**
 * A whole hour, 60 real minutes, of one Firefox and one Chromium in a sealed call: whether each of
 * them can open what the other sends all the while. LiveKit has an open report that Chromium at
 * times cannot open what Firefox has sealed (client-sdk-js#2103). Reads every five seconds how many
 * pictures each has decoded of the other and how much sound it has heard.
 *
 * @throws when somebody reconnects or a page has an error
 */
export async function engines(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-engines-"));
  const server = await (await Server.create()).start();
  const [one, , , four] = signatures;
  const people: (FirefoxPerson | Person)[] = [];
  try {
    const fox = await FirefoxPerson.arrive(one);
    people.push(fox);
    const chromium = await Person.arrive(four, folder);
    people.push(chromium);
    await fillSession(chromium.page, server.operatorLink, 3);
    await chromium.page.getByTestId("hour-60").check({ force: true });
    const links = await readLinks(chromium.page);
    await fox.open(links[0] ?? "");
    await chromium.open(links[3] ?? "");
    for (const person of people) await person.join();
    for (const person of people) await person.receives(1);
    await chromium.page.getByTestId("primary").click();
    await until(
      async () => ((await plan(chromium)).endsAt > 0 ? null : "it has not started"),
      9_000,
    );
    const { endsAt } = await plan(chromium);
    const clock = await ServerClock.read(server.url);

    const pages = [fox.page, chromium.page] as const;
    let before = await Promise.all(pages.map(flow));
    const first = before;
    const stalls: Stalls[] = pages.map(() => ({ pictures: 0, sound: 0 }));
    let readings = 0;
    // The last reading is before the end, as nothing comes after it.
    while (clock.at(performance.now()).to < endsAt - 2 * READ_EVERY) {
      await pause(READ_EVERY);
      const now = await Promise.all(pages.map(flow));
      readings += 1;
      for (const [i, stall] of stalls.entries()) {
        const [was, is] = [before[i], now[i]];
        if (!was || !is || is.pictures <= was.pictures) stall.pictures += 1;
        if (!was || !is || is.sound <= was.sound) stall.sound += 1;
      }
      before = now;
    }
    for (const person of people) {
      const said = await interruptions(person.page);
      if (said.length > 0) throw new Error(`${person.name} reconnected: ${said.join(", ")}`);
      if (person.complaints.length > 0) throw new Error(person.complaints.join(", "));
    }
    return ["Firefox of Chromium", "Chromium of Firefox"]
      .map((who, i) => {
        const pictures = (before[i]?.pictures ?? 0) - (first[i]?.pictures ?? 0);
        const stall = stalls[i];
        return `${who}: ${pictures} pictures, none in ${stall?.pictures} and no sound in ${stall?.sound} of ${readings} readings`;
      })
      .join("; ");
  } finally {
    for (const person of people) await person.goHome();
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function plan(person: Person): Promise<{ endsAt: number }> {
  const { body } = await person.request("");
  const { view } = body as { view: { status: string; plan: { endsAt: number } } };
  return view.status === "running" ? view.plan : { endsAt: 0 };
}

/** The pictures that were decoded so far and the energy of the sounds. */
async function flow(page: Page | FirefoxPage): Promise<Flow> {
  const all = await (page as Page).evaluate(() => globalThis.probe.inbound());
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    pictures: sum(all.map(({ frames }) => frames)),
    sound: sum(all.map(({ energy }) => energy)),
  };
}

function interruptions(page: Page | FirefoxPage): Promise<string[]> {
  return (page as Page).evaluate(() => globalThis.probe.interruptions());
}
