/**
 * Every key of the product: the one list from which keys are heard, shown on buttons and explained.
 * "Control" means Ctrl or, on a Mac, Cmd. Single letters as in Jitsi, with Ctrl as in Google Meet.
 */
export const catalogue = {
  microphone: ["m", "Control+d"],
  camera: ["v", "Control+e"],
  /** From pressing it to letting it go. */
  talk: ["Space"],
  share: ["s"],
  hand: ["h"],
  panel: ["c"],
  time: ["t"],
  pin: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
  unpin: ["0"],
  help: ["?", "Control+Shift+/"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type KeyAction = keyof typeof catalogue;

export const keyActions = Object.keys(catalogue) as KeyAction[];

const byChord: ReadonlyMap<string, KeyAction> = new Map(
  keyActions.flatMap((action) => catalogue[action].map((chord) => [chord, action] as const)),
);

/** A key as it was pressed, with what was held beside it. */
export type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"
>;

/** What is pressed, as the catalogue writes it: `m`, `Control+d`, `?`. */
export function chordOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): string {
  const control = ctrlKey || metaKey ? "Control+" : "";
  // Which key has the question mark depends on the keyboard, and Shift is already in it.
  if (key === "?" && !altKey) return control === "" ? "?" : "Control+Shift+/";
  const name = code === "Space" ? "Space" : key.toLowerCase();
  return `${control}${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}${name}`;
}

/** What a key is for; null for every other. */
export function actionOf(press: Press): KeyAction | null {
  return byChord.get(chordOf(press)) ?? null;
}

/** Whether it takes no Ctrl beside it, so that it can be turned off (WCAG 2.1.4). */
export function isSingle(press: Press): boolean {
  return !chordOf(press).startsWith("Control+");
}

/** The keys of an action for `aria-keyshortcuts`. */
export function ariaKeys(action: KeyAction): string {
  return catalogue[action]
    .flatMap((chord) =>
      chord.startsWith("Control+") ? [chord, chord.replace("Control", "Meta")] : [chord],
    )
    .join(" ");
}
