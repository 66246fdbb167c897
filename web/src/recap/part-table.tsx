import type { Recap, RecapSegment } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import type { Words } from "../language/en.ts";
import { segmentName } from "../log/segment-name.ts";
import { Figures } from "./seat-table.tsx";
import { sumOf } from "./sums.ts";
import style from "./recap.module.css";

/** Everything but the seats; the turns of a round are folded away below it. */
export function PartTable({ recap }: { readonly recap: Recap }) {
  const words = useWords();
  return (
    <section className={style.section} data-testid="recap-parts">
      <h2>{words.recap.parts}</h2>
      <ul className={style.parts}>
        {groupsOf(recap).map(({ block, parts }) => (
          <li key={block}>
            {parts.length > 1 ? (
              <details>
                <summary>
                  <span className={style.name}>{titleOf(block, words)}</span>
                  <Figures {...sumOf(parts)} />
                </summary>
                <ol>
                  {parts.map((part) => (
                    <li key={part.id}>
                      <span>{segmentName(part, recap, words)}</span>
                      <Figures planned={part.planned} actual={part.actual} />
                    </li>
                  ))}
                </ol>
              </details>
            ) : (
              <p className={style.line}>
                <span className={style.name}>{titleOf(block, words)}</span>
                <Figures {...sumOf(parts)} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Block = Exclude<RecapSegment["block"], "seat">;

function titleOf(block: Block, { segment }: Words): string {
  return block === "review" || block === "closing" ? segment.rounds[block] : segment.block[block];
}

function groupsOf({ segments }: Recap): { block: Block; parts: RecapSegment[] }[] {
  const groups = new Map<Block, RecapSegment[]>();
  for (const segment of segments) {
    if (segment.block === "seat" || (segment.planned === 0 && segment.actual === 0)) continue;
    groups.set(segment.block, [...(groups.get(segment.block) ?? []), segment]);
  }
  return [...groups].map(([block, parts]) => ({ block, parts }));
}
