import { useEffect } from "react";
import type { RefObject } from "react";

/**
 * Keeps the focus inside `root` when the button that has it goes away because what it offered is no
 * longer offered: it then goes to the element marked `data-keeps-focus`. Without this, somebody who
 * uses the keyboard would begin again at the top of the page.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => (root.current ? keepFocusIn(root.current) : undefined), [root]);
}

function keepFocusIn(box: HTMLElement): () => void {
  let last: Element | null = null;
  const remember = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : null;
  };
  const leave = ({ target }: FocusEvent) =>
    // A browser may say so of what is just being taken away, which is known a moment later.
    queueMicrotask(() => {
      const left = last === target && last?.isConnected && document.activeElement !== last;
      // Whoever has put the focus nowhere is not to have it moved later.
      if (left) last = null;
    });
  // Whatever takes the button away: not only what draws the root anew.
  const observer = new MutationObserver(() => {
    if (!last || last.isConnected) return;
    last = null;
    if (document.activeElement !== document.body) return;
    box.querySelector<HTMLElement>("[data-keeps-focus]")?.focus();
  });
  box.addEventListener("focusin", remember);
  box.addEventListener("focusout", leave);
  observer.observe(box, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    box.removeEventListener("focusin", remember);
    box.removeEventListener("focusout", leave);
  };
}
