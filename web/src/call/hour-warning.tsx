import { useCallback, useSyncExternalStore } from "react";
import { Hourglass } from "lucide-react";
import { warningsOf } from "@hotseat/shared";
import type { HourWarning, SessionView } from "@hotseat/shared";
import { alarm } from "../clock/alarm.ts";
import { serverNow } from "../clock/clock.ts";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import style from "./notes.module.css";

/** Says in the picture itself that the hour is nearly over, where nobody overlooks it (10.4). */
export function HourEndWarning({ view }: { readonly view: SessionView }) {
  const warning = useHourWarning(view);
  return warning ? <Shown view={view} warning={warning} /> : null;
}

function Shown({ view, warning }: { readonly view: SessionView; readonly warning: HourWarning }) {
  const words = useWords().warning;
  const left = useSecondsUntil(view.plan.endsAt) ?? 0;
  return (
    <p className={style.warning} data-warning={warning.id} data-testid="hour-warning">
      <Hourglass size={20} aria-hidden="true" />
      <span>{words[warning.id]}</span>
      <strong>{minutes(left)}</strong>
    </p>
  );
}

/** The warning that is due right now; null most of the time. */
export function useHourWarning(view: SessionView): HourWarning | null {
  const { status, hour } = view;
  const endsAt = status === "running" ? view.plan.endsAt : null;
  const subscribe = useCallback(
    (draw: () => void) =>
      alarm((now) => {
        if (endsAt === null) return null;
        const turns = warningsOf(endsAt, hour).flatMap(({ from, until }) => [from, until]);
        return turns.find((at) => at > now) ?? null;
      }, draw),
    [endsAt, hour],
  );
  const id = useSyncExternalStore(subscribe, () =>
    endsAt === null ? null : (dueAt(warningsOf(endsAt, hour), serverNow())?.id ?? null),
  );
  if (endsAt === null) return null;
  return warningsOf(endsAt, hour).find((each) => each.id === id) ?? null;
}

function dueAt(all: readonly HourWarning[], now: number): HourWarning | null {
  return all.find(({ from, until }) => now >= from && now < until) ?? null;
}
