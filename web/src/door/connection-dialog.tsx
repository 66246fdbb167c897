import { Suspense, lazy, useState } from "react";
import { Activity } from "lucide-react";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import style from "./checks.module.css";

/** With LiveKit's client, which only a test needs this early. */
const Panel = lazy(() =>
  import("./connection-panel.tsx").then(
    ({ ConnectionPanel }) => ({ default: ConnectionPanel }),
    () => ({ default: NotLoaded }),
  ),
);

/** Opens the connection test. */
export function ConnectionButton() {
  const words = useWords().connectionTest;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className={style.check} onClick={() => setOpen(true)} data-testid="connection-test">
        <Activity size={20} aria-hidden="true" />
        {words.open}
      </Button>
      {open && <ConnectionDialog title={words.title} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The connection test, which runs as long as it is open. */
export function ConnectionDialog(props: { readonly title: string; readonly onClose: () => void }) {
  return (
    <Dialog title={props.title} onClose={props.onClose} testId="connection-dialog">
      <Suspense>
        <Panel />
      </Suspense>
    </Dialog>
  );
}

function NotLoaded() {
  return <p role="alert">{useWords().failure.load}</p>;
}
