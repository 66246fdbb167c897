import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { Company } from "../support/company.ts";
import { installTones } from "../support/tones.ts";
import { installWakeLocks, show } from "../support/page-life.ts";
import { until } from "../support/until.ts";

/* A short hour in one browser, and what its tab does beside the page. In the order of the story. */
describe("the tab of a call", () => {
  let company: Company;
  let ayu: Page;
  let dewi: Page;

  const wakeLocks = () => ayu.evaluate(() => globalThis.wakeLocks.asked);
  const tonesOf = (page: Page) => page.evaluate(() => globalThis.tones);
  const iconOf = (page: Page) =>
    page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? "");

  beforeAll(async () => {
    company = await Company.meet();
    const [first, , , last] = (await company.gather(1)).map(({ page }) => page);
    if (!first || !last) throw new Error("four pages are needed");
    ayu = first;
    dewi = last;
    for (const page of [ayu, dewi]) {
      await page.context().addInitScript(installTones);
      await page.context().addInitScript(installWakeLocks);
      await page.reload();
    }
  });

  afterAll(() => company.disperse());

  it("keeps the screen on from the call on, and asks again when it is shown again", async () => {
    const plain = await ayu.title();
    for (const page of [ayu, dewi]) {
      await page.getByTestId("join").click();
      await page.getByTestId("call").waitFor();
    }
    await until(async () => ((await wakeLocks()) === 1 ? null : "it has not asked"), 5_000);
    await show(ayu, false);
    expect(await wakeLocks()).toBe(1);
    await show(ayu, true);
    await until(async () => ((await wakeLocks()) === 2 ? null : "it has not asked again"), 5_000);
    expect(plain).not.toMatch(/\d:\d\d/);
  });

  it("has the clock in its title, second by second, also while it is hidden", async () => {
    await until(async () => {
      const here = (await company.view(dewi)).members.filter((member) => member.here).length;
      return here === 2 ? null : `${here} of 2 are here`;
    }, 10_000);
    await dewi.getByTestId("primary").click();
    await company.reaches(dewi, "open");
    await show(ayu, false);
    const seen = new Set<string>();
    await until(async () => {
      const [left] = /\d+:\d\d/.exec(await ayu.title()) ?? [];
      if (left !== undefined) seen.add(left);
      return seen.size >= 3 ? null : `the title is "${await ayu.title()}"`;
    }, 10_000);
    await show(ayu, true);
  });

  it("has the hour in its icon, whose hand moves on", async () => {
    const before = await iconOf(ayu);
    expect(before).toMatch(/^data:image\/svg\+xml/);
    await until(
      async () => ((await iconOf(ayu)) === before ? "the icon is what it was" : null),
      15_000,
    );
  });

  it("gives the call to another tab and takes it back", async () => {
    const other = await ayu.context().newPage();
    await other.goto(ayu.url());
    await other.getByTestId("join").click();
    await other.getByTestId("call").waitFor();
    await ayu.getByTestId("use-here").waitFor();
    expect(await ayu.getByTestId("call").count()).toBe(0);
    await ayu.getByTestId("use-here").click();
    await ayu.getByTestId("call").waitFor();
    await other.getByTestId("use-here").waitFor();
    expect(await other.getByTestId("call").count()).toBe(0);
    await other.close();
    const { members, you } = await company.view(ayu);
    expect(members.find(({ id }) => id === you.id)?.here).toBe(true);
  });

  it("sounds once in the last seconds, and has the plain title afterwards", async () => {
    await ayu
      .locator('[data-testid="hour-warning"][data-warning="last"]')
      .waitFor({ timeout: 60_000 });
    await ayu.getByTestId("ended").waitFor({ timeout: 30_000 });
    expect(await ayu.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    for (const page of [ayu, dewi]) {
      const tones = await tonesOf(page);
      // A fall from 262 to 196 Hz, which nothing else is.
      expect(tones.slice(-2)).toEqual([261.63, 196]);
      expect(tones.filter((pitch) => pitch === 196)).toHaveLength(1);
    }
    expect(await ayu.title()).not.toMatch(/\d:\d\d/);
  });
});
