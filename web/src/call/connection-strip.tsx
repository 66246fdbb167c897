import { useEffect, useState } from "react";
import { useWords } from "../language/inside.ts";
import { useMedia } from "../media/store.ts";
import { clockAddress } from "../session/address.ts";
import { useSession } from "../session/store.ts";
import style from "./notes.module.css";

/** Most interruptions are over before anybody would have read about them. */
const PATIENCE_MS = 1_200;

/** After this long without picture and sound somebody may rather want the clock alone. */
const LONG_MS = 20_000;

/** Says, without getting in the way, that something is reconnecting. */
export function ConnectionStrip() {
  const { strip: words, media: sentences } = useWords();
  const stream = useSession((state) => state.stream === "lost");
  const media = useMedia((state) => state.status === "reconnecting");
  const shown = useLasting(stream || media, PATIENCE_MS);
  const long = useLasting(media && !stream, LONG_MS);
  return (
    <p className={style.strip} role="status" hidden={!shown} data-testid="reconnecting">
      {shown && (stream ? words.reconnecting : words.media)}
      {long && (
        <a className={style.away} href={clockAddress()} data-testid="strip-clock">
          {sentences.second.door}
        </a>
      )}
    </p>
  );
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
