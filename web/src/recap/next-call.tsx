import type { Recap } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { nameOf } from "../session/people.ts";
import style from "./recap.module.css";

/** In which order the same people sit next time, and who opens that hour. */
export function NextCall({ recap }: { readonly recap: Recap }) {
  const words = useWords().recap;
  const { order, facilitator } = recap.next;
  return (
    <section className={style.section} data-testid="recap-next">
      <h2>{words.next}</h2>
      <ol className={style.next}>
        {order.map((id) => (
          <li key={id} data-seat={recap.members.find((member) => member.id === id)?.colour}>
            {nameOf(recap, id)}
          </li>
        ))}
      </ol>
      <p>{words.facilitates(nameOf(recap, facilitator))}</p>
    </section>
  );
}
