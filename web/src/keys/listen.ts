import { actionOf, isSingle } from "./catalogue.ts";
import type { KeyAction, Press } from "./catalogue.ts";
import { singleKeys } from "./single.ts";

/** What a key does. Whoever holds one gives back what letting it go does. */
export type Acts = {
  readonly [action in KeyAction]?: (press: Press) => (() => void) | undefined | void;
};

/**
 * Hears the keys of the catalogue for which there is an act, until stopped; never while somebody
 * types, chooses from a menu or looks at a dialog. A key that is held ends with the page's focus as
 * well: nobody goes on speaking because they have changed the window.
 */
export function listenForKeys(acts: Acts): () => void {
  let held: { readonly code: string; readonly end: () => void } | null = null;
  const letGo = () => {
    const { end } = held ?? {};
    held = null;
    end?.();
  };
  const down = (event: KeyboardEvent) => {
    const action = actionOf(event);
    const act = action && acts[action];
    if (!act || event.defaultPrevented || event.isComposing || isElsewhere(event)) return;
    if (isSingle(event) && !singleKeys()) return;
    event.preventDefault();
    if (event.repeat) return;
    letGo();
    const end = act(event);
    if (end) held = { code: event.code, end };
  };
  const up = ({ code }: KeyboardEvent) => {
    if (held?.code === code) letGo();
  };
  const hide = () => {
    if (document.visibilityState === "hidden") letGo();
  };
  addEventListener("keydown", down);
  addEventListener("keyup", up);
  addEventListener("blur", letGo);
  addEventListener("pagehide", letGo);
  document.addEventListener("visibilitychange", hide);
  return () => {
    letGo();
    removeEventListener("keydown", down);
    removeEventListener("keyup", up);
    removeEventListener("blur", letGo);
    removeEventListener("pagehide", letGo);
    document.removeEventListener("visibilitychange", hide);
  };
}

/** Where keys are for something else: a field, a menu, a dialog; Space also on whatever it presses. */
function isElsewhere({ target, code }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  if (!(target instanceof Element)) return false;
  const pressed = code === "Space" ? ", input, button, a[href], summary, [role=button]" : "";
  const field = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu]";
  return target.closest(`${field}${pressed}`) !== null;
}
