import type { MemberView, SessionView } from "@hotseat/shared";
import { MOST_OPEN } from "@hotseat/shared/group";
import type { NextChoice } from "@hotseat/shared/group";
import { useCallOfGroup } from "../../session/group.ts";
import type { GroupSeat } from "../address.ts";
import { PromiseForm } from "../promises/promise-form.tsx";
import { usePromises } from "../promises/store.ts";
import promises from "../promises/promises.module.css";
import { useWords } from "../words.ts";
import { zoneIn } from "./zone.ts";
import style from "./panel.module.css";

type Props = {
  readonly view: SessionView;
  readonly seat: GroupSeat;
  readonly holder: MemberView;
  readonly next: NextChoice | null;
};

/** The promise of a seat: said aloud and written down by its holder, read by the others at once. */
export function SeatPromise({ view, seat, holder, next }: Props) {
  const words = useWords().group.promise;
  const anew = useCallOfGroup((state) => state.anew.commitments);
  const { reply } = usePromises(seat, anew);
  if (!reply) return null;
  const mine = holder.id === view.you.id;
  const theirs = reply.commitments.filter(({ owner }) => owner === holder.id);
  const made = theirs.filter(({ madeAt }) => madeAt >= view.plan.startsAt);
  const open = theirs.filter(({ state }) => state === "open");
  return (
    <section className={style.part} data-seat={holder.colour} data-testid="seat-promise">
      <h2>{mine ? words.promiseYours : words.promiseOf(holder.name)}</h2>
      {made.map(({ id, text, doneWhen }) => (
        <div key={id} role="status">
          <p className={promises.text}>{text}</p>
          <p className={promises.when}>{words.doneWhenSaid(doneWhen)}</p>
        </div>
      ))}
      {made.length === 0 && !mine && <p className={style.state}>{words.listening}</p>}
      {made.length === 0 && mine && open.length < MOST_OPEN && (
        <PromiseForm seat={seat} zone={zoneIn(next, view.you.id)} nextCall={next?.at ?? null} />
      )}
      {made.length === 0 && mine && open.length >= MOST_OPEN && (
        <p className={style.state}>{words.enough}</p>
      )}
    </section>
  );
}
