import type { Millis } from "@hotseat/shared";
import style from "./recap.module.css";

type Props = { readonly planned: Millis; readonly actual: Millis; readonly most: Millis };

/** Actual time as a bar, with a mark where the plan had its end. The figures stand beside it. */
export function Bar({ planned, actual, most }: Props) {
  const part = (length: Millis) => `${(100 * length) / Math.max(1, most)}%`;
  return (
    <span className={style.bar} aria-hidden="true">
      <span className={style.actual} style={{ width: part(actual) }} />
      {planned > 0 && (
        <span className={style.planned} style={{ insetInlineStart: part(planned) }} />
      )}
    </span>
  );
}
