import { Armchair, Hand } from "lucide-react";
import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { memberOf, selfIn } from "../session/people.ts";
import { SealBadge } from "./seal-badge.tsx";
import style from "./marks.module.css";

/** What is out of the ordinary about this hour, for as long as it is. */
export function Marks({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const chair = memberOf(view, view.chair);
  const held = view.status === "running" && !view.automatic;
  // Who has the chair is worth a word when it is not whoever was named for it.
  const standIn = chair && chair.role !== "facilitator" && view.status !== "ended";
  const seat = view.status === "running" ? selfIn(view)?.seat : undefined;
  const given = seat === "released";
  const leftOut = seat === "left-out";
  return (
    <ul className={style.marks}>
      <li className={style.seal}>
        <SealBadge />
      </li>
      {view.rehearsal && <li className={style.kind}>{words.rehearsal(minutesOf(view.hour))}</li>}
      {view.practice && <li className={style.kind}>{words.practice}</li>}
      {held && (
        <li className={style.held} data-testid="held">
          <Hand size={14} aria-hidden="true" /> {words.time.held}
        </li>
      )}
      {standIn && (
        <li className={style.chair} data-seat={chair.colour} data-testid="chair">
          <Armchair size={14} aria-hidden="true" /> {words.time.chair(chair.name)}
        </li>
      )}
      {leftOut && (
        <li className={style.kind} data-testid="left-out">
          {words.time.leftOut}
        </li>
      )}
      {given && (
        <li className={style.kind} data-testid="seat-given">
          {words.time.given}
        </li>
      )}
    </ul>
  );
}
