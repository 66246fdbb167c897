import { useEffect } from "react";
import { listenForKeys } from "../keys/listen.ts";
import { turnAtDoor } from "../media/preview.ts";

/**
 * The call's keys for microphone and camera work at the door already, and Enter joins where it
 * would do nothing else.
 */
export function useDoorKeys(join: () => void): void {
  useEffect(
    () =>
      listenForKeys({
        microphone: () => turnAtDoor("microphone"),
        camera: () => turnAtDoor("camera"),
      }),
    [],
  );
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { altKey, ctrlKey, metaKey, repeat, shiftKey, target } = event;
      if (event.key !== "Enter" || repeat || altKey || shiftKey || ctrlKey || metaKey) return;
      const open = document.querySelector("dialog[open]") !== null;
      if (event.defaultPrevented || open || !isNothing(target)) return;
      event.preventDefault();
      join();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [join]);
}

function isNothing(target: EventTarget | null): boolean {
  return target === document.body || target === document.documentElement;
}
