import type { Page } from "playwright-core";

/**
 * The words and controls of a page that nobody sees whole, one line each: they lie beyond the sides of
 * the window, or a box cuts them that does not scroll. Of what ends in three dots that is meant. Also
 * told is a page that scrolls sideways.
 */
export async function cutOff(page: Page): Promise<string[]> {
  // Two frames: one for the layout of a new size, one for what it draws.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  return page.evaluate(find);
}

/** Runs in the page. */
function find(): string[] {
  const found = new Set<string>();
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.add(`the page is ${scrollWidth} wide`);
  const look = (box: DOMRect, element: Element, what: string) => {
    if (box.width <= 1 || box.height <= 1) return;
    const [left, right] = [box.left, box.right].map(Math.round);
    for (let around: Element | null = element; around; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(around);
      if (/auto|scroll/.test(`${overflowX} ${overflowY}`) && around !== document.body) return;
      if (textOverflow === "ellipsis" || webkitLineClamp !== "none") return;
      const outer = around.getBoundingClientRect();
      // For those who listen alone.
      if (outer.width <= 1 && outer.height <= 1) return;
      if (
        /hidden|clip/.test(overflowX) &&
        (box.left < outer.left - 1 || box.right > outer.right + 1)
      )
        found.add(`${what} is cut at its side, from ${left} to ${right}`);
      if (
        /hidden|clip/.test(overflowY) &&
        (box.top < outer.top - 3 || box.bottom > outer.bottom + 3)
      )
        found.add(`${what} is cut above or below`);
    }
    if (box.left < -0.5 || box.right > clientWidth + 0.5)
      found.add(`${what} lies beyond the window, from ${left} to ${right}`);
  };
  const isSeen = (element: Element | null): element is Element =>
    element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ?? false;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.textContent?.trim() ?? "";
    const parent = text.parentElement;
    if (words === "" || !isSeen(parent) || parent.closest("svg, option, script, style")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) look(box, parent, `"${words.slice(0, 40)}"`);
  }
  for (const control of document.querySelectorAll("button, a[href], input, textarea, select")) {
    const name = control.getAttribute("data-testid") ?? control.getAttribute("aria-label") ?? "";
    if (isSeen(control)) look(control.getBoundingClientRect(), control, name || control.tagName);
  }
  return [...found];
}
