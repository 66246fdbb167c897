import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { Company } from "../support/company.ts";
import { signatures } from "../support/media.ts";
import { fillSession, readLinks } from "../support/operator.ts";
import { outOfReach } from "../support/out-of-reach.ts";
import { until } from "../support/until.ts";

/** As long as a name may be, in one word. */
const LONGEST_NAME = 40;

const sizes = [
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

  /** What cannot be pressed, at every width and in both directions. */
  async function missesOf(page: Page): Promise<string[]> {
    const found: string[] = [];
    for (const direction of ["ltr", "rtl"]) {
      await page.evaluate((dir) => void (document.documentElement.dir = dir), direction);
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        const misses = await outOfReach(page, "[data-testid=call]");
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

  it("of the chat are in sight on a phone, where it lies on the table", async () => {
    for (const [width, height] of [
      [390, 844],
      [844, 390],
    ] as const) {
      await ayu.setViewportSize({ width, height });
      if (!(await ayu.getByTestId("talk").isVisible())) await ayu.getByTestId("chat").click();
      expect.soft(await outOfReach(ayu, "[data-testid=talk]")).toEqual([]);
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
