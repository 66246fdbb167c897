import { useState } from "react";
import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { send } from "../session/commands.ts";
import { selfIn } from "../session/people.ts";
import style from "./apologies.module.css";

const DELAYS = [5, 10, 15, 20, 30, 45] as const;

/** For whoever will come later, or not at all: said before entering, so that the hour fits it. */
export function Apologies({ view }: { readonly view: SessionView }) {
  const words = useWords().apologies;
  const [minutes, setMinutes] = useState<number>(DELAYS[0]);
  const self = selfIn(view);
  const { announceDelay, excuse } = view.offers;
  const canExcuse = excuse.includes(view.you.id);
  const said = self?.presence === "excused" || (self?.presence === "expected" && self.announced);
  if (!announceDelay && !canExcuse && !said) return null;
  return (
    <section className={style.apologies} aria-label={words.label}>
      <p className={style.said} role="status" data-testid="apology">
        {said &&
          (self.presence === "excused"
            ? words.saidNotComing
            : words.saidLate(minutesOf(self.announced ?? 0)))}
      </p>
      <div className={style.ways}>
        {announceDelay && (
          <form
            className={style.late}
            onSubmit={(event) => {
              event.preventDefault();
              void send({ type: "announce-delay", minutes });
            }}
          >
            <label>
              <span>{words.late}</span>
              <select
                value={minutes}
                onChange={(event) => setMinutes(Number(event.target.value))}
                data-testid="delay-minutes"
              >
                {DELAYS.map((each) => (
                  <option key={each} value={each}>
                    {words.minutes(each)}
                  </option>
                ))}
              </select>
            </label>
            <Button type="submit" data-testid="announce-delay">
              {words.say}
            </Button>
          </form>
        )}
        {canExcuse && (
          <Button
            onClick={() => void send({ type: "excuse", member: view.you.id })}
            data-testid="excuse-me"
          >
            {words.notComing}
          </Button>
        )}
      </div>
    </section>
  );
}
