import { useId } from "react";
import type { Agenda } from "@hotseat/shared";
import { presets } from "@hotseat/shared";
import { useWords } from "./words.ts";
import { BlockRow } from "./block-row.tsx";
import { Choice } from "./choice.tsx";
import {
  blockId,
  changedBlock,
  missingBlocks,
  ownFrom,
  raised,
  withBlock,
  withoutBlock,
} from "./own-agenda.ts";
import { PhaseList } from "./phase-list.tsx";
import style from "./agenda-editor.module.css";

type Props = {
  readonly agenda: Agenda;
  readonly members: number;
  readonly onChange: (agenda: Agenda) => void;
};

/** The parts of an hour, in their order, with their lengths. */
export default function AgendaEditor({ agenda, members, onChange }: Props) {
  const words = useWords();
  const say = words.operator.editor;
  const { blocks } = agenda;
  const missing = missingBlocks(agenda);
  return (
    <section className={style.editor} aria-label={say.label} data-testid="agenda-editor">
      <div className={style.row}>
        <Choice
          label={say.from}
          testId="agenda-from"
          options={presets.map(({ id }) => [id, words.operator.agendas[id]?.name ?? id] as const)}
          onChoose={(id) => onChange(ownFrom(presets.find((each) => each.id === id) ?? agenda))}
        />
        <Sitting agenda={agenda} members={members} onChange={onChange} />
      </div>
      <ol className={style.blocks}>
        {blocks.map((block, i) => (
          <li key={blockId(block)} data-testid={`block-${blockId(block)}`}>
            <BlockRow
              block={block}
              first={i === 0}
              last={i === blocks.length - 1}
              onChange={(next) => onChange(changedBlock(agenda, i, next))}
              onUp={() => onChange({ ...agenda, blocks: raised(blocks, i) })}
              onDown={() => onChange({ ...agenda, blocks: raised(blocks, i + 1) })}
              onRemove={() => onChange(withoutBlock(agenda, i))}
            />
            {block.kind === "seats" && (
              <PhaseList
                block={block}
                onChange={(next) => onChange(changedBlock(agenda, i, next))}
              />
            )}
          </li>
        ))}
      </ol>
      {missing.length > 0 && (
        <Choice
          label={say.add}
          testId="add-block"
          options={missing.map(
            (block) => [blockId(block), nameOfBlock(blockId(block), words)] as const,
          )}
          onChoose={(id) => {
            const block = missing.find((each) => blockId(each) === id);
            if (block) onChange(withBlock(agenda, block));
          }}
        />
      )}
    </section>
  );
}

function nameOfBlock(id: string, { segment }: ReturnType<typeof useWords>): string {
  const names: Readonly<Record<string, string>> = { ...segment.block, ...segment.rounds };
  return names[id] ?? id;
}

/** Who sits in one call: everybody, or the first so many in order. */
function Sitting({ agenda, members, onChange }: Props) {
  const words = useWords().operator.editor;
  const id = useId();
  return (
    <div className={style.choice}>
      <label htmlFor={id}>{words.sitting}</label>
      <select
        id={id}
        value={agenda.seats}
        onChange={({ target: { value } }) =>
          onChange({ ...agenda, seats: value === "all" ? "all" : Number(value) })
        }
        data-testid="agenda-seats"
      >
        <option value="all">{words.everybody}</option>
        {Array.from({ length: members - 1 }, (_, i) => i + 1).map((count) => (
          <option key={count} value={count}>
            {words.firstOf(count)}
          </option>
        ))}
      </select>
    </div>
  );
}
