import { useId } from "react";
import { useLocale } from "../language/language.ts";
import { useServerTime } from "../clock/remaining.ts";
import { firstCalls, fitting, placeInMonth, rhythmsFrom, seriesOf } from "./cadence.ts";
import type { Cadence } from "./cadence.ts";
import { NextCalls } from "./next-calls.tsx";
import type { Reader } from "./next-calls.tsx";
import { weekdayNames } from "./times.ts";
import { useWords } from "./words.ts";
import { ZoneSelect } from "./zone-select.tsx";
import form from "./form.module.css";

type Props = {
  readonly cadence: Cadence;
  readonly people: readonly Reader[];
  readonly onChange: (cadence: Cadence) => void;
};

const SHOWN = 3;

/** How often a group calls and from when on, with the next dates in everybody's own time. */
export function CadenceChoice({ cadence, people, onChange }: Props) {
  const words = useWords().group.cadence;
  const locale = useLocale();
  const id = useId();
  const now = useServerTime(60_000);
  const { rhythm, date, time, zone } = cadence;
  const { weekday, nth } = placeInMonth(date);
  const series = seriesOf(cadence);
  const calls = series ? firstCalls(series, now, SHOWN).map(({ at }) => at) : [];
  const day = weekdayNames(locale, "long")[(weekday + 6) % 7] ?? "";
  const names = {
    weekly: words.weekly,
    fortnightly: words.fortnightly,
    monthly: words.monthly(nth, day),
    last: words.last(day),
  };
  const change = (changed: Partial<Cadence>) => onChange(fitting({ ...cadence, ...changed }));
  return (
    <div className={form.fields}>
      <div className={form.row}>
        <label className={form.field} htmlFor={`${id}-date`}>
          <span>{words.first}</span>
          <input
            id={`${id}-date`}
            type="date"
            value={date}
            onChange={({ target: { value } }) => change({ date: value })}
            data-testid="cadence-date"
          />
        </label>
        <label className={form.field} htmlFor={`${id}-time`}>
          <span>{words.time}</span>
          <input
            id={`${id}-time`}
            type="time"
            value={time}
            onChange={({ target: { value } }) => change({ time: value })}
            data-testid="cadence-time"
          />
        </label>
        <label className={form.field} htmlFor={`${id}-rhythm`}>
          <span>{words.rhythm}</span>
          <select
            id={`${id}-rhythm`}
            value={rhythm}
            onChange={({ target: { value } }) => change({ rhythm: value as Cadence["rhythm"] })}
            data-testid="cadence-rhythm"
          >
            {rhythmsFrom(date).map((each) => (
              <option key={each} value={each}>
                {names[each]}
              </option>
            ))}
          </select>
        </label>
        <div className={form.field}>
          <span>{words.zone}</span>
          <ZoneSelect
            zone={zone}
            label={words.zone}
            testId="cadence-zone"
            onChange={(next) => change({ zone: next })}
          />
        </div>
      </div>
      <p className={form.hint}>{words.zoneHint}</p>
      {series && <NextCalls calls={calls} zone={zone} people={people} />}
    </div>
  );
}
