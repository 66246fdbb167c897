import { useWords } from "../language/inside.ts";
import { sentenceOfEvent } from "../log/sentence.ts";
import { useNews } from "./news.ts";
import style from "./notes.module.css";

/** What has just changed, why, and who has paid for it: one calm sentence each (law L5). */
export function NewsFeed() {
  const words = useWords();
  const fresh = useNews((state) => state.fresh);
  if (fresh.length === 0) return null;
  return (
    <ul className={style.news} data-testid="news">
      {fresh.map((telling) => (
        <li key={telling.version}>{sentenceOfEvent(telling, words)}</li>
      ))}
    </ul>
  );
}
