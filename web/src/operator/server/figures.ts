import { useMemo } from "react";
import type { Millis } from "@hotseat/shared";
import { useLocale } from "../../language/language.ts";

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** How counts and times are written in the reader's language. */
export type Figures = {
  readonly count: (count: number) => string;
  /** What was measured: milliseconds below a second, tenths of seconds above. */
  readonly measured: (ms: Millis) => string;
  /** What goes on: its two largest units. */
  readonly lasting: (ms: Millis) => string;
};

export function useFigures(): Figures {
  const locale = useLocale();
  return useMemo(() => figuresIn(locale), [locale]);
}

/** @param locale a BCP 47 tag */
export function figuresIn(locale: string): Figures {
  const write = (value: number, unit: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: unit === "millisecond" ? "short" : "long",
      maximumFractionDigits: digits,
    }).format(value);
  return {
    count: (count) => new Intl.NumberFormat(locale).format(count),
    measured: (ms) => {
      const text =
        ms < 999.5 ? write(ms, "millisecond", ms < 9.95 ? 1 : 0) : write(ms / 1_000, "second", 1);
      // A number stays on one line with its unit.
      return text.replaceAll(" ", "\u00a0");
    },
    lasting: (ms) => {
      const first = units.findIndex(([, length]) => ms >= length);
      if (first === -1) return write(0, "second");
      const [unit, length] = units[first] ?? units[0];
      const larger = write(Math.floor(ms / length), unit);
      const next = units[first + 1];
      const rest = next && Math.floor((ms % length) / next[1]);
      return next && rest ? `${larger} ${write(rest, next[0])}` : larger;
    },
  };
}
