import type { SessionEvent } from "../session/event.ts";
import { clock, length } from "./clock.ts";

/** An event in one line: `10:00 clock seat-released ana no-show`, without the seconds it moved. */
export function told({ at: when, by, ...happening }: SessionEvent): string {
  return [clock(when), by, ...words(happening)].join(" ");
}

type Happening = Omit<SessionEvent, "at" | "by">;

function words({ type, ...rest }: Happening): string[] {
  if (type === "session-created") return [type];
  return [type, ...Object.entries(rest).flatMap(([key, value]) => word(key, value))];
}

function word(key: string, value: unknown): string[] {
  if (key === "changes" || (key === "proposal" && typeof value === "number")) return [];
  if (key === "until" || key === "since") return [`${key} ${clock(Number(value))}`];
  if (key === "delay") return [length(Number(value))];
  if (key === "proposal" && typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([part, each]) => {
      if (part === "wish") return words(each as Happening);
      return part === "until" ? word(part, each) : [];
    });
  }
  return [Array.isArray(value) ? value.join(",") : String(value)];
}
