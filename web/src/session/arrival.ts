import { useEffect, useRef } from "react";

/**
 * Brings the focus to the heading of what is shown when that changes: what had it is gone, and
 * whoever listens is told where they are. Not when the page opens, which browsers say themselves.
 * @param shown names what is shown; null while there is nothing yet
 */
export function useArrival(shown: string | null): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    const from = before.current;
    before.current = shown;
    if (from === null || shown === null || from === shown) return;
    const heading = document.querySelector<HTMLElement>("h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [shown]);
}
