import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { signatures, writePicture } from "../support/media.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";
import { median, quiet, spread } from "./machine.ts";
import { otherJoin, publishToOther, standAtOthersDoor } from "./other.ts";
import type { Other } from "./other.ts";
import { ownJoin, ownLinks, enterOwn, standAtOwnDoor } from "./own.ts";
import { installMarks } from "./probes.ts";
import { writeScene } from "./scene.ts";

const RUNS = 10;
/** How long somebody looks at themselves before they click, the same at every client. */
const AT_THE_MIRROR = 3_000;

type Entry = { readonly own: number; readonly remote: number };
type Door = { readonly control: string; readonly stand: (page: Page) => Promise<void> };

/**
 * From the click that enters a call in which one other member is already, to the first own picture
 * and to the first picture of that member. Each time in a new browser that has seen nothing before,
 * in turn with the other client where one is named. The member who is there already sends a small
 * picture (320x180) to each client.
 */
export async function join(other: Other | null): Promise<string> {
  const folder = mkdtempSync(path(tmpdir(), "hotseat-join-"));
  const server = await (await Server.create()).start();
  const small = path(folder, "small.y4m");
  writePicture(small, signatures[1]);
  const scene = path(folder, "scene.y4m");
  writeScene(scene);
  const there = await launchChromium({ picture: small });
  try {
    const foreign = await quiet();
    // Each client's member in a context of their own: of two pages in one window only one is drawn.
    const budi = await (await there.newContext()).newPage();
    const [link = "", hers = ""] = await ownLinks(budi, server.operatorLink);
    await standAtOwnDoor(budi, hers);
    await budi.getByTestId("data-saver").setChecked(true);
    await enterOwn(budi);
    if (other) await publishToOther(await there.newContext(), other, "there", "small");

    const doors: [Door, Entry[]][] = [
      [{ control: ownJoin, stand: (page) => standAtOwnDoor(page, link) }, []],
    ];
    if (other) {
      doors.push([{ control: otherJoin, stand: (page) => standAtOthersDoor(page, other) }, []]);
    }
    for (let i = 0; i < RUNS; i += 1) {
      for (const [door, entries] of doors) entries.push(await enter(door, scene));
    }
    const [ours = [], theirs] = doors.map(([, entries]) => entries);
    return `${figures(ours)}${theirs ? `; the other client ${figures(theirs)}; ${ratios(ours, theirs)}` : ""}; ${RUNS} runs each in turn, the machine ${(foreign * 100).toFixed(0)} % busy before`;
  } finally {
    await there.close();
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function enter({ control, stand }: Door, picture: string): Promise<Entry> {
  const browser = await launchChromium({ picture });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
    await page.addInitScript(installMarks, control);
    await stand(page);
    await pause(AT_THE_MIRROR);
    await page.locator(control).click();
    await until(async () => {
      const { own, remote } = await page.evaluate(() => globalThis.marks);
      if (Number.isNaN(own)) return "there is no own picture";
      return Number.isNaN(remote) ? "there is no picture of the other member" : null;
    }, 20_000);
    const { clicked, own, remote } = await page.evaluate(() => globalThis.marks);
    await page.close();
    return { own: own - clicked, remote: remote - clicked };
  } finally {
    await browser.close();
  }
}

function figures(entries: readonly Entry[]): string {
  const own = spread(entries.map(({ own }) => own));
  const remote = spread(entries.map(({ remote }) => remote));
  return `click to own picture ${own} ms, to the first of another ${remote} ms`;
}

function ratios(ours: readonly Entry[], theirs: readonly Entry[]): string {
  const ratio = (pick: (entry: Entry) => number) =>
    (median(ours.map(pick)) / median(theirs.map(pick))).toFixed(2);
  return `ratio ${ratio(({ own }) => own)} and ${ratio(({ remote }) => remote)}`;
}
