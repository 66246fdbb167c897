import { FULL_HOUR, fourSeats, scaled, seatSeconds, seatSpan } from "@hotseat/shared";
import type { Millis, SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { Page } from "../parts/page.tsx";
import { Middle } from "../ring/hour-left.tsx";
import { Ring } from "../ring/ring.tsx";
import style from "./ended.module.css";

/** After the hour: why it ended, and what became of it. */
export function Ended({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const { title, why, rehearsalTitle, rehearsalWhy, off, seats } = words.ended;
  const rehearsal = view.hour < FULL_HOUR;
  return (
    <Page>
      <div className={style.ended} data-testid="ended">
        <section className={style.words}>
          <h1>{rehearsal ? rehearsalTitle : title}</h1>
          <p className={style.why}>{rehearsal ? rehearsalWhy(minutesOf(view.hour)) : why}</p>
          <p className={style.off}>{off}</p>
          <h2>{seats}</h2>
          <ol className={style.seats}>
            {view.members.map((member) => (
              <li key={member.id} data-seat={member.colour}>
                <span className={style.mark} aria-hidden="true" />
                <span className={style.name}>{member.name}</span>
                <Length view={view} holder={member.id} />
              </li>
            ))}
          </ol>
        </section>
        <div className={style.ring}>
          <Ring plan={view.plan} members={view.members} names>
            <Middle label="">{minutesOf(view.hour)}</Middle>
          </Ring>
        </div>
      </div>
    </Page>
  );
}

function Length({ view, holder }: { readonly view: SessionView; readonly holder: string }) {
  const words = useWords();
  const first = view.plan.segments.find((part) => part.block === "seat" && part.holder === holder);
  const span = first && seatSpan(view.plan, first);
  const planned = plannedSeat(view);
  if (!span) return null;
  return (
    <span className={style.length}>
      <strong>{minutesOf(span.endsAt - span.startsAt)}</strong>{" "}
      {planned !== null && words.ended.planned(minutesOf(planned))}
    </span>
  );
}

/** How long every seat was meant to be; null for an agenda that this client does not know. */
function plannedSeat({ agenda, hour }: SessionView): Millis | null {
  const seats = fourSeats.blocks.find((block) => block.kind === "seats");
  return agenda === fourSeats.id && seats ? scaled(seatSeconds(seats), hour) : null;
}
