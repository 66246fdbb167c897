import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { Company } from "../support/company.ts";
import { cutOff } from "../support/cut-off.ts";
import { fillGroup, readGroupLinks } from "../support/founding.ts";
import { signatures } from "../support/media.ts";
import { fillSession, readLinks } from "../support/operator.ts";
import { outOfReach } from "../support/out-of-reach.ts";
import { until } from "../support/until.ts";

/** As long as a name may be, in one word. */
const LONGEST_NAME = 40;

/** A small phone, and what a laptop's window has left of its pixels at 400 % (WCAG 2.2, 1.4.10). */
const narrow = [
  [320, 568],
  [320, 256],
] as const;

const sizes = [
  ...narrow,
  [360, 740],
  [390, 844],
  [480, 900],
  [600, 960],
  [700, 900],
  [760, 1024],
  [761, 1024],
  [768, 1024],
  [820, 1180],
  [844, 390],
  [900, 800],
  [913, 800],
  [921, 800],
  [1000, 800],
  [1024, 768],
  [1100, 800],
  [1280, 800],
  [1440, 900],
] as const;

/* Whatever the call shows can be pressed, at every width, in both languages and both directions. */
describe("the buttons of a call", () => {
  let company: Company;
  let ayu: Page;
  let dewi: Page;

  beforeAll(async () => {
    company = await Company.meet();
    const operator = await company.newPage();
    await fillSession(operator, company.server.operatorLink, 59);
    for (const [i, { name }] of signatures.entries()) {
      const long = name.padEnd(LONGEST_NAME, "wibisonokusumawardhani");
      await operator.getByTestId(`member-name-${i}`).fill(long);
    }
    const links = await readLinks(operator);
    [ayu, dewi] = await Promise.all([enter(links[0] ?? ""), enter(links[3] ?? "", playsNothing)]);
    await until(async () => {
      const here = (await company.view(dewi)).members.filter((member) => member.here).length;
      return here === 2 ? null : `${here} of 2 are here`;
    }, 10_000);
  });

  afterAll(() => company.disperse());

  /** Opens a link and enters the call, with `before` run in the page before its own code. */
  async function enter(link: string, before: () => void = () => undefined): Promise<Page> {
    const page = await company.newPage();
    await page.addInitScript(before);
    await page.goto(link);
    await join(page);
    return page;
  }

  async function join(page: Page): Promise<void> {
    await page.getByTestId("join").click();
    await page.getByTestId("call").waitFor();
  }

  /** Enters once more, in another language. */
  async function speak(page: Page, language: string): Promise<void> {
    await page.evaluate((tag) => localStorage.setItem("hotseat.language", tag), language);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.reload();
    await join(page);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  }

  /** Whether microphone and leaving stand side by side, where people look for both. */
  async function inOneRow(page: Page): Promise<boolean> {
    const [mic, leave] = await Promise.all(
      ["mic", "leave"].map((id) => page.getByTestId(id).boundingBox()),
    );
    return mic && leave ? Math.abs(mic.y - leave.y) < 1 : false;
  }

  /** What cannot be pressed, at every width and in both directions. */
  async function missesOf(page: Page): Promise<string[]> {
    const found: string[] = [];
    for (const direction of ["ltr", "rtl"]) {
      await page.evaluate((dir) => void (document.documentElement.dir = dir), direction);
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        const misses = await outOfReach(page, "[data-testid=call]");
        if (!(await inOneRow(page))) misses.push("the controls take more than one row");
        found.push(...misses.map((miss) => `${width}x${height}, ${direction}: ${miss}`));
      }
    }
    return found;
  }

  it("are in sight in the lobby, for whoever has the chair and whoever has not", async () => {
    await dewi.getByTestId("call").getByText("Tap to hear the others").waitFor();
    expect.soft(await missesOf(dewi)).toEqual([]);
    expect.soft(await missesOf(ayu)).toEqual([]);
  });

  it("are in sight in a seat, also with one thing more to press, and in Indonesian", async () => {
    await dewi.setViewportSize({ width: 1280, height: 800 });
    await dewi.getByTestId("primary").click();
    await company.reaches(dewi, "seat-1/present", 60_000, async () => {
      const { action } = await company.view(dewi);
      if (action?.type === "advance") await dewi.getByTestId("primary").click();
    });
    await dewi.getByTestId("call").getByText("Tap to hear the others").waitFor();
    expect.soft(await missesOf(dewi)).toEqual([]);
    expect.soft(await missesOf(ayu)).toEqual([]);
    await speak(dewi, "id");
    await dewi.getByTestId("end-for-everyone").waitFor();
    expect.soft(await missesOf(dewi)).toEqual([]);
    await speak(ayu, "id");
    expect.soft(await missesOf(ayu)).toEqual([]);
  });

  it("of menus and of a question are in sight on a phone, and on the smallest", async () => {
    const phones = [...narrow, [390, 844], [844, 390]] as const;
    for (const menu of ["menu-chair", "offer-hold", "offer-extend"]) {
      for (const [width, height] of phones) {
        await dewi.setViewportSize({ width, height });
        await dewi.getByTestId(menu).click();
        const where = `${menu}, ${width}x${height}`;
        expect.soft(await outOfReach(dewi, "[role=menu]"), where).toEqual([]);
        await dewi.keyboard.press("Escape");
      }
    }
    await ayu.setViewportSize({ width: 1280, height: 800 });
    await ayu.getByTestId("offer-yield").click();
    await ayu.getByTestId(`offer-yield-${(await company.view(dewi)).you.id}`).click();
    await dewi.getByTestId("question-yield").waitFor();
    for (const [width, height] of phones) {
      await dewi.setViewportSize({ width, height });
      const where = `${width}x${height}`;
      expect.soft(await outOfReach(dewi, "[data-testid=question-yield]"), where).toEqual([]);
    }
    await dewi.getByTestId("answer-decline").click();
    await ayu.getByTestId("question-yield").waitFor({ state: "detached" });
  });

  it("of the chat are in sight on a phone, where it lies on the table", async () => {
    for (const [width, height] of [...narrow, [390, 844], [844, 390]] as const) {
      await ayu.setViewportSize({ width, height });
      if (!(await ayu.getByTestId("talk").isVisible())) await ayu.getByTestId("chat").click();
      const where = `${width}x${height}`;
      expect.soft(await outOfReach(ayu, "[data-testid=talk]"), where).toEqual([]);
    }
  });
});

