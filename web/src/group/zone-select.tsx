import { useMemo } from "react";
import { useServerTime } from "../clock/remaining.ts";
import { useLocale } from "../language/language.ts";
import { placeOf, timeIn } from "./times.ts";
import { regions } from "./zones.ts";
import { useWords } from "./words.ts";
import style from "./zone-select.module.css";

type Props = {
  readonly zone: string;
  /** Names whose or what zone it is. */
  readonly label: string;
  readonly testId: string;
  readonly onChange: (zone: string) => void;
};

/** A time zone by its place, with what the clocks there show now, so that a wrong one is noticed. */
export function ZoneSelect({ zone, label, testId, onChange }: Props) {
  const words = useWords().group.zone;
  const locale = useLocale();
  const known = useMemo(() => regions(zone), [zone]);
  const now = useServerTime(30_000);
  return (
    <span className={style.zone}>
      <select
        aria-label={label}
        value={zone}
        onChange={({ target: { value } }) => onChange(value)}
        data-testid={testId}
      >
        {known.map(({ name, zones }) => (
          <optgroup key={name} label={name}>
            {zones.map((each) => (
              <option key={each} value={each}>
                {placeOf(each)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <small>{words.now(timeIn(now, zone, locale))}</small>
    </span>
  );
}
