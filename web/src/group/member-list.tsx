import { Armchair, Check, Clock3, Signpost, X } from "lucide-react";
import type { GroupCallView, GroupView } from "@hotseat/shared/group";
import { useServerTime } from "../clock/remaining.ts";
import { useLocale } from "../language/language.ts";
import { answerOf, peopleOf } from "./people.ts";
import { isNight, placeOf, timeIn, weekdayTimeIn } from "./times.ts";
import { useWords } from "./words.ts";
import style from "./member-list.module.css";

type Props = { readonly view: GroupView; readonly call: GroupCallView | null };

const icons = { yes: Check, late: Clock3, no: X };

/** Who is in the group, what time it is where they are, and whether they come. */
export function MemberList({ view, call }: Props) {
  const words = useWords().group;
  const locale = useLocale();
  const now = useServerTime(30_000);
  return (
    <section aria-labelledby="members" className={style.members}>
      <h2 id="members">{words.members.title}</h2>
      <ul data-testid="members">
        {peopleOf(view).map(({ id, name, colour, role, zone }) => {
          const answer = call ? answerOf(call, id) : null;
          const Icon = answer ? icons[answer] : null;
          return (
            <li key={id} data-seat={colour} data-testid={`member-${id}`}>
              <span className={style.mark} data-answer={answer} aria-hidden="true">
                {Icon && <Icon size={14} strokeWidth={3} />}
              </span>
              <span className={style.name}>
                {name}
                {role === "facilitator" && (
                  <Signpost size={15} role="img" aria-label={words.members.facilitator} />
                )}
                {role === "deputy" && (
                  <Armchair size={15} role="img" aria-label={words.members.deputy} />
                )}
                {call && <small>{answer ? words.answer.said[answer] : words.answer.silent}</small>}
              </span>
              <span className={style.clock}>
                {timeIn(now, zone, locale)}
                <small>{placeOf(zone)}</small>
              </span>
              {call && (
                <span className={style.then} data-night={isNight(call.at, zone)}>
                  {words.members.callAt(weekdayTimeIn(call.at, zone, locale))}
                  {isNight(call.at, zone) && `, ${words.cadence.night}`}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