/* Whoever zooms in, or has a small phone, reads and presses all there is, and scrolls one way only. */
describe("the pages at 320 pixels", () => {
  let company: Company;

  beforeAll(async () => {
    company = await Company.meet();
  });

  afterAll(() => company.disperse());

  async function fits(page: Page, what: string, root = "body"): Promise<void> {
    for (const [width, height] of narrow) {
      await page.setViewportSize({ width, height });
      const where = `${what}, ${width}x${height}`;
      expect.soft(await cutOff(page), where).toEqual([]);
      expect.soft(await outOfReach(page, root), where).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  it.each(["en-GB", "id-ID"])("fit: around an hour, in %s", async (locale) => {
    const page = await company.newPage(locale);
    await page.goto(company.server.url);
    await page.locator("h1").waitFor();
    await fits(page, "home");
    await page.goto(`${company.server.url}/privacy`);
    await page.getByTestId("keep").waitFor();
    await fits(page, "privacy");
    await fillSession(page, company.server.operatorLink, 59);
    await fits(page, "form");
    await page.getByTestId("agenda-own").check({ force: true });
    await page.getByTestId("agenda-editor").waitFor();
    await fits(page, "own agenda");
    await page.getByTestId("agenda-four-seats").check({ force: true });
    const links = await readLinks(page);
    await fits(page, "links");
    await page.goto(links[3] ?? "");
    await page.getByTestId("join").waitFor();
    await fits(page, "door");
    await page.getByTestId("connection-test").click();
    await fits(page, "connection", "dialog");
    await page.keyboard.press("Escape");
    await page.getByTestId("join").click();
    await page.getByTestId("primary").click();
    await page.getByTestId("leave").click();
    await page.getByTestId("rejoin").waitFor();
    await fits(page, "left");
    await page.getByTestId("rejoin").click();
    await page.getByTestId("end-for-everyone").click();
    await page.getByTestId("confirm-end").click();
    await page.getByTestId("recap").waitFor();
    await page.getByTestId("recap-log").locator("summary").click();
    await fits(page, "recap");
    await page.context().close();
  });

  it("fit: of a group, in both languages", async () => {
    const operator = await company.newPage();
    await operator.goto(company.server.operatorLink);
    await operator.getByTestId("nav-groups").click();
    await operator.getByTestId("found-group").click();
    await fillGroup(operator, "Four honest founders");
    await fits(operator, "founding");
    const links = await readGroupLinks(operator);
    await fits(operator, "the links of a group");
    for (const locale of ["en-GB", "id-ID"]) {
      const page = await company.newPage(locale);
      await page.goto(links[3] ?? "");
      await page.getByTestId("members").waitFor();
      await fits(page, `home, ${locale}`);
      for (const [way, there] of [
        ["week", "week-grid"],
        ["reach", "email"],
        ["manage", "manage-members"],
      ] as const) {
        await page.getByTestId(`way-${way}`).click();
        await page.getByTestId(there).waitFor();
        await fits(page, `${way}, ${locale}`);
      }
      await page.context().close();
    }
  });
});

/** Runs in the page before its own code: like a browser that plays no sound before somebody taps. */
function playsNothing(): void {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (this instanceof HTMLVideoElement) return play.call(this);
    return Promise.reject(new DOMException("nobody has tapped", "NotAllowedError"));
  };
}
