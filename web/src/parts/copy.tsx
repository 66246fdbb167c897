import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { toClipboard } from "./clipboard.ts";

const FEEDBACK_MS = 2_000;

type Props = {
  readonly text: string;
  readonly label: string;
  readonly done: string;
  readonly testId: string;
};

/** Copies a text that is not shown in full; where there is no clipboard, it shows it to be taken. */
export function Copy({ text, label, done, testId }: Props) {
  const [state, setState] = useState<"ready" | "copied" | "shown">("ready");
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("ready"), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [state]);
  if (state === "shown") {
    return <input readOnly value={text} aria-label={label} onFocus={selectAll} />;
  }
  const copy = async () => setState((await toClipboard(text)) ? "copied" : "shown");
  return (
    <Button onClick={copy} aria-live="polite" data-testid={testId}>
      {state === "copied" ? done : label}
    </Button>
  );
}

function selectAll(event: { readonly currentTarget: HTMLInputElement }): void {
  event.currentTarget.select();
}
