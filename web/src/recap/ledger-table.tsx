import type { LedgerLine, Recap } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import style from "./recap.module.css";

/** Who had what of the seats, in this call and over all of them (rule 8.7). */
export function LedgerTable({ recap }: { readonly recap: Recap }) {
  const words = useWords().recap;
  if (recap.ledger.length === 0) return null;
  const earlier = recap.carried.some(
    (line) => line.planned !== recap.ledger.find(({ member }) => member === line.member)?.planned,
  );
  return (
    <section className={style.wide} data-testid="recap-ledger">
      <h2>{words.ledger}</h2>
      {earlier && <p className={style.hint}>{words.ledgerHint}</p>}
      <div className={style.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.planned}</th>
              <th scope="col">{words.used}</th>
              <th scope="col">{words.given}</th>
              <th scope="col">{words.taken}</th>
              <th scope="col">{words.first}</th>
            </tr>
          </thead>
          {recap.members.map(({ id, name, colour }) => (
            <tbody key={id} data-seat={colour}>
              <Line name={name} line={recap.ledger.find(({ member }) => member === id)} />
              {earlier && (
                <Line
                  name={words.together}
                  line={recap.carried.find(({ member }) => member === id)}
                  together
                />
              )}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}

function Line(props: {
  readonly name: string;
  readonly line: LedgerLine | undefined;
  readonly together?: boolean;
}) {
  const { name, line, together } = props;
  if (!line) return null;
  return (
    <tr data-together={together}>
      <th scope="row">{name}</th>
      <td>{minutesOf(line.planned)}</td>
      <td>{minutesOf(line.used)}</td>
      <td>{minutesOf(line.given)}</td>
      <td>{minutesOf(line.taken)}</td>
      <td>{line.first}</td>
    </tr>
  );
}
