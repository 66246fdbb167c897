import { useEffect, useRef } from "react";
import type { RefObject } from "react";

/**
 * Keeps the focus inside `root` when the button that has it goes away because what it offered is no
 * longer offered: it then goes to the element marked `data-keeps-focus`. Without this, somebody who
 * uses the keyboard would begin again at the top of the page.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const box = root.current;
    const remember = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
    };
    box?.addEventListener("focusin", remember);
    return () => box?.removeEventListener("focusin", remember);
  }, [root]);
  // After every drawing, since any of them may have taken the button away.
  useEffect(() => {
    if (!last.current || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement !== document.body) return;
    root.current?.querySelector<HTMLElement>("[data-keeps-focus]")?.focus();
  });
}
