import type { MemberId, Recap, RecapSegment } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { nameOf } from "../session/people.ts";
import { Bar } from "./bar.tsx";
import { sumOf } from "./sums.ts";
import style from "./recap.module.css";

/** The seats, each with its phases folded away. */
export function SeatTable({ recap }: { readonly recap: Recap }) {
  const words = useWords();
  const seats = seatsOf(recap);
  const most = Math.max(...seats.flatMap(({ parts }) => Object.values(sumOf(parts))));
  return (
    <section className={style.section} data-testid="recap-seats">
      <h2>{words.recap.seats}</h2>
      <ul className={style.seats}>
        {seats.map(({ holder, parts }) => {
          const member = recap.members.find(({ id }) => id === holder);
          const { planned, actual } = sumOf(parts);
          return (
            <li key={holder} data-seat={member?.colour}>
              <details>
                <summary title={words.recap.phasesOf(member?.name ?? "")}>
                  <span className={style.mark} aria-hidden="true" />
                  <span className={style.name}>
                    {member?.name}
                    {member?.late != null && (
                      <small>{words.recap.late(minutesOf(member.late))}</small>
                    )}
                  </span>
                  <Bar planned={planned} actual={actual} most={most} />
                  <Figures planned={planned} actual={actual} />
                </summary>
                <ol>
                  {parts.map((part) => (
                    <li key={part.id}>
                      <span>
                        {part.adviser === null
                          ? words.segment.phase[part.phase ?? "open"]
                          : words.segment.advice(nameOf(recap, part.adviser))}
                      </span>
                      <Figures planned={part.planned} actual={part.actual} />
                    </li>
                  ))}
                </ol>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What it took, and what was planned for it. */
export function Figures(props: { readonly planned: number; readonly actual: number }) {
  const words = useWords().recap;
  return (
    <span className={style.figures}>
      <strong title={words.actual}>{minutesOf(props.actual)}</strong>
      <span title={words.planned}> / {minutesOf(props.planned)}</span>
    </span>
  );
}

function seatsOf({ segments }: Recap): { holder: MemberId; parts: RecapSegment[] }[] {
  const seats = new Map<MemberId, RecapSegment[]>();
  for (const segment of segments) {
    if (segment.block !== "seat" || segment.holder === null) continue;
    if (segment.planned === 0 && segment.actual === 0) continue;
    seats.set(segment.holder, [...(seats.get(segment.holder) ?? []), segment]);
  }
  return [...seats].map(([holder, parts]) => ({ holder, parts }));
}
