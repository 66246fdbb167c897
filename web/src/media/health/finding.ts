import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Source } from "../choices.ts";

/** Something about this person's own devices that they cannot notice by themselves. */
export type Finding =
  | { readonly kind: "frozen" | "deaf" | "silent" | "talking" }
  /** The own camera is not sent: its blur is being made, or cannot be made. */
  | { readonly kind: "blurring" | "unblurred" }
  | { readonly kind: "gone"; readonly source: Source }
  | { readonly kind: "replaced"; readonly source: Source; readonly now: string };

type Kind = Finding["kind"];
type Found = Readonly<Partial<Record<Kind, Finding>>>;

/** The one that is said when there are several: whoever hears nothing does not talk either. */
const order: readonly Kind[] = [
  "frozen",
  "gone",
  "deaf",
  "silent",
  "unblurred",
  "talking",
  "blurring",
  "replaced",
];

const store = createStore<{ readonly found: Found }>(() => ({ found: {} }));

/** What is to be said now; null while all is well. */
export function useFinding(): Finding | null {
  const found = useStore(store, (state) => state.found);
  return order.map((kind) => found[kind]).find((each) => each !== undefined) ?? null;
}

/** What is so and was put off by the person; it is not said again before it has been well once. */
const putOff = new Set<Kind>();

/** Says that something is so. */
export function tell(finding: Finding): void {
  if (putOff.has(finding.kind) || store.getState().found[finding.kind]) return;
  store.setState(({ found }) => ({ found: { ...found, [finding.kind]: finding } }));
}

/** Takes a finding back: it is not so any more. */
export function dismiss(kind: Kind): void {
  putOff.delete(kind);
  hide(kind);
}

/** Takes a finding away because somebody has read it, for as long as it stays so. */
export function postpone(kind: Kind): void {
  putOff.add(kind);
  hide(kind);
}

/** Forgets everything, at the end of a stay in the call. */
export function forgetFindings(): void {
  putOff.clear();
  store.setState({ found: {} });
}

function hide(kind: Kind): void {
  if (!store.getState().found[kind]) return;
  store.setState(({ found }) => ({ found: { ...found, [kind]: undefined } }));
}
