import { useEffect, useState } from "react";
import type { FormEvent } from "react";
import type { SessionView } from "@hotseat/shared";
import { LONGEST_REMARK } from "@hotseat/shared/group";
import type { RemarkRequest, RemarksReply } from "@hotseat/shared/group";
import { useReached } from "../../clock/remaining.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { post } from "../../link/request.ts";
import { Button } from "../../parts/button.tsx";
import { nameOf } from "../../session/people.ts";
import type { GroupSeat } from "../address.ts";
import type { Texts } from "../between/texts.ts";
import { callPath } from "../call/noted.ts";
import { useFetched } from "../fetched.ts";
import form from "../form.module.css";
import { useWords } from "../words.ts";
import style from "./after.module.css";

type Props = {
  readonly view: SessionView;
  readonly seat: GroupSeat;
  readonly session: string;
  readonly texts: Texts;
  readonly anew: number;
};

const kinds = ["thanks", "correction"] as const;

/** Thanks, and what was not so: for ten minutes after the end. */
export function Remarks({ view, seat, session, texts, anew }: Props) {
  const all = useWords();
  const words = all.group.remarks;
  const path = `${callPath(seat, session)}/remarks`;
  const { value, again } = useFetched<RemarksReply>(path, anew);
  const opened = useOpened(value, texts);
  const closed = useReached(value?.until ?? null);
  const [kind, setKind] = useState<RemarkRequest["kind"]>("thanks");
  const [to, setTo] = useState("");
  const [text, setText] = useState("");
  const [trouble, setTrouble] = useState("");
  if (!value) return null;
  const taken = value.until !== null && !closed;
  if (!taken && opened.length === 0) return null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    const written = await texts.close(text);
    if (written === null) return setTrouble(all.group.brief.shut);
    const body = { kind, to: to === "" ? null : to, text: written };
    const answer = await post<unknown>(path, body);
    if (!answer.ok) return setTrouble(sentenceOf(answer.refusal, all));
    setTrouble("");
    setText("");
    again();
  };
  const others = view.members.filter(({ id }) => id !== view.you.id);
  return (
    <section aria-labelledby="remarks" data-testid="remarks">
      <h2 id="remarks">{words.title}</h2>
      <ul>
        {opened.map(({ number, member, kind, to, text }) => (
          <li
            key={number}
            className={style.remark}
            data-seat={view.members.find(({ id }) => id === member)?.colour}
          >
            <strong>{nameOf(view, member)}</strong>{" "}
            {words.said[kind](to === null ? null : nameOf(view, to))}: {text}
          </li>
        ))}
      </ul>
      {taken && (
        <form className={form.fields} onSubmit={send} noValidate>
          <div className={form.row}>
            <label className={form.field}>
              <span>{words.kind}</span>
              <select
                value={kind}
                onChange={({ target }) => setKind(target.value as RemarkRequest["kind"])}
              >
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {words.kinds[each]}
                  </option>
                ))}
              </select>
            </label>
            <label className={form.field}>
              <span>{words.to}</span>
              <select value={to} onChange={({ target }) => setTo(target.value)}>
                <option value="">{words.all}</option>
                {others.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <label className={`${form.field} ${form.wide}`}>
            <span>{words.text}</span>
            <textarea
              rows={2}
              maxLength={LONGEST_REMARK}
              value={text}
              onChange={({ target }) => setText(target.value)}
              data-testid="remark-text"
            />
          </label>
          <p className={form.trouble} role="alert">
            {trouble}
          </p>
          <Button type="submit" data-testid="remark-send">
            {words.send}
          </Button>
        </form>
      )}
    </section>
  );
}

type Remark = RemarksReply["remarks"][number];

/** Those that this page has the key for. */
function useOpened(value: RemarksReply | null, texts: Texts): readonly Remark[] {
  const [opened, setOpened] = useState<readonly Remark[]>([]);
  useEffect(() => {
    if (!value) return;
    let gone = false;
    const read = async () => {
      const all = await Promise.all(
        value.remarks.map(async (each) => ({ ...each, text: await texts.open(each.text) })),
      );
      if (!gone)
        setOpened(
          all.flatMap((each) => (each.text === null ? [] : [{ ...each, text: each.text }])),
        );
    };
    void read();
    return () => {
      gone = true;
    };
  }, [value, texts]);
  return opened;
}
