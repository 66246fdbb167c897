import { Suspense, lazy, useState } from "react";
import type { SessionView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { hasChair } from "../session/people.ts";

/** Used seldom, and with it comes what makes keys. */
export const LinkDialog = lazy(() => import("./link-dialog.tsx"));

/** At the door: whoever has the chair can help somebody in who has lost their link. */
export function NewLink({ view }: { readonly view: SessionView }) {
  const words = useWords().seal.link;
  const [open, setOpen] = useState(false);
  if (!hasChair(view) || view.status === "ended") return null;
  return (
    <>
      <div>
        <Button onClick={() => setOpen(true)} title={words.hint} data-testid="new-link-open">
          {words.item}
        </Button>
      </div>
      {open && (
        <Suspense>
          <LinkDialog view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
