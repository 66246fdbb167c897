import { useState } from "react";
import { Plus } from "lucide-react";
import type { Instant } from "@hotseat/shared";
import { MOST_OPEN } from "@hotseat/shared/group";
import type { GroupView } from "@hotseat/shared/group";
import { Button } from "../../parts/button.tsx";
import type { GroupSeat } from "../address.ts";
import form from "../form.module.css";
import { peopleOf, personOf } from "../people.ts";
import { useWords } from "../words.ts";
import { PromiseCard } from "./promise-card.tsx";
import { PromiseForm } from "./promise-form.tsx";
import { Trend } from "./trend.tsx";
import { usePromises } from "./store.ts";
import style from "./promises.module.css";

type Props = {
  readonly view: GroupView;
  readonly seat: GroupSeat;
  readonly nextCall: Instant | null;
};

/** What everybody has promised and what became of it since the last call. */
export function Promises({ view, seat, nextCall }: Props) {
  const all = useWords();
  const words = all.group.promise;
  const { reply, failed } = usePromises(seat, view);
  const [adding, setAdding] = useState(false);
  const { id: you, zone } = view.you;
  if (!reply) return failed ? <p role="alert">{words.failed}</p> : null;
  const open = reply.commitments.filter(({ owner, state }) => owner === you && state === "open");
  return (
    <section aria-labelledby="promises" className={style.promises} data-testid="promises">
      <h2 id="promises">{words.title}</h2>
      <div className={style.people}>
        {peopleOf(view).map(({ id, name, colour }) => {
          const theirs = reply.commitments.filter(({ owner }) => owner === id);
          return (
            <div key={id} data-seat={colour} className={style.person}>
              <h3>{id === you ? words.yours(name) : name}</h3>
              {theirs.length === 0 && <p className={style.none}>{words.none}</p>}
              <ul>
                {theirs.map((promise) => (
                  <PromiseCard
                    key={promise.id}
                    seat={seat}
                    zone={zone}
                    nextCall={nextCall}
                    promise={promise}
                    seenBy={all.list(
                      promise.seenBy.map((each) => personOf(view, each)?.name ?? ""),
                    )}
                  />
                ))}
              </ul>
              {id === you && adding && (
                <PromiseForm
                  seat={seat}
                  zone={zone}
                  nextCall={nextCall}
                  onDone={() => setAdding(false)}
                />
              )}
              {id === you && !adding && open.length < MOST_OPEN && (
                <Button onClick={() => setAdding(true)} data-testid="promise-add">
                  <Plus size={18} aria-hidden="true" /> {words.add}
                </Button>
              )}
              {id === you && open.length >= MOST_OPEN && (
                <p className={form.hint}>{words.enough}</p>
              )}
              {id === you && <Trend trend={reply.trend} zone={zone} />}
            </div>
          );
        })}
      </div>
    </section>
  );
}
