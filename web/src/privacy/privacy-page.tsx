import { useEffect, useState } from "react";
import { EyeOff, Eye } from "lucide-react";
import type { PrivacyReply } from "@hotseat/shared/group";
import { get } from "../link/request.ts";
import { Page } from "../parts/page.tsx";
import { usePrivacyWords } from "./words.ts";
import style from "./privacy-page.module.css";

/** What the operator sees where a call is not sealed, and where it is; docs/privacy.md has the tables. */
const seen = {
  media: [true, false],
  chat: [true, false],
  texts: [true, false],
  own: [true, false],
  names: [true, true],
  log: [true, true],
  promises: [true, true],
  answers: [true, true],
  pulse: [true, true],
  mail: [true, true],
  link: [false, false],
} as const;

const rows = Object.keys(seen) as (keyof typeof seen)[];

/** For whoever wants to know before they say anything: who sees what, for how long, and the ways out. */
export default function PrivacyPage() {
  const all = usePrivacyWords();
  const words = all.privacy;
  const told = useTold();
  useEffect(() => {
    const before = document.title;
    document.title = `${words.title} · ${before}`;
    return () => {
      document.title = before;
    };
  }, [words.title]);
  return (
    <Page top>
      <article className={style.page} data-testid="privacy">
        <header>
          <h1>{words.title}</h1>
          <p className={style.lead}>{words.lead}</p>
        </header>
        <section>
          <h2>{words.seen.title}</h2>
          <p>{words.seen.who}</p>
          <SeenTable />
          <p>{words.seen.marks}</p>
          <p>{words.seen.recording}</p>
          <p>{words.seen.limits}</p>
          <p>{words.seen.network}</p>
        </section>
        <section>
          <h2>{words.others.title}</h2>
          {words.others.list.map((each) => (
            <p key={each}>{each}</p>
          ))}
        </section>
        <section>
          <h2>{words.where.title}</h2>
          <ul className={style.list}>
            {told !== "failed" && told && (
              <>
                <li>{words.where[told.database]}</li>
                <li>{told.mail ? words.where.mail : words.where.noMail}</li>
              </>
            )}
            <li>{words.where.browser}</li>
            <li>{words.where.nobody}</li>
          </ul>
        </section>
        <section>
          <h2>{words.keep.title}</h2>
          {told === "failed" && <p role="alert">{words.failed}</p>}
          {told !== "failed" && told && <KeepList told={told} />}
        </section>
        <section>
          <h2>{words.yours.title}</h2>
          <p>{words.yours.export}</p>
          <p>{words.yours.erase}</p>
          <p>{words.yours.facilitator}</p>
          <p>{words.yours.limits}</p>
        </section>
      </article>
    </Page>
  );
}

function SeenTable() {
  const words = usePrivacyWords().privacy.seen;
  return (
    <table className={style.seen}>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.unsealed}</th>
          <th scope="col">{words.sealed}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{words.rows[row]}</th>
            {seen[row].map((can, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- the columns never change
              <td key={place} data-can={can}>
                <span>
                  {can ? (
                    <Eye size={16} aria-hidden="true" />
                  ) : (
                    <EyeOff size={16} aria-hidden="true" />
                  )}
                  {can ? words.yes : words.no}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function KeepList({ told }: { readonly told: PrivacyReply }) {
  const words = usePrivacyWords().privacy.keep;
  const { sessions, unused, archived, mail } = told.keep;
  const lines = [
    [words.rows.chat, words.chat],
    [words.rows.sessions, words.afterEnd(words.days(sessions))],
    [words.rows.unused, words.afterLast(words.days(unused))],
    [words.rows.waiting, words.afterGiven(words.days(unused))],
    [words.rows.group, words.group],
    [words.rows.archived, words.afterArchive(words.days(archived))],
    ...(told.mail ? [[words.rows.mail, words.mail(words.days(mail))]] : []),
    [words.rows.backup, words.backup],
  ];
  return (
    <dl className={style.keep} data-testid="keep">
      {lines.map(([what, long]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{long}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What this server says of itself; null until it has. */
function useTold(): PrivacyReply | "failed" | null {
  const [told, setTold] = useState<PrivacyReply | "failed" | null>(null);
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const answer = await get<PrivacyReply>("/api/privacy");
      if (!gone) setTold(answer.ok ? answer.value : "failed");
    };
    void read();
    return () => {
      gone = true;
    };
  }, []);
  return told;
}
