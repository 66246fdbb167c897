import { useRef, useState } from "react";
import type { PointerEvent, RefObject } from "react";

/** From which row to which, as long as something is being dragged. */
type Drag = { readonly from: number; readonly to: number };

export type RowDrag = {
  readonly list: RefObject<HTMLOListElement | null>;
  readonly drag: Drag | null;
  /** What the grip of a row listens to. */
  readonly gripOf: (index: number) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
};

/** Drags a row of a list by its grip, with a mouse, a finger or a pen. Keys are up to the list. */
export function useRowDrag(onDrop: (from: number, to: number) => void): RowDrag {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  return {
    list,
    drag,
    gripOf: (index) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: index, to: index });
      },
      onPointerMove: ({ clientY }) => {
        if (!drag) return;
        const to = rowAt(list.current, clientY);
        if (to !== drag.to) setDrag({ ...drag, to });
      },
      onPointerUp: () => {
        setDrag(null);
        if (drag && drag.to !== drag.from) onDrop(drag.from, drag.to);
      },
      onPointerCancel: () => setDrag(null),
    }),
  };
}

/** The row at a height, the nearest one outside the list. */
function rowAt(list: HTMLElement | null, y: number): number {
  const rows = [...(list?.children ?? [])];
  const found = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
  return found < 0 ? rows.length - 1 : found;
}
