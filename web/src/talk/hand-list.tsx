import { Hand, X } from "lucide-react";
import type { SessionView } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { hasChair, memberOf } from "../session/people.ts";
import { lowerAllHands, lowerHand } from "./acts.ts";
import { useTalk } from "./panel.ts";
import style from "./hand-list.module.css";

/** Whose hands are up, in the order in which the server saw them; nothing while there are none. */
export function HandList({ view }: { readonly view: SessionView }) {
  const words = useWords().talk;
  const hands = useTalk((talk) => talk.hands);
  const chair = hasChair(view);
  if (hands.length === 0) return null;
  return (
    <section className={style.hands} aria-label={words.hands} data-testid="hands">
      <ol>
        {hands.map(({ member: id }, i) => {
          const member = memberOf(view, id);
          if (!member) return null;
          return (
            <li key={id} data-seat={member.colour} data-testid={`hand-row-${id}`}>
              <Hand size={15} aria-hidden="true" />
              <span className={style.place}>{i + 1}</span>
              <span className={style.name}>{member.name}</span>
              {(chair || id === view.you.id) && (
                <button
                  type="button"
                  aria-label={words.lowerOf(member.name)}
                  title={words.lowerOf(member.name)}
                  onClick={() => lowerHand(id)}
                  data-testid={`lower-${id}`}
                >
                  <X size={16} aria-hidden="true" />
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {chair && hands.length > 1 && (
        <button
          type="button"
          className={style.all}
          onClick={lowerAllHands}
          data-testid="lower-all-hands"
        >
          {words.lowerAll}
        </button>
      )}
    </section>
  );
}
