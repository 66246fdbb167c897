import { catalogue } from "../keys/catalogue.ts";
import { turnSingleKeys, useSingleKeys } from "../keys/single.ts";
import { useWords } from "../language/inside.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Switch } from "../parts/switch.tsx";
import { availableKeys } from "./shortcuts.ts";
import style from "./keys-dialog.module.css";

/** The keys that do something now, from the same list from which they are heard. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { keys: words } = useWords();
  const single = useSingleKeys();
  return (
    <Dialog title={words.title} onClose={onClose} testId="keys-dialog">
      <div className={style.keys}>
        <dl>
          {availableKeys().map((action) => (
            <div key={action} data-testid={`key-${action}`}>
              <dt>{words.does[action]}</dt>
              <dd>
                {shown(catalogue[action]).map((chord) => (
                  <kbd key={chord}>{written(chord, words)}</kbd>
                ))}
              </dd>
            </div>
          ))}
          <div>
            <dt>{words.closes}</dt>
            <dd>
              <kbd>{words.escape}</kbd>
            </dd>
          </div>
        </dl>
        <Switch
          testId="single-keys"
          on={single}
          label={words.single}
          hint={words.singleHint}
          onTurn={turnSingleKeys}
        />
      </div>
    </Dialog>
  );
}

/** Of many in a row the first and the last. */
function shown(chords: readonly string[]): string[] {
  if (chords.length < 3) return [...chords];
  return [`${chords[0]}–${chords.at(-1)}`];
}

function written(chord: string, words: { readonly space: string }): string {
  const control = /mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl";
  return chord
    .split("+")
    .map((key) => {
      if (key === "Control") return control;
      if (key === "Space") return words.space;
      return key.length === 1 ? key.toUpperCase() : key;
    })
    .join(" + ");
}
