import { useState } from "react";
import type { SubscriptionReply } from "@hotseat/shared/group";
import type { Refusal } from "@hotseat/shared";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import { Page, Sentence } from "../parts/page.tsx";
import { useAsked } from "./asked.ts";
import { useAnswerWords } from "./words.ts";
import style from "./answer.module.css";

/** One kind of mail to one member, to be stopped by a click. */
export default function SubscriptionPage({ token }: { readonly token: string }) {
  const words = useAnswerWords();
  const { asked, tell } = useAsked<SubscriptionReply>(`/api/subscriptions/${token}`);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { stop } = words.answer;
  if (asked.state === "loading") return <Sentence title={words.answer.loading} />;
  if (asked.state === "refused") {
    return <Sentence title={words.answer.deadTitle} text={sentenceOf(asked.refusal, words)} />;
  }
  const { group, kind, on } = asked.value;
  return (
    <Page narrow>
      <h1>{stop.title(group)}</h1>
      <p className={style.group}>{stop.kinds[kind]}</p>
      <p role="status" className={style.said}>
        {refusal ? sentenceOf(refusal, words) : on ? stop.on : stop.stopped}
      </p>
      <Button look={on ? "act" : "plain"} onClick={async () => setRefusal(await tell({ on: !on }))}>
        {on ? stop.stop : stop.again}
      </Button>
      <p className={style.note}>{stop.others}</p>
    </Page>
  );
}
