import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";
import { busySince, median, processorTime, quiet, spread } from "./machine.ts";
import { coverOthersCamera, otherJoin, publishToOther, standAtOthersDoor } from "./other.ts";
import type { Other } from "./other.ts";
import { bringOwnTo, enterOwn, ownLinks, standAtOwnDoor } from "./own.ts";
import { installLookAway, installTraffic } from "./probes.ts";
import type { Picture, Traffic } from "./probes.ts";
import { writeScene } from "./scene.ts";

/** Calls of each client, in turn. */
const CALLS = 2;
const WINDOWS = 5;
const WINDOW_MS = 6_000;
/** LiveKit's estimate of what a link carries, and the picture with it, needs its time to grow. */
const WARM_MS = 20_000;

/** What the pages of one call carried in one window, in kbit/s. */
type Window = { readonly down: number; readonly up: readonly number[]; readonly busy: number };
type Side = { readonly windows: Window[]; shown: string; sent: string };

/**
 * What a viewer whose own camera is off receives from three people with the same busy picture at
 * 720p, all media and its overhead together: with ours in the first member's seat, who is on the
 * stage; with the other client in whatever it shows to begin with. Beside it what they send: with
 * ours the one on the stage and one who is not. Who sends looks away meanwhile, and the
 * publishers of the other client are plain pages that take nothing: that leaves the machine to the
 * encoders and the viewer.
 */
export async function downlink(other: Other | null): Promise<string> {
  const folder = mkdtempSync(path(tmpdir(), "hotseat-downlink-"));
  const scene = path(folder, "scene.y4m");
  writeScene(scene);
  const ours: Side = { windows: [], shown: "", sent: "" };
  const theirs: Side = { windows: [], shown: "", sent: "" };
  try {
    const foreign = await quiet();
    for (let i = 0; i < CALLS; i += 1) {
      await callOwn(scene, ours);
      if (other) await callOther(scene, other, theirs);
    }
    const lines = [
      `viewer ${kbits(ours, ({ down }) => down)} (${ours.shown}), ` +
        `up ${kbits(ours, ({ up }) => up[0])} on stage (${ours.sent}), ${kbits(ours, ({ up }) => up[1])} off stage, ${busy(ours)}`,
    ];
    if (other) {
      lines.push(
        `the other client: viewer ${kbits(theirs, ({ down }) => down)} (${theirs.shown}), up ${kbits(theirs, ({ up }) => up[0])} (${theirs.sent}), ${busy(theirs)}`,
        `ratio down ${ratio(ours, theirs, ({ down }) => down)}, up off stage ${ratio(ours, theirs, ({ up }, i) => up[i === 0 ? 1 : 0])}`,
      );
    }
    return `${lines.join("; ")}; ${CALLS * WINDOWS} windows of ${WINDOW_MS / 1000} s each in ${CALLS} calls, the machine ${(foreign * 100).toFixed(0)} % busy before`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function callOwn(scene: string, side: Side): Promise<void> {
  const server = await (await Server.create()).start();
  const browser = await launchChromium({ picture: scene });
  try {
    const pages: Page[] = [];
    for (let i = 0; i < 4; i += 1) pages.push(await newPage(browser));
    const [ayu, budi, viewer, dewi] = pages;
    if (!ayu || !budi || !viewer || !dewi) throw new Error("four pages are needed");
    const links = await ownLinks(dewi, server.operatorLink);
    for (const [i, page] of pages.entries()) {
      await standAtOwnDoor(page, links[i] ?? "");
      if (page === viewer) await page.getByTestId("door-camera").click();
      await enterOwn(page);
    }
    await bringOwnTo(dewi, "seat-1/present");
    for (const page of [ayu, budi, dewi]) await page.evaluate(() => globalThis.lookAway());
    await measure(side, viewer, [ayu, budi]);
  } finally {
    await browser.close();
    await server.dispose();
  }
}

async function callOther(scene: string, other: Other, side: Side): Promise<void> {
  const browser = await launchChromium({ picture: scene });
  try {
    const publishers: Page[] = [];
    for (const identity of ["one", "two", "three"]) {
      const context = await browser.newContext();
      await context.addInitScript(installTraffic);
      publishers.push(await publishToOther(context, other, identity, "720p"));
    }
    const viewer = await newPage(browser);
    await standAtOthersDoor(viewer, other);
    await coverOthersCamera(viewer);
    await viewer.locator(otherJoin).click();
    await measure(side, viewer, publishers.slice(0, 1));
  } finally {
    await browser.close();
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    locale: "en-GB",
  });
  await context.addInitScript(installTraffic);
  await context.addInitScript(installLookAway);
  return context.newPage();
}

async function measure(side: Side, viewer: Page, publishers: readonly Page[]): Promise<void> {
  await until(async () => {
    const { shown } = await viewer.evaluate(() => globalThis.traffic());
    const alive = shown.filter(({ frames }) => frames > 0).length;
    return alive >= 3 ? null : `the viewer has ${alive} pictures of 3`;
  }, 30_000);
  await pause(WARM_MS);
  const read = () =>
    Promise.all([viewer, ...publishers].map((page) => page.evaluate(() => globalThis.traffic())));
  for (let i = 0; i < WINDOWS; i += 1) {
    const cores = processorTime();
    const before = await read();
    await pause(WINDOW_MS);
    const after = await read();
    const rates = after.map((now, i) => rateOf(before[i] ?? now, now));
    side.windows.push({
      down: rates[0]?.received ?? NaN,
      up: rates.slice(1).map(({ sent }) => sent),
      busy: busySince(cores),
    });
    const [viewed, published] = [0, 1].map((page) => [before[page], after[page]] as const);
    side.shown = pictures(viewed?.[0]?.shown, viewed?.[1]?.shown);
    side.sent = pictures(published?.[0]?.encoded, published?.[1]?.encoded);
  }
}

function rateOf(before: Traffic, after: Traffic): { received: number; sent: number } {
  const ms = after.at - before.at;
  return {
    received: ((after.received - before.received) * 8) / ms,
    sent: ((after.sent - before.sent) * 8) / ms,
  };
}

/** Sizes and frame rates, and what held an encoder back, so that a figure is not taken for more than it is. */
function pictures(before: readonly Picture[] = [], after: readonly Picture[] = []): string {
  return after
    .map((now, i) => ({ ...now, moved: now.frames - (before[i]?.frames ?? 0) }))
    .filter(({ moved }) => moved > 0)
    .map(({ width, height, moved, limit }) => {
      const rate = (moved / (WINDOW_MS / 1000)).toFixed(0);
      return `${width}x${height} at ${rate}${limit === "none" ? "" : `, held back by ${limit}`}`;
    })
    .join(", ");
}

function kbits({ windows }: Side, pick: (window: Window) => number | undefined): string {
  return `${spread(windows.map((window) => pick(window) ?? NaN))} kbit/s`;
}

function busy({ windows }: Side): string {
  return `the machine ${(median(windows.map(({ busy }) => busy)) * 100).toFixed(0)} % busy`;
}

function ratio(
  ours: Side,
  theirs: Side,
  pick: (window: Window, side: 0 | 1) => number | undefined,
): string {
  const [one = NaN, two = NaN] = [ours, theirs].map(({ windows }, i) =>
    median(windows.map((window) => pick(window, i === 0 ? 0 : 1) ?? NaN)),
  );
  return (one / two).toFixed(2);
}
