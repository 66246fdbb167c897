import type { SessionView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { SeatOrder } from "../parts/seat-order.tsx";
import style from "./roll.module.css";

/** The order of the seats and who is here already. */
export function Roll({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const here = view.members.filter((member) => member.here).length;
  return (
    <div className={style.roll}>
      <h2>{words.door.order}</h2>
      <SeatOrder view={view} />
      {here === 0 && <p className={style.nobody}>{words.door.nobody}</p>}
    </div>
  );
}
