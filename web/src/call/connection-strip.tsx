import { useEffect, useState } from "react";
import { useWords } from "../language/language.ts";
import { useMedia } from "../media/store.ts";
import { useSession } from "../session/store.ts";
import style from "./notes.module.css";

/** Most interruptions are over before anybody would have read about them. */
const PATIENCE_MS = 1_200;

/** Says, without getting in the way, that something is reconnecting. */
export function ConnectionStrip() {
  const words = useWords().strip;
  const stream = useSession((state) => state.stream === "lost");
  const media = useMedia((state) => state.status === "reconnecting");
  const shown = useLasting(stream || media);
  return (
    <p className={style.strip} role="status" hidden={!shown} data-testid="reconnecting">
      {shown && (stream ? words.reconnecting : words.media)}
    </p>
  );
}

function useLasting(on: boolean): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setLasted(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [on]);
  return on && lasted;
}
