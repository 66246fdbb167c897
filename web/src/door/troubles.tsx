import { useWords } from "../language/language.ts";
import type { Words } from "../language/en.ts";
import type { Trouble } from "../media/capture.ts";
import { retryPreview } from "../media/preview.ts";
import type { Preview } from "../media/preview.ts";
import { Button } from "../parts/button.tsx";
import { browserFamily, systemFamily } from "./browser.ts";
import style from "./troubles.module.css";

/** These come on by themselves, or never on this page. */
const noUseToTry: ReadonlySet<Trouble> = new Set(["missing", "insecure"]);

/** What keeps camera or microphone away, one message a cause, and what to do about it here. */
export function Troubles({ preview }: { readonly preview: Preview }) {
  const words = useWords();
  const { cameraTrouble: camera, microphoneTrouble: microphone } = preview;
  const troubles = messagesOf(camera, microphone);
  const worthATry = troubles.some(({ cause }) => !noUseToTry.has(cause));
  return (
    <div className={style.troubles} role="status" data-testid="troubles">
      {troubles.map(({ cause, what }) => (
        <p key={what} data-cause={cause}>
          <strong>{words.cause[cause](words.devices[what])}</strong> {remedyOf(cause, words)}
        </p>
      ))}
      {troubles.length > 0 && (
        <div className={style.on}>
          <span>{words.door.without}</span>
          {worthATry && (
            <Button onClick={retryPreview} data-testid="try-again">
              {words.door.again}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type Message = { readonly cause: Trouble; readonly what: "camera" | "microphone" | "both" };

function messagesOf(camera: Trouble | null, microphone: Trouble | null): readonly Message[] {
  if (camera && camera === microphone) return [{ cause: camera, what: "both" }];
  return [
    ...(camera ? [{ cause: camera, what: "camera" } as const] : []),
    ...(microphone ? [{ cause: microphone, what: "microphone" } as const] : []),
  ];
}

function remedyOf(cause: Trouble, { remedy }: Words): string {
  if (cause === "denied") return remedy.denied[browserFamily()];
  if (cause === "system") return remedy.system[systemFamily()];
  return remedy[cause];
}
