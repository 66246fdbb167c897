import { useEffect, useRef, useState } from "react";
import { KeyRound } from "lucide-react";
import type { GroupView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { replaceGroupKey } from "../../seal/group-opening.ts";
import type { GroupSeal } from "../../seal/group-opening.ts";
import type { GroupKeyring } from "../../seal/group-keys.ts";
import { groupPath } from "../address.ts";
import type { GroupSeat } from "../address.ts";
import { personOf } from "../people.ts";
import { useWords } from "../words.ts";
import { isDowngraded, ownSecret, readGroupSeal, useGroupSeal } from "./store.ts";
import { digitsOf } from "./digits.ts";
import form from "../form.module.css";
import style from "./guard.module.css";

type Props = { readonly view: GroupView; readonly seat: GroupSeat };

/**
 * Looks after the key of a sealed group: replaces it when somebody has left, admits whoever waits for
 * it, and says so where this page cannot open it.
 */
export function SealGuard({ view, seat }: Props) {
  const words = useWords().group.seal;
  const seal = useGroupSeal(seat, view.sealed, view.version);
  const keeps = view.you.role !== "member";
  useReplacement(view, seat, keeps && seal?.state === "open" ? seal : null);
  if (isDowngraded(seat, view.sealed)) {
    return (
      <p className={form.warning} role="alert" data-testid="seal-downgraded">
        {words.downgrade}
      </p>
    );
  }
  if (!view.sealed || !seal) return null;
  if (seal.state === "waiting") {
    return (
      <section className={style.guard} data-testid="seal-waiting">
        <p>{words.waiting}</p>
        <p className={style.code}>{digitsOf(seal.code)}</p>
      </section>
    );
  }
  if (seal.state === "shut") {
    return (
      <p className={form.warning} data-testid="seal-shut">
        {seal.why === "crypto" ? words.crypto : seal.why === "secret" ? words.secret : words.key}
      </p>
    );
  }
  if (!keeps || seal.waiting.length === 0) return null;
  return (
    <>
      {seal.waiting.map((waiting) => (
        <Admission key={waiting.member} view={view} seat={seat} seal={seal} waiting={waiting} />
      ))}
    </>
  );
}

type Open = Extract<GroupSeal, { state: "open" }>;

function keyringOf(view: GroupView, { keyring, waiting }: Open): GroupKeyring {
  return { keyring, members: view.members.map(({ id }) => id), waiting };
}

/** Whoever has left knows the key in use: it is replaced once for each epoch. */
function useReplacement(view: GroupView, seat: GroupSeat, seal: Open | null): void {
  const asked = useRef(0);
  useEffect(() => {
    if (!seal || asked.current === seal.keyring.epoch) return;
    const group = keyringOf(view, seal);
    const replace = async () => {
      const { hasLeft } = await import("../../seal/group-keys.ts");
      const secret = ownSecret(seat);
      if (!hasLeft(group) || secret === null) return;
      asked.current = seal.keyring.epoch;
      await replaceGroupKey(groupPath(seat), secret, group);
      await readGroupSeal(seat);
    };
    void replace();
  }, [view, seat, seal]);
}

/** Somebody whose link was made without the key: admitted after the digits were compared. */
function Admission({
  view,
  seat,
  seal,
  waiting,
}: Props & { readonly seal: Open; readonly waiting: Open["waiting"][number] }) {
  const all = useWords();
  const words = all.group.seal;
  const [code, setCode] = useState("");
  const [trouble, setTrouble] = useState("");
  const person = personOf(view, waiting.member);
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const { codeOf } = await import("../../seal/group-keys.ts");
      const read = await codeOf(waiting.publicKey);
      if (!gone) setCode(read);
    };
    void read();
    return () => {
      gone = true;
    };
  }, [waiting.publicKey]);
  if (!person) return null;
  const admit = async () => {
    const secret = ownSecret(seat);
    if (secret === null) return;
    const refusal = await replaceGroupKey(groupPath(seat), secret, keyringOf(view, seal), [
      waiting,
    ]);
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
    await readGroupSeal(seat);
  };
  return (
    <section className={style.guard} data-seat={person.colour} data-testid={`admit-${person.id}`}>
      <p>{words.admitHint(person.name)}</p>
      <p className={style.code}>{digitsOf(code)}</p>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <Button onClick={() => void admit()} data-testid="admit">
        <KeyRound size={18} aria-hidden="true" /> {words.admit(person.name)}
      </Button>
    </section>
  );
}
