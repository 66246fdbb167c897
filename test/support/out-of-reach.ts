import type { Page } from "playwright-core";

/**
 * The visible controls inside `root` that cannot be pressed where they are drawn, one line each: they
 * lie outside the window, or something else lies on them. What is in a list that scrolls, or on a page
 * that does, is scrolled to first; nothing else is.
 */
export async function outOfReach(page: Page, root: string): Promise<string[]> {
  // Two frames: one for the layout of a new size, one for what it draws.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  return page.evaluate(find, root);
}

/** Runs in the page. */
function find(root: string): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    `${root} :is(button, a[href], input, textarea, select, summary)`,
  );
  if (controls.length === 0) return [`there is no control in ${root}`];
  const nameOf = (element: Element | null) =>
    element?.getAttribute("data-testid") ??
    element?.getAttribute("aria-label") ??
    `${element?.tagName.toLowerCase()} "${element?.textContent?.slice(0, 30)}"`;
  return [...controls].flatMap((control) => {
    if (!control.checkVisibility({ visibilityProperty: true })) return [];
    for (let box = control.parentElement; box; box = box.parentElement) {
      if (!/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
      box.scrollTop += control.getBoundingClientRect().top - box.getBoundingClientRect().top;
    }
    // Into the middle, as something may stand at the lower edge for as long as the page is open.
    const { y: from, height: tall } = control.getBoundingClientRect();
    scrollBy(0, from + tall / 2 - innerHeight / 2);
    const { left, top, right, bottom, width, height } = control.getBoundingClientRect();
    // For those who listen alone.
    if (width <= 1 || height <= 1) return [];
    if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) {
      const [x, y] = [left, top].map(Math.round);
      return [
        `${nameOf(control)} is at ${x},${y}, ${Math.round(width)} wide, ${Math.round(height)} high`,
      ];
    }
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    for (const [px, py] of [
      [x, y],
      [left + 3, y],
      [right - 3, y],
      [x, top + 3],
      [x, bottom - 3],
    ] as const) {
      const there = document.elementFromPoint(px, py);
      if (!control.contains(there)) return [`${nameOf(there)} lies on ${nameOf(control)}`];
    }
    return [];
  });
}
