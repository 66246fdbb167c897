import { useWords } from "../language/language.ts";
import { Copy } from "../parts/copy.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { clockAddress } from "../session/address.ts";

/** How to have the clock on another device as well, where it takes nobody's place. */
export function SecondScreenDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().media.second;
  return (
    <Dialog title={words.title} onClose={onClose} testId="second-screen">
      <p>{words.how}</p>
      <p>{words.known}</p>
      <Copy text={clockAddress()} label={words.copy} done={words.copied} testId="copy-clock" />
    </Dialog>
  );
}
