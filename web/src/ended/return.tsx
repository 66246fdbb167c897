import { useState } from "react";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { join } from "../session/attendance.ts";

/** Back into the call from this tab, with the devices as they were chosen. */
export function Return({ label, testId }: { readonly label: string; readonly testId: string }) {
  const words = useWords();
  const [failed, setFailed] = useState(false);
  const back = () => {
    setFailed(false);
    join().catch(() => setFailed(true));
  };
  return (
    <>
      <Button look="act" data-testid={testId} onClick={back}>
        {label}
      </Button>
      <p role="alert">{failed ? words.failure.load : ""}</p>
    </>
  );
}
