import { Signpost } from "lucide-react";
import { chapterOf, seatSpan } from "@hotseat/shared";
import type { MemberView, SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { segmentOf } from "../session/now.ts";
import style from "./seat-order.module.css";

/** The seats in their order, with the minutes of the hour at which they begin and end. */
export function SeatOrder({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const current = segmentOf(view);
  return (
    <ol className={style.order}>
      {view.members.map((member, i) => (
        <li
          key={member.id}
          data-seat={member.colour}
          data-here={member.here}
          aria-current={
            current !== null && chapterOf(current) === `seat-${i + 1}` ? "step" : undefined
          }
        >
          <span className={style.mark} aria-hidden="true" />
          <span className={style.name}>
            {member.name}
            {member.role === "facilitator" && (
              <Signpost size={15} role="img" aria-label={words.tile.facilitates} />
            )}
          </span>
          <span className={style.presence}>{member.here ? "" : words.tile.away}</span>
          <span className={style.time}>{spanOf(view, member)}</span>
        </li>
      ))}
    </ol>
  );
}

function spanOf({ plan }: SessionView, member: MemberView): string {
  const first = plan.segments.find(({ block, holder }) => block === "seat" && holder === member.id);
  const span = first && seatSpan(plan, first);
  if (!span) return "";
  return `${minutesOf(span.startsAt - plan.startsAt)} – ${minutesOf(span.endsAt - plan.startsAt)}`;
}
