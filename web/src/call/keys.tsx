import { Suspense, lazy } from "react";
import { hideKeys, useKeysShown, useShortcuts } from "./shortcuts.ts";
import { useTimeSaid } from "./time-said.ts";

const KeysDialog = lazy(async () => ({
  default: (await import("./keys-dialog.tsx")).KeysDialog,
}));

/** The keys of the call: what they do, what they say, and what explains them. */
export function Keys() {
  const shown = useKeysShown();
  const { text, times } = useTimeSaid();
  useShortcuts();
  return (
    <>
      <div className="hidden" aria-live="polite" data-testid="time-said">
        {text !== "" && <p key={times}>{text}</p>}
      </div>
      {shown && (
        <Suspense>
          <KeysDialog onClose={hideKeys} />
        </Suspense>
      )}
    </>
  );
}
