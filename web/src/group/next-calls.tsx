import { Moon } from "lucide-react";
import type { Instant } from "@hotseat/shared";
import { useLocale } from "../language/language.ts";
import { dayIn, isNight, placeOf, weekdayTimeIn } from "./times.ts";
import { useWords } from "./words.ts";
import style from "./next-calls.module.css";

export type Reader = {
  readonly key: string | number;
  readonly name: string;
  readonly colour: number;
  readonly zone: string;
};

type Props = {
  readonly calls: readonly Instant[];
  /** The group's own zone. */
  readonly zone: string;
  readonly people: readonly Reader[];
  /** What the times are, where they are not just the next calls. */
  readonly caption?: string;
};

/** When the next calls are: by the group's clocks, and by those of each member. */
export function NextCalls({ calls, zone, people, caption }: Props) {
  const words = useWords().group.cadence;
  const title = caption ?? words.next;
  const locale = useLocale();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than a phone, it is moved by keys
    <div className={style.scroll} role="group" aria-label={title} tabIndex={0}>
      <table className={style.table} data-testid="next-calls">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{words.who}</span>
            </th>
            {calls.map((at) => (
              <th key={at} scope="col">
                {dayIn(at, zone, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              {words.group}
              <small>{placeOf(zone)}</small>
            </th>
            {calls.map((at) => (
              <td key={at}>{weekdayTimeIn(at, zone, locale)}</td>
            ))}
          </tr>
          {people.map(({ key, name, colour, zone: theirs }) => (
            <tr key={key} data-seat={colour}>
              <th scope="row" className={style.person}>
                {name}
                <small>{placeOf(theirs)}</small>
              </th>
              {calls.map((at) => (
                <td key={at}>
                  {weekdayTimeIn(at, theirs, locale)}
                  {isNight(at, theirs) && (
                    <Moon size={14} role="img" aria-label={words.night} className={style.night} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
