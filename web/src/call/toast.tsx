import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "../language/language.ts";
import { useNotice } from "../session/notice.ts";
import style from "./notes.module.css";

/** One quiet sentence that goes away by itself. */
export function Toast() {
  const words = useWords();
  const notice = useNotice();
  return (
    <p className={style.toast} role="status" hidden={!notice} data-testid="toast">
      {notice && sentenceOf(notice, words)}
    </p>
  );
}
