import type { Brief } from "@hotseat/shared/group";
import { useWords } from "../words.ts";
import style from "./between.module.css";

const more = ["context", "tried", "help"] as const;

/** A brief as the others read it: the question first and large. */
export function BriefText({ brief }: { readonly brief: Brief }) {
  const words = useWords().group.brief;
  return (
    <div className={style.brief}>
      <p className={style.question}>{brief.question}</p>
      <dl>
        {more
          .filter((field) => brief[field].trim() !== "")
          .map((field) => (
            <div key={field}>
              <dt>{words.fields[field]}</dt>
              <dd>{brief[field]}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
