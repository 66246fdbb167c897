import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "../language/language.ts";
import { useNotice } from "../session/notice.ts";
import style from "./notes.module.css";

/** One quiet sentence that goes away by itself. */
export function Toast() {
  const words = useWords();
  const notice = useNotice();
  return (
    <div className={style.spoken} role="status">
      {notice && (
        <p className={style.toast} data-testid="toast">
          {sentenceOf(notice, words)}
        </p>
      )}
    </div>
  );
}
