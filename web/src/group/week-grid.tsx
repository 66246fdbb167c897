import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import type { Mark } from "@hotseat/shared/group";
import { useLocale } from "../language/language.ts";
import { clockOf, weekdayNames } from "./times.ts";
import { after, markAt, moved, painted, paintedBetween } from "./week.ts";
import type { Hours, Place } from "./week.ts";
import { useWords } from "./words.ts";
import style from "./week-grid.module.css";

type Props = {
  readonly hours: Hours;
  /** What a mouse or a finger paints. */
  readonly brush: Mark;
  readonly labelledBy: string;
  readonly onChange: (hours: Hours) => void;
};

const dayIndexes = [0, 1, 2, 3, 4, 5, 6];
const hourIndexes = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * A week of hours. Painted by dragging a mouse, a finger or a pen; by the keyboard with the arrows,
 * Space for the next mark and Shift with an arrow to go on with the same one. The heading of a day
 * paints the day, that of an hour the hour of all days.
 */
export function WeekGrid({ hours, brush, labelledBy, onChange }: Props) {
  const words = useWords().group.week;
  const locale = useLocale();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Place>({ day: 0, hour: 9 });
  const [spoken, setSpoken] = useState("");
  const stroke = useRef<{ readonly from: Place; readonly before: Hours } | null>(null);
  const focusing = useRef(false);
  const days = weekdayNames(locale, "long");
  const short = weekdayNames(locale, "short");

  useEffect(() => {
    if (!focusing.current) return;
    focusing.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-place="${at.day} ${at.hour}"]`)?.focus();
  }, [at]);

  const nameOf = ({ day, hour }: Place) =>
    day === -1
      ? words.everyDay(clockOf(hour * 60))
      : hour === -1
        ? words.wholeDay(days[day] ?? "")
        : words.hour(days[day] ?? "", clockOf(hour * 60));
  const paint = (next: Hours, place: Place, mark: Mark) => {
    onChange(next);
    setSpoken(words.spoken(nameOf(place), words.marks[mark]));
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      const heading = at.day === -1 || at.hour === -1;
      const sample = { day: Math.max(0, at.day), hour: Math.max(0, at.hour) };
      const mark = heading ? brush : after(markAt(hours, sample));
      return paint(painted(hours, at, mark), at, mark);
    }
    const to = moved(at, event.key);
    if (!to) return;
    event.preventDefault();
    focusing.current = true;
    setAt(to);
    const isHour = ({ day, hour }: Place) => day >= 0 && hour >= 0;
    if (event.shiftKey && isHour(at) && isHour(to)) {
      const mark = markAt(hours, at);
      paint(painted(hours, to, mark), to, mark);
    }
  };

  const down = (event: PointerEvent) => {
    const place = placeOf(event.target);
    if (!place || event.button !== 0) return;
    event.preventDefault();
    focusing.current = true;
    setAt(place);
    if (place.day >= 0 && place.hour >= 0) {
      stroke.current = { from: place, before: hours };
      grid.current?.setPointerCapture(event.pointerId);
    }
    paint(painted(hours, place, brush), place, brush);
  };
  const drag = (event: PointerEvent) => {
    if (!stroke.current) return;
    const place = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!place || place.day < 0 || place.hour < 0) return;
    const { from, before } = stroke.current;
    onChange(paintedBetween(before, from, place, brush));
    setAt(place);
  };
  const up = () => {
    stroke.current = null;
  };
  const cancel = () => {
    if (stroke.current) onChange(stroke.current.before);
    stroke.current = null;
  };

  const focusable = (place: Place) => ({
    tabIndex: place.day === at.day && place.hour === at.hour ? 0 : -1,
    "data-place": `${place.day} ${place.hour}`,
  });

  return (
    <>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-labelledby={labelledBy}
        className={style.grid}
        onKeyDown={press}
        onPointerDown={down}
        onPointerMove={drag}
        onPointerUp={up}
        onPointerCancel={cancel}
        data-testid="week-grid"
      >
        <div role="row" className={style.row}>
          <span role="columnheader" className={style.corner}>
            <span className="hidden">{words.hourOf}</span>
          </span>
          {dayIndexes.map((day) => (
            <span
              key={day}
              role="columnheader"
              aria-label={words.wholeDay(days[day] ?? "")}
              className={style.day}
              {...focusable({ day, hour: -1 })}
            >
              {short[day]}
            </span>
          ))}
        </div>
        {hourIndexes.map((hour) => (
          <div role="row" key={hour} className={style.row}>
            <span
              role="rowheader"
              aria-label={words.everyDay(clockOf(hour * 60))}
              className={style.hour}
              {...focusable({ day: -1, hour })}
            >
              {hour}
            </span>
            {dayIndexes.map((day) => {
              const mark = markAt(hours, { day, hour });
              return (
                <span
                  key={day}
                  role="gridcell"
                  aria-label={words.spoken(nameOf({ day, hour }), words.marks[mark])}
                  className={style.cell}
                  data-mark={mark}
                  {...focusable({ day, hour })}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className="hidden">
        {spoken}
      </p>
    </>
  );
}

function placeOf(target: EventTarget | null): Place | null {
  if (!(target instanceof Element)) return null;
  const place = target.closest<HTMLElement>("[data-place]")?.dataset["place"];
  const [day, hour] = (place ?? "").split(" ").map(Number);
  return day === undefined || hour === undefined ? null : { day, hour };
}
