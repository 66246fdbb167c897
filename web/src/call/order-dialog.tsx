import type { SessionView } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { Dialog } from "../parts/dialog.tsx";
import { SeatOrder } from "../parts/seat-order.tsx";

/** The order of the seats, also where the rail has no room for it; changed before the hour. */
export function OrderDialog(props: { readonly view: SessionView; readonly onClose: () => void }) {
  const { act } = useWords();
  return (
    <Dialog
      title={props.view.offers.reorder ? act.reorder : act.order}
      onClose={props.onClose}
      testId="order-dialog"
    >
      <SeatOrder view={props.view} />
    </Dialog>
  );
}
