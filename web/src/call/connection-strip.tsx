import { useEffect, useState } from "react";
import { ConnectionDialog } from "../door/connection-dialog.tsx";
import { useWords } from "../language/inside.ts";
import { useMedia } from "../media/store.ts";
import { clockAddress } from "../session/address.ts";
import { useSession } from "../session/store.ts";
import own from "./connection-strip.module.css";
import style from "./notes.module.css";

/** Most interruptions are over before anybody would have read about them. */
const PATIENCE_MS = 1_200;

/** After this long without picture and sound somebody may rather want the clock alone. */
const LONG_MS = 20_000;

/** Even a slow network has connected for the first time by then; in ms. */
const FIRST_MS = 15_000;

/** Says, without getting in the way, that something is reconnecting or not connected yet. */
export function ConnectionStrip() {
  const { strip: words, media: sentences, connectionTest } = useWords();
  const [testing, setTesting] = useState(false);
  const stream = useSession((state) => state.stream === "lost");
  const media = useMedia((state) => state.status === "reconnecting");
  const shut = useShut() && !stream;
  const shown = useLasting(stream || media, PATIENCE_MS) || shut;
  const long = useLasting(media && !stream, LONG_MS);
  return (
    <>
      <div className={style.spoken} role="status">
        {shown && (
          <p className={`${style.strip} ${own.strip}`} data-testid="reconnecting">
            <span>{stream ? words.reconnecting : shut ? words.shut : words.media}</span>
            {(shut || long) && (
              <span className={own.ways}>
                {shut && (
                  <button type="button" onClick={() => setTesting(true)} data-testid="strip-test">
                    {connectionTest.open}
                  </button>
                )}
                {long && (
                  <a href={clockAddress()} data-testid="strip-clock">
                    {sentences.second.door}
                  </a>
                )}
              </span>
            )}
          </p>
        )}
      </div>
      {shut && testing && (
        <ConnectionDialog title={connectionTest.title} onClose={() => setTesting(false)} />
      )}
    </>
  );
}

/**
 * Whether the way to picture and sound has stayed shut since entering. An interruption later on is
 * for the call to mend, and why a page that cannot seal is without them is said elsewhere.
 */
function useShut(): boolean {
  const open = useMedia(({ status }) => status === "connected" || status === "without");
  const [entered, setEntered] = useState(false);
  if (open && !entered) setEntered(true);
  return useLasting(!open && !entered, FIRST_MS);
}

function useLasting(on: boolean, patience: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setLasted(true), patience);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [on, patience]);
  return on && lasted;
}
