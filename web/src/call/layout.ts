import type { MemberId, Stage } from "@hotseat/shared";
import type { Place } from "../media/layers.ts";

/** Who is where at the table, as one person sees it. */
export type Layout = {
  readonly kind: "grid" | "stage" | "screen";
  /** Whose camera has the large place. */
  readonly large: MemberId | null;
  /** Who stands beside a shared screen. */
  readonly beside: MemberId | null;
};

/**
 * The stage follows the plan and a shared screen takes its large place; what somebody pins for
 * themselves goes before both, and the hot seat keeps its mark in the strip.
 */
export function layoutOf(
  { holder, adviser }: Stage,
  sharing: boolean,
  pinned: MemberId | null,
): Layout {
  if (pinned !== null) return { kind: "stage", large: pinned, beside: null };
  if (sharing) return { kind: "screen", large: null, beside: adviser ?? holder };
  if (holder !== null) return { kind: "stage", large: holder, beside: null };
  return { kind: "grid", large: null, beside: null };
}

/** Who shares a screen, the newest last, from who did before and who does now, in any order. */
export function sharersAfter(
  before: readonly MemberId[],
  now: readonly MemberId[],
): readonly MemberId[] {
  return [...before.filter((id) => now.includes(id)), ...now.filter((id) => !before.includes(id))];
}

/** Where somebody's camera is drawn. */
export function placeOf(layout: Layout, { holder }: Stage, member: MemberId): Place {
  if (layout.large === member) return member === holder ? "stage" : "pinned";
  if (layout.beside === member) return "beside";
  return layout.kind === "grid" ? "equal" : "strip";
}
