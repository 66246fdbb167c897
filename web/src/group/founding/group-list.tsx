import { useEffect, useState } from "react";
import { KeyRound, Plus } from "lucide-react";
import { Link } from "wouter";
import { post } from "../../link/request.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import button from "../../parts/button.module.css";
import { Clock } from "../../parts/clock.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { EraseDialog } from "../../privacy/erase-dialog.tsx";
import { usePrivacyWords } from "../../privacy/words.ts";
import form from "../form.module.css";
import { LinkShown } from "../link-shown.tsx";
import { operatorRenewsLink } from "../links.ts";
import { useWords } from "../words.ts";
import { listedGroups } from "./groups.ts";
import type { ListedGroup } from "./groups.ts";
import style from "./group-list.module.css";

type Reading = readonly ListedGroup[] | "reading" | "failed";

/** The groups on this server: when each calls next, and a new link for whoever lost theirs. */
export function GroupList() {
  const words = useWords().group.list;
  const [groups, setGroups] = useState<Reading>("reading");
  useEffect(() => {
    let gone = false;
    void listedGroups().then((found) => !gone && setGroups(found ?? "failed"));
    return () => {
      gone = true;
    };
  }, []);
  return (
    <section className={style.groups}>
      <h1>{words.title}</h1>
      {groups === "reading" && <p role="status">{words.reading}</p>}
      {groups === "failed" && <p role="alert">{words.failed}</p>}
      {typeof groups !== "string" && groups.length === 0 && (
        <p className={style.none}>{words.none}</p>
      )}
      {typeof groups !== "string" && groups.length > 0 && (
        <ul className={style.list} data-testid="groups">
          {groups.map((group) => (
            <Line
              key={group.group}
              group={group}
              onErased={() => setGroups(groups.filter((each) => each !== group))}
            />
          ))}
        </ul>
      )}
      <Link href="/operator/groups/new" className={button.act} data-testid="found-group">
        <Plus size={20} aria-hidden="true" /> {words.found}
      </Link>
    </section>
  );
}

type Step =
  | { readonly state: "closed" | "erasing" }
  | { readonly state: "asking"; readonly place: number }
  | { readonly state: "made"; readonly place: number; readonly link: string };

type Props = { readonly group: ListedGroup; readonly onErased: () => void };

function Line({ group: { group, name, status, nextCall, members }, onErased }: Props) {
  const all = useWords();
  const { data } = usePrivacyWords();
  const words = all.group.list;
  const link = all.seal.link;
  const [step, setStep] = useState<Step>({ state: "closed" });
  const [trouble, setTrouble] = useState("");
  const member = "place" in step ? members[step.place] : undefined;
  const close = () => {
    setTrouble("");
    setStep({ state: "closed" });
  };
  const renew = async (place: number, id: string) => {
    const renewed = await operatorRenewsLink(group, id);
    if (renewed.outcome === "made") setStep({ state: "made", place, link: renewed.link });
    if (renewed.outcome === "refused") setTrouble(sentenceOf(renewed.refusal, all));
  };
  const erase = async (typed: string) => {
    const answer = await post<void>(`/api/operator/groups/${group}/erase`, { name: typed });
    return answer.ok ? null : answer.refusal;
  };
  return (
    <li className={style.group} data-testid={`group-${group}`}>
      <h2>{name}</h2>
      <p className={style.when}>
        {status === "archived" && words.archived}
        {status === "active" && nextCall !== null && (
          <>
            {words.next} <Clock at={nextCall} />
          </>
        )}
      </p>
      <ul className={style.members} aria-label={words.members(name)}>
        <li className={style.hint}>{words.newLink}</li>
        {members.map(({ id, name }, colour) => (
          <li key={id} data-seat={colour}>
            <Button
              aria-label={link.make(name)}
              title={link.make(name)}
              onClick={() => setStep({ state: "asking", place: colour })}
              data-testid={`relink-${id}`}
            >
              <span>{name}</span> <KeyRound size={16} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        className={style.erase}
        onClick={() => setStep({ state: "erasing" })}
        data-testid={`erase-${group}`}
      >
        {data.eraseGroup}
      </Button>
      {step.state === "erasing" && (
        <EraseDialog
          title={data.groupTitle}
          hint={data.groupHint}
          name={name}
          erase={erase}
          onErased={onErased}
          onClose={close}
        />
      )}
      {step.state === "asking" && member && (
        <Dialog title={link.title} onClose={close} testId="relink">
          <div className={form.fields}>
            <p>{link.what(member.name)}</p>
            <p className={form.trouble} role="alert">
              {trouble}
            </p>
            <Button
              look="act"
              onClick={() => void renew(step.place, member.id)}
              data-testid="relink-confirm"
            >
              {link.make(member.name)}
            </Button>
          </div>
        </Dialog>
      )}
      {step.state === "made" && member && (
        <LinkShown name={member.name} colour={step.place} link={step.link} onClose={close} />
      )}
    </li>
  );
}
