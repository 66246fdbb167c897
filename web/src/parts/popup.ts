import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";

export type Popup = {
  readonly open: boolean;
  readonly toggle: () => void;
  /** Closes it and gives the focus back to whatever opened it. */
  readonly close: () => void;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly trigger: RefObject<HTMLButtonElement | null>;
};

/** Something that opens beside its button, until Escape or a press anywhere else. */
export function usePopup(onOpen?: () => void): Popup {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    onOpen?.();
    const away = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && root.current?.contains(target))) setOpen(false);
    };
    const escape = ({ key }: KeyboardEvent) => key === "Escape" && close();
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", escape);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- what is done on opening is done once
  }, [open]);
  return { open, toggle: () => setOpen(!open), close, root, trigger };
}
