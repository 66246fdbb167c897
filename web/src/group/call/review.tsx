import type { MemberView, SessionView } from "@hotseat/shared";
import type { NextChoice } from "@hotseat/shared/group";
import { useCallOfGroup } from "../../session/group.ts";
import { nameOf } from "../../session/people.ts";
import type { GroupSeat } from "../address.ts";
import { PromiseCard } from "../promises/promise-card.tsx";
import { usePromises } from "../promises/store.ts";
import { useWords } from "../words.ts";
import { zoneIn } from "./zone.ts";
import style from "./panel.module.css";

type Props = {
  readonly view: SessionView;
  readonly seat: GroupSeat;
  readonly holder: MemberView;
  readonly next: NextChoice | null;
};

/** First of all what was promised last time, word for word, and what became of it. */
export function Review({ view, seat, holder, next }: Props) {
  const all = useWords();
  const words = all.group.promise;
  const anew = useCallOfGroup((state) => state.anew.commitments);
  const { reply } = usePromises(seat, anew);
  if (!reply) return null;
  const theirs = reply.commitments.filter(
    ({ owner, madeAt }) => owner === holder.id && madeAt < view.plan.startsAt,
  );
  return (
    <section className={style.part} data-seat={holder.colour} data-testid="review">
      <h2>{holder.id === view.you.id ? words.reviewYours : words.reviewOf(holder.name)}</h2>
      {theirs.length === 0 && <p className={style.state}>{words.none}</p>}
      <ul>
        {theirs.map((promise) => (
          <PromiseCard
            key={promise.id}
            seat={seat}
            zone={zoneIn(next, view.you.id)}
            nextCall={next?.at ?? null}
            promise={promise}
            seenBy={all.list(promise.seenBy.map((id) => nameOf(view, id)))}
            aloud
          />
        ))}
      </ul>
    </section>
  );
}
