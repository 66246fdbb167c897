import { useState } from "react";
import type { FeedReply } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { post, remove } from "../../link/request.ts";
import { Button } from "../../parts/button.tsx";
import { toClipboard } from "../../parts/clipboard.ts";
import form from "../form.module.css";
import link from "../link-shown.module.css";
import style from "../manage/manage.module.css";
import { useWords } from "../words.ts";

type Props = {
  readonly path: string;
  /** Whether there is an address already. */
  readonly has: boolean;
  readonly onChanged: () => void;
};

/** A calendar that a program asks for from time to time; its address is shown once. */
export function Feed({ path, has, onChanged }: Props) {
  const all = useWords();
  const words = all.group.reach;
  const [address, setAddress] = useState("");
  const [copied, setCopied] = useState(false);
  const [trouble, setTrouble] = useState("");
  const make = async () => {
    const answer = await post<FeedReply>(`${path}/calendar-feed`, {});
    if (!answer.ok) return setTrouble(sentenceOf(answer.refusal, all));
    setTrouble("");
    setCopied(false);
    setAddress(answer.value.address);
    onChanged();
  };
  const end = async () => {
    const answer = await remove<void>(`${path}/calendar-feed`);
    if (!answer.ok) return setTrouble(sentenceOf(answer.refusal, all));
    setAddress("");
    onChanged();
  };
  return (
    <section className={style.section}>
      <h2>{words.feed}</h2>
      <p className={form.hint}>{words.feedHint}</p>
      {address !== "" && (
        <>
          <input
            className={link.link}
            readOnly
            value={address}
            aria-label={words.feedAddress}
            onFocus={(event) => event.target.select()}
            data-testid="feed-address"
          />
          <Button onClick={async () => setCopied(await toClipboard(address))}>
            {copied ? all.seal.link.copied : all.seal.link.copy}
          </Button>
          <p className={form.hint}>{words.feedOnce}</p>
        </>
      )}
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <div className={form.actions}>
        <Button onClick={() => void make()} data-testid="feed-make">
          {has ? words.feedAnew : words.feedMake}
        </Button>
        {has && (
          <Button onClick={() => void end()} data-testid="feed-end">
            {words.feedEnd}
          </Button>
        )}
      </div>
    </section>
  );
}
