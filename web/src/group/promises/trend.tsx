import type { CommitmentsReply } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { dayIn } from "../times.ts";
import { useWords } from "../words.ts";
import style from "./trend.module.css";

type Props = { readonly trend: CommitmentsReply["trend"]; readonly zone: string };

const kinds = ["done", "partly", "missed"] as const;

/** What the reader has kept, call by call. Nobody else sees it, and nobody is ranked. */
export function Trend({ trend, zone }: Props) {
  const words = useWords().group.promise;
  const locale = useLocale();
  const told = trend.filter(({ rate }) => rate !== null);
  if (told.length === 0) return null;
  return (
    <figure className={style.trend} data-testid="trend">
      <figcaption>{words.trend}</figcaption>
      <ol>
        {told.map((kept) => (
          <li key={kept.to}>
            <span className={style.marks} aria-hidden="true">
              {kinds.flatMap((kind) =>
                Array.from({ length: kept[kind] }, (_, i) => (
                  <span key={`${kind}${i}`} data-kind={kind} />
                )),
              )}
            </span>
            <span>{dayIn(kept.to, zone, locale)}</span>
            <small>{words.kept(kept.done, kept.partly, kept.missed)}</small>
          </li>
        ))}
      </ol>
    </figure>
  );
}
