// `npm run screenshots`: every screen of today's product into docs/images, by real people in real browsers.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { SessionView } from "@hotseat/shared";
import { launchChromium } from "./support/chromium.ts";
import { signatures } from "./support/media.ts";
import { fillSession, readLinks } from "./support/operator.ts";
import { portraits, writePortrait } from "./support/portrait.ts";
import { Server } from "./support/server.ts";
import { until } from "./support/until.ts";

const images = resolve(import.meta.dirname, "../docs/images");
const sizes = { "1280x800": { width: 1280, height: 800 }, "390x844": { width: 390, height: 844 } };
type Scheme = "light" | "dark";
const both: readonly Scheme[] = ["light", "dark"];

/** The hour in which the pictures are taken, in minutes: long enough for all of them. */
const MINUTES = 6;

/** Takes a page at both sizes in the given schemes. The call is dark in either. */
async function take(page: Page, name: string, schemes: readonly Scheme[] = both): Promise<void> {
  await page.locator("h1, [data-testid=call]").first().waitFor();
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(() => document.fonts.ready);
      // Two frames: one for the layout of the new size, one for what it draws.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await page.screenshot({
        path: join(images, `${name}-${size}-${colorScheme}.png`),
        animations: "disabled",
      });
    }
  }
  await page.setViewportSize(sizes["1280x800"]);
}

async function reaches(page: Page, segment: string): Promise<void> {
  const [session, member] = new URL(page.url()).pathname.split("/").slice(2);
  await until(async () => {
    const view = await page.evaluate(
      async (url) => ((await (await fetch(url)).json()) as { view: SessionView }).view,
      `/api/sessions/${session}/members/${member}`,
    );
    return view.current?.startsWith(segment)
      ? null
      : `the hour is in ${view.current}, not in ${segment}`;
  }, MINUTES * 60_000);
}

async function everybodySeen(page: Page): Promise<void> {
  await until(async () => {
    const seen = await page.evaluate(
      () =>
        [...document.querySelectorAll("video")].filter(({ videoWidth }) => videoWidth > 0).length,
    );
    return seen >= signatures.length ? null : `${seen} of ${signatures.length} pictures`;
  }, 60_000);
}

const folder = mkdtempSync(join(tmpdir(), "hotseat-screens-"));
const browsers: Browser[] = [];
mkdirSync(images, { recursive: true });
const server = await (await Server.create()).start();
try {
  const pages: Page[] = [];
  for (const [i, portrait] of portraits.entries()) {
    const picture = join(folder, `${i}.y4m`);
    writePortrait(picture, portrait);
    const browser = await launchChromium({ picture });
    browsers.push(browser);
    const context: BrowserContext = await browser.newContext({
      viewport: sizes["1280x800"],
      locale: "en-GB",
    });
    pages.push(await context.newPage());
  }
  const [ayu, budi, citra, dewi] = pages;
  if (!ayu || !budi || !citra || !dewi) throw new Error("four pages are needed");

  await ayu.goto(server.url);
  await take(ayu, "home");
  await ayu.goto(`${server.url}/nowhere`);
  await take(ayu, "missing", ["light"]);
  await ayu.goto(`${server.url}/s/nothing/nobody#${"A".repeat(43)}`);
  await take(ayu, "wrong-link", ["light"]);

  await fillSession(dewi, server.operatorLink, MINUTES);
  await take(dewi, "create");
  await dewi.getByTestId("agenda-own").check({ force: true });
  await dewi.getByTestId("agenda-editor").waitFor();
  await take(dewi, "create-own", ["light"]);
  await dewi.getByTestId("agenda-four-seats").check({ force: true });
  const links = await readLinks(dewi);
  await take(dewi, "links", ["light"]);

  for (const [i, page] of pages.entries()) await page.goto(links[i] ?? "");
  await ayu.getByTestId("join").waitFor();
  await take(ayu, "door");
  for (const page of pages) {
    await page.getByTestId("data-saver").setChecked(page !== ayu);
    await page.getByTestId("join").click();
  }
  for (const page of [ayu, dewi]) await everybodySeen(page);
  await take(dewi, "call-lobby", ["dark"]);
  await dewi.getByTestId("primary").click();
  await dewi.getByTestId("primary").click();
  await reaches(ayu, "seat-1/present");
  await ayu.getByTestId("offer-extend").click();
  await ayu.getByTestId("offer-extend-60").waitFor();
  await take(ayu, "call-more-time", ["dark"]);
  await ayu.getByTestId("offer-extend-60").click();
  await budi.getByTestId("news").waitFor();
  await take(budi, "call-news", ["dark"]);
  await citra.getByTestId("menu-chair").click();
  await citra
    .getByTestId(/^swap-/)
    .filter({ hasText: signatures[3].name })
    .first()
    .click();
  await dewi.getByTestId("answer-agree").waitFor();
  await take(dewi, "call-question", ["dark"]);
  await dewi.getByTestId("answer-decline").click();
  await reaches(ayu, "seat-1/advise-1");
  await take(budi, "call", ["dark"]);
  await take(dewi, "call-facilitator", ["dark"]);
  await budi.getByTestId("leave").click();
  await take(budi, "left", ["light"]);
  await reaches(ayu, "reserve");
  await take(ayu, "call-together", ["dark"]);
  await ayu.getByTestId("ended").waitFor({ timeout: MINUTES * 60_000 });
  await take(ayu, "ended");
} finally {
  for (const browser of browsers) await browser.close();
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
}
