import type { GroupView, PollView } from "@hotseat/shared/group";
import { isSameClock, longDayIn, placeOf, timeIn, weekdayIn, weekdayTimeIn } from "../times.ts";
import type { GroupWords } from "../words.ts";

/** A poll as a text to be sent by any messenger: every time by everybody's clocks, and until when. */
export function questionOf(
  view: GroupView,
  { at, times, deadline }: PollView,
  words: GroupWords["group"]["poll"],
  locale: string,
): string {
  const { zone } = view.series;
  const others = [...new Set(view.members.map((member) => member.zone))];
  const dated = (instant: number) =>
    `${weekdayIn(instant, zone, locale)} ${timeIn(instant, zone, locale)} ${placeOf(zone)}`;
  const line = (instant: number) =>
    [
      dated(instant),
      ...others
        .filter((other) => !isSameClock(instant, other, zone))
        .map((other) => `${weekdayTimeIn(instant, other, locale)} ${placeOf(other)}`),
    ].join(" · ");
  return [
    words.textTitle(view.name, longDayIn(at, zone, locale)),
    "",
    ...times.map((time) => {
      const planned = time.at === at ? ` (${words.planned})` : "";
      return `- ${line(time.at)}${planned}`;
    }),
    "",
    words.textHow(dated(deadline)),
  ].join("\n");
}
