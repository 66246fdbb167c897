import { useState } from "react";
import type { FormEvent } from "react";
import { mailKinds, mailLanguages } from "@hotseat/shared/group";
import type { ContactReply, ContactRequest } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { put } from "../../link/request.ts";
import { Button } from "../../parts/button.tsx";
import form from "../form.module.css";
import style from "../manage/manage.module.css";
import move from "../move-dialog.module.css";
import { useWords } from "../words.ts";

type Props = {
  readonly path: string;
  readonly contact: ContactReply;
  readonly onSaved: () => void;
};

/** Where the reader is written to, in which language, and about what. */
export function ContactForm({ path, contact, onSaved }: Props) {
  const all = useWords();
  const words = all.group.reach;
  const [email, setEmail] = useState(contact.email ?? "");
  const [language, setLanguage] = useState(contact.language);
  const [off, setOff] = useState<ContactRequest["off"]>([...contact.off]);
  const [said, setSaid] = useState({ trouble: "", done: "" });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const address = email.trim();
    const body: ContactRequest = { email: address === "" ? null : address, language, off };
    const answer = await put<void>(`${path}/contact`, body);
    if (answer.ok) {
      setSaid({ trouble: "", done: all.group.manage.saved });
      onSaved();
    } else if (answer.status === 400) setSaid({ trouble: words.badAddress, done: "" });
    else setSaid({ trouble: sentenceOf(answer.refusal, all), done: "" });
  };
  return (
    <form className={style.section} onSubmit={save} noValidate>
      <h2>{words.mail}</h2>
      <p className={form.hint}>{contact.mail ? words.mailHint : words.noMail}</p>
      <label className={`${form.field} ${form.wide}`}>
        <span>{words.email}</span>
        <input
          type="email"
          autoComplete="email"
          maxLength={254}
          value={email}
          onChange={({ target }) => setEmail(target.value)}
          data-testid="email"
        />
      </label>
      <label className={form.field}>
        <span>{words.language}</span>
        <select
          value={language}
          onChange={({ target }) => setLanguage(target.value as ContactRequest["language"])}
          data-testid="mail-language"
        >
          {mailLanguages.map((each) => (
            <option key={each} value={each}>
              {words.languages[each]}
            </option>
          ))}
        </select>
      </label>
      <fieldset className={move.which}>
        <legend>{words.kindsTitle}</legend>
        {mailKinds.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={!off.includes(kind)}
              onChange={({ target }) =>
                setOff(target.checked ? off.filter((each) => each !== kind) : [...off, kind])
              }
              data-testid={`mail-${kind}`}
            />
            <span>{words.kinds[kind]}</span>
          </label>
        ))}
      </fieldset>
      {contact.trouble.map(({ kind, state, problem }) => (
        <p key={`${kind} ${state}`} className={form.warning}>
          {words.undelivered(words.kinds[kind], problem)}
        </p>
      ))}
      <p className={form.trouble} role="alert">
        {said.trouble}
      </p>
      <div className={form.actions}>
        <Button type="submit" data-testid="contact-save">
          {all.group.manage.save}
        </Button>
        <p className={form.done} role="status">
          {said.done}
        </p>
      </div>
    </form>
  );
}
