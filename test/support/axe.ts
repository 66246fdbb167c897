import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 up to level AA: every success criterion that a program can judge. */
const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** Held flat, a page differs by its layout alone. */
const sizes = [
  { viewport: { width: 1280, height: 800 }, schemes: ["light", "dark"] },
  { viewport: { width: 390, height: 844 }, schemes: ["light", "dark"] },
  { viewport: { width: 844, height: 390 }, schemes: ["dark"] },
] as const;

/** What axe finds against a page as it is drawn now, one line for each element. */
async function findings(page: Page): Promise<string[]> {
  // As an expression, since the page's policy lets no script in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const results = await page.evaluate(
    async (values) =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run(
        { runOnly: { type: "tag", values }, resultTypes: ["violations"] },
      ),
    tags,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`.replaceAll(/\s+/g, " "),
    ),
  );
}

/** For what is on the screen for some seconds only, and in the call, which is dark by day as well. */
const brief = [
  { viewport: { width: 1280, height: 800 }, schemes: ["dark"] },
  { viewport: { width: 390, height: 844 }, schemes: ["dark"] },
] as const;

/**
 * What axe finds at all sizes, light and dark, each finding once with where it was first seen; with
 * `passing`, on a laptop and a phone in the dark only.
 */
export async function violationsOf(
  page: Page,
  state: string,
  { passing = false } = {},
): Promise<string[]> {
  const found = new Map<string, string>();
  for (const { viewport, schemes } of passing ? brief : sizes) {
    await page.setViewportSize(viewport);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Two frames: one for the layout of the new size, one for what it draws.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      for (const finding of await findings(page)) {
        const where = `${state}, ${viewport.width}x${viewport.height}, ${colorScheme}`;
        if (!found.has(finding)) found.set(finding, where);
      }
    }
  }
  await page.setViewportSize(sizes[0].viewport);
  return [...found].map(([finding, where]) => `${where}: ${finding}`);
}
