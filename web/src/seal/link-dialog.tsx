import { useState } from "react";
import type { MemberId, SessionView } from "@hotseat/shared";
import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { toClipboard } from "../parts/clipboard.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useSession } from "../session/store.ts";
import { renewLink } from "./renewal.ts";
import type { Renewal } from "./renewal.ts";
import style from "./link-dialog.module.css";

type Props = { readonly view: SessionView; readonly onClose: () => void };

/** For whoever has the chair: a new link for another member, shown this once. */
export default function LinkDialog({ view, onClose }: Props) {
  const all = useWords();
  const words = all.seal.link;
  const seat = useSession((state) => state.seat);
  const [member, setMember] = useState<MemberId | null>(null);
  const [busy, setBusy] = useState(false);
  const [renewal, setRenewal] = useState<Renewal | null>(null);
  // A facilitator who is here keeps their link.
  const others = view.members.filter(
    ({ id, removed, role, here }) =>
      id !== view.you.id && !removed && !(here && role === "facilitator"),
  );
  const chosen = others.find(({ id }) => id === member);
  const make = async () => {
    if (!seat || !chosen) return;
    setBusy(true);
    setRenewal(await renewLink(seat, view, chosen.id));
    setBusy(false);
  };
  return (
    <Dialog title={words.title} onClose={onClose} testId="link-dialog">
      {renewal?.outcome === "made" && chosen ? (
        <Made name={chosen.name} link={renewal.link} />
      ) : (
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <fieldset disabled={busy}>
            <legend>{words.who}</legend>
            {others.map(({ id, name, colour }) => (
              <label key={id} className={style.member} data-seat={colour}>
                <input
                  type="radio"
                  name="member"
                  checked={member === id}
                  onChange={() => setMember(id)}
                  data-testid={`renew-${id}`}
                />
                <span>{name}</span>
              </label>
            ))}
          </fieldset>
          {chosen && <p>{words.what(chosen.name)}</p>}
          {chosen && view.sealed && <p className={style.quiet}>{words.key}</p>}
          <p className={style.trouble} role="alert">
            {renewal?.outcome === "shut" && words.shut}
            {renewal?.outcome === "refused" && sentenceOf(renewal.refusal, all)}
          </p>
          {chosen && (
            <Button look="act" type="submit" disabled={busy} data-testid="renew">
              {busy ? words.making : words.make(chosen.name)}
            </Button>
          )}
        </form>
      )}
    </Dialog>
  );
}

function Made({ name, link }: { readonly name: string; readonly link: string }) {
  const words = useWords().seal.link;
  const [copied, setCopied] = useState(false);
  return (
    <div className={style.form}>
      <p role="status">{words.done(name)}</p>
      <input
        className={style.link}
        readOnly
        value={link}
        aria-label={words.field(name)}
        onFocus={(event) => event.target.select()}
        data-testid="new-link"
      />
      <Button look="act" onClick={async () => setCopied(await toClipboard(link))}>
        {copied ? words.copied : words.copy}
      </Button>
    </div>
  );
}
