import type { Page } from "playwright-core";

/**
 * The regions of a page that are to be spoken when something is said in them, and that a screen reader
 * does not know now, one line each: only a region that was there before its text is spoken.
 */
export async function unheard(page: Page): Promise<string[]> {
  const regions = page.locator("[role=status], [role=alert], [aria-live=polite]");
  if ((await regions.count()) === 0) return ["there is no such region"];
  return regions.evaluateAll((all) =>
    all.flatMap((region) =>
      region.checkVisibility({ visibilityProperty: true }) ? [] : [region.outerHTML],
    ),
  );
}
