import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { nameOf } from "../session/people.ts";
import { useVoiceTimes } from "../session/voice-time.ts";
import style from "./heard.module.css";

/** Who was heard in each seat, as this page heard it; nothing after a reload. */
export function Heard({ view }: { readonly view: SessionView }) {
  const words = useWords().media.voices;
  const seats = useVoiceTimes(view);
  if (seats.length === 0) return null;
  return (
    <section className={style.heard} data-testid="heard">
      <h2>{words.title}</h2>
      <ul>
        {seats.map(({ holder, turn, spoken }) => (
          <li key={turn}>
            {words.seat(
              nameOf(view, holder),
              spoken
                .map(({ member, length }) => words.one(nameOf(view, member), minutesOf(length)))
                .join(", "),
            )}
          </li>
        ))}
      </ul>
      <p>{words.note}</p>
    </section>
  );
}
