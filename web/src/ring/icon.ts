import { serverNow } from "../clock/clock.ts";
import type { SessionView } from "@hotseat/shared";
import { arcsOf } from "./arcs.ts";
import { arcPath, inset, point, turnAt } from "./geometry.ts";

/** Mid tones of the six seats: an icon is seen on light and on dark tab bars alike. */
const tones = ["#4f83e0", "#d97a2b", "#25b394", "#b0507f", "#b39a1e", "#8577d6"];
const NEUTRAL = "#8d8a86";
const REDRAWN_EVERY_MS = 5_000;
const MIDDLE = 92;

/** Shows the hour in the tab's icon for as long as it is not stopped; then the plain icon again. */
export function showInTab(view: () => SessionView | null): () => void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return () => undefined;
  const plain = link.href;
  const draw = () => {
    const seen = view();
    if (seen) link.href = `data:image/svg+xml,${encodeURIComponent(iconOf(seen))}`;
  };
  draw();
  const timer = setInterval(draw, REDRAWN_EVERY_MS);
  return () => {
    clearInterval(timer);
    link.href = plain;
  };
}

function iconOf({ plan, members, status }: SessionView): string {
  const now = status === "running" ? turnAt(plan, serverNow()) : null;
  const seats = arcsOf(plan, members).map((arc) => {
    const { from, to } = inset(turnAt(plan, arc.startsAt), turnAt(plan, arc.endsAt), MIDDLE / 5);
    const tone = arc.colour === null ? NEUTRAL : (tones[arc.colour] ?? NEUTRAL);
    const opacity = now !== null && to <= now ? 0.35 : 1;
    const width = arc.kind === "seat" ? 46 : 20;
    return `<path d="${arcPath(from, to, MIDDLE)}" stroke="${tone}" stroke-width="${width}" opacity="${opacity}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-120 -120 240 240" fill="none">${seats.join("")}${handAt(now)}</svg>`;
}

function handAt(turn: number | null): string {
  if (turn === null) return "";
  const { x, y } = point(turn, 74);
  return `<line x1="0" y1="0" x2="${x}" y2="${y}" stroke="${NEUTRAL}" stroke-width="22" stroke-linecap="round"/>`;
}
