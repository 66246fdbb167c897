import { useState } from "react";
import type { FormEvent } from "react";
import { LONGEST_NAME, LONGEST_PURPOSE, mailLanguages } from "@hotseat/shared/group";
import { serverNow } from "../../clock/clock.ts";
import { minutesOf } from "../../clock/format.ts";
import { useLanguage } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { AgendaChoice } from "../../operator/agenda-choice.tsx";
import { ChairList } from "../../operator/chair-list.tsx";
import create from "../../operator/create-form.module.css";
import { fittingOf, hourOf, preview } from "../../operator/draft.ts";
import type { Draft } from "../../operator/draft.ts";
import { LengthChoice } from "../../operator/length-choice.tsx";
import type { MadeLink } from "../../operator/links.ts";
import { keptAgenda } from "../../operator/own-agenda.ts";
import { SealChoice } from "../../operator/seal-choice.tsx";
import { Button } from "../../parts/button.tsx";
import { Middle } from "../../ring/hour-left.tsx";
import { Ring } from "../../ring/ring.tsx";
import { seriesOf } from "../cadence.ts";
import { CadenceChoice } from "../cadence-choice.tsx";
import form from "../form.module.css";
import { useWords } from "../words.ts";
import { ZoneSelect } from "../zone-select.tsx";
import { emptyFounding, foundGroup, zoneOf } from "./founding.ts";

/** Who, what for, how often and from when on; beside it the hour that this makes. */
export function FoundForm({ onMade }: { readonly onMade: (links: readonly MadeLink[]) => void }) {
  const all = useWords();
  const words = all.group.found;
  const language = useLanguage();
  const [founding, setFounding] = useState(() =>
    emptyFounding(keptAgenda(), serverNow(), language),
  );
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const { name, purpose, hour, cadence } = founding;
  const { plan, members } = preview(hour);
  const people = hour.chairs.map((chair, colour) => ({
    key: chair.key,
    name: chair.name || words.memberAt(colour + 1),
    colour,
    zone: zoneOf(founding, chair.key),
  }));
  const changeHour = (next: Draft) => setFounding({ ...founding, hour: next });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setTrouble(words.needName);
    if (hour.chairs.some((chair) => chair.name.trim() === "")) return setTrouble(words.needNames);
    const length = hourOf(hour);
    if (length === null) return setTrouble(words.needMinutes);
    const { fitting } = fittingOf(hour);
    if (!fitting.ok) return setTrouble(sentenceOf(fitting.rejection, all));
    const series = seriesOf(cadence);
    if (!series) return setTrouble(words.needDate);
    setTrouble("");
    setBusy(true);
    const made = await foundGroup(founding, series, length);
    setBusy(false);
    if ("code" in made)
      setTrouble(made.code === "bad-request" ? words.badRequest : sentenceOf(made, all));
    else onMade(made);
  };

  return (
    <form className={create.form} onSubmit={submit} noValidate>
      <div className={create.fields}>
        <h1>{words.title}</h1>
        <label className={`${form.field} ${form.wide} ${form.name}`}>
          <span>{words.name}</span>
          <input
            type="text"
            maxLength={LONGEST_NAME}
            autoComplete="off"
            value={name}
            onChange={({ target: { value } }) => setFounding({ ...founding, name: value })}
            data-testid="group-name"
          />
        </label>
        <label className={`${form.field} ${form.wide}`}>
          <span>{words.purpose}</span>
          <textarea
            rows={2}
            maxLength={LONGEST_PURPOSE}
            value={purpose}
            onChange={({ target: { value } }) => setFounding({ ...founding, purpose: value })}
            data-testid="group-purpose"
          />
        </label>
        <ChairList
          draft={hour}
          onChange={changeHour}
          renderMore={(key, i) => (
            <>
              <ZoneSelect
                zone={zoneOf(founding, key)}
                label={words.zoneOf(hour.chairs[i]?.name || words.memberAt(i + 1))}
                testId={`member-zone-${i}`}
                onChange={(zone) =>
                  setFounding({ ...founding, zones: new Map(founding.zones).set(key, zone) })
                }
              />
              <input
                type="email"
                className={form.email}
                aria-label={words.emailOf(hour.chairs[i]?.name || words.memberAt(i + 1))}
                placeholder={words.email}
                autoComplete="off"
                maxLength={254}
                value={founding.emails.get(key) ?? ""}
                onChange={({ target: { value } }) =>
                  setFounding({ ...founding, emails: new Map(founding.emails).set(key, value) })
                }
                data-testid={`member-email-${i}`}
              />
            </>
          )}
        />
        <label className={form.field}>
          <span>{words.language}</span>
          <select
            value={founding.language}
            onChange={({ target }) =>
              setFounding({ ...founding, language: target.value as typeof founding.language })
            }
            data-testid="group-language"
          >
            {mailLanguages.map((each) => (
              <option key={each} value={each}>
                {all.group.reach.languages[each]}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend className={form.legend}>{words.cadence}</legend>
          <CadenceChoice
            cadence={cadence}
            people={people}
            onChange={(next) => setFounding({ ...founding, cadence: next })}
          />
        </fieldset>
        <AgendaChoice draft={hour} onChange={changeHour} />
        <LengthChoice draft={hour} onChange={changeHour} />
        <SealChoice draft={hour} onChange={changeHour} />
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" type="submit" data-testid="found" disabled={busy}>
          {busy ? words.founding : words.found(hour.chairs.length)}
        </Button>
      </div>
      <div className={create.ring}>
        <Ring plan={plan} members={members} names>
          <Middle label={words.everyTime}>{minutesOf(plan.endsAt - plan.startsAt)}</Middle>
        </Ring>
      </div>
    </form>
  );
}
