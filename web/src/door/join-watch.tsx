import { useEffect, useState } from "react";
import { useWords } from "../language/language.ts";
import { useMedia } from "../media/store.ts";
import { ConnectionDialog } from "./connection-dialog.tsx";

/** Even a slow network has connected by then; in ms. */
const PATIENCE_MS = 15_000;

/**
 * Tests the connection by itself when the way into the call's media stays shut after joining, and
 * steps back as soon as it opens. An interruption later on is for the call to mend. A page that
 * cannot seal has no way to test: why it is without media is said in the call.
 */
export function JoinWatch() {
  const words = useWords().connectionTest;
  const settled = useMedia(({ status }) => status === "connected" || status === "without");
  const [joined, setJoined] = useState(false);
  const [late, setLate] = useState(false);
  if (settled && !joined) setJoined(true);
  useEffect(() => {
    if (joined) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [joined]);
  if (joined || !late) return null;
  return (
    // Beside the call and not in it, but in the same light.
    <div data-room="dark">
      <ConnectionDialog title={words.cannotJoin} onClose={() => setJoined(true)} />
    </div>
  );
}
