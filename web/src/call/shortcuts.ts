import { useEffect } from "react";
import type { Source } from "../media/choices.ts";
import { toggle } from "../media/publish.ts";

/** Single letters as in Jitsi, and with Ctrl or Cmd as in Google Meet. */
const letters: Readonly<Record<string, Source>> = { m: "microphone", v: "camera" };
const withControl: Readonly<Record<string, Source>> = { d: "microphone", e: "camera" };

/** Listens for the call's keys, except while somebody is typing or choosing. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.altKey || event.shiftKey || isTyping(event.target)) return;
      const keys = event.ctrlKey || event.metaKey ? withControl : letters;
      const source = keys[event.key.toLowerCase()];
      if (!source) return;
      event.preventDefault();
      void toggle(source);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
