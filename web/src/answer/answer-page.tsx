import { useState } from "react";
import type { Answer, QuestionReply } from "@hotseat/shared/group";
import type { Instant, Refusal } from "@hotseat/shared";
import { useLocale } from "../language/language.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import { Page, Sentence } from "../parts/page.tsx";
import { useAsked } from "./asked.ts";
import { useAnswerWords } from "./words.ts";
import style from "./answer.module.css";

const choices: readonly Answer[] = ["yes", "late", "no"];

/** Whether one member comes to one call, from a link in a mail. Nothing is sent before they say so. */
export default function AnswerPage({ token }: { readonly token: string }) {
  const words = useAnswerWords();
  const { asked, tell } = useAsked<QuestionReply>(`/api/answers/${token}`);
  if (asked.state === "loading") return <Sentence title={words.answer.loading} />;
  if (asked.state === "refused") {
    return <Sentence title={words.answer.deadTitle} text={sentenceOf(asked.refusal, words)} />;
  }
  return <Question question={asked.value} tell={tell} />;
}

type Props = {
  readonly question: QuestionReply;
  readonly tell: (body: { answer: Answer }) => Promise<Refusal | null>;
};

function Question({ question, tell }: Props) {
  const words = useAnswerWords();
  const { group, name, answer: given } = question;
  const [choice, setChoice] = useState<Answer | null>(given ?? suggested());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const isSent = choice !== null && choice === given;

  const send = async () => {
    if (!choice) return;
    setBusy(true);
    setRefusal(await tell({ answer: choice }));
    setBusy(false);
  };

  return (
    <Page narrow>
      <h1>{words.answer.title(name)}</h1>
      <p className={style.group}>{words.answer.group(group)}</p>
      <When question={question} />
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <fieldset className={style.choices}>
          <legend className={style.legend}>{words.answer.choices}</legend>
          {choices.map((each) => (
            <label key={each} className={style.choice}>
              <input
                type="radio"
                name="answer"
                value={each}
                checked={choice === each}
                onChange={() => setChoice(each)}
              />
              {words.answer[each]}
            </label>
          ))}
        </fieldset>
        <Button look="act" type="submit" disabled={choice === null || busy || isSent}>
          {words.answer.send}
        </Button>
      </form>
      <p role="status" className={style.said}>
        {refusal ? sentenceOf(refusal, words) : isSent && words.answer.sent}
      </p>
      {isSent && <p className={style.note}>{words.answer.change}</p>}
    </Page>
  );
}

function When({ question }: { readonly question: QuestionReply }) {
  const words = useAnswerWords();
  const locale = useLocale();
  const { at, zone, groupZone } = question;
  const [own, theirs] = [written(at, zone, locale), written(at, groupZone, locale)];
  return (
    <p className={style.when}>
      <strong>{own}</strong>
      <span>{words.answer.yours(zone)}</span>
      {own !== theirs && <span>{words.answer.theirs(theirs, groupZone)}</span>}
    </p>
  );
}

function written(at: Instant, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(at);
}

/** Which of the three links in the mail was opened. */
function suggested(): Answer | null {
  const wanted = new URLSearchParams(location.search).get("answer");
  return choices.find((each) => each === wanted) ?? null;
}
