import { ArrowDown, ArrowUp, X } from "lucide-react";
import type { Block } from "@hotseat/shared";
import { useWords } from "./words.ts";
import { blockId, lasting, secondsOf } from "./own-agenda.ts";
import { TimeField } from "./time-field.tsx";
import style from "./agenda-editor.module.css";

type Props = {
  readonly block: Block;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (block: Block) => void;
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onRemove: () => void;
};

/** One part of the hour: its name, its length, its place. */
export function BlockRow({ block, first, last, onChange, onUp, onDown, onRemove }: Props) {
  const words = useWords();
  const { editor: say } = words.operator;
  const name = useBlockName(block);
  const id = blockId(block);
  return (
    <div className={style.line} data-kind={block.kind}>
      <span className={style.name}>
        {name}
        {block.kind === "seats" && <small>{say.seatsHint}</small>}
      </span>
      {block.kind !== "seats" && (
        <span className={style.length}>
          <TimeField
            seconds={secondsOf(block)}
            label={say.seconds(name)}
            testId={`seconds-${id}`}
            onChange={(seconds) => onChange(lasting(block, seconds))}
          />
          {block.kind === "round" && <small>{say.each}</small>}
        </span>
      )}
      <Place
        name={name}
        first={first}
        last={last}
        onUp={onUp}
        onDown={onDown}
        onRemove={block.kind === "seats" ? null : onRemove}
      />
    </div>
  );
}

function useBlockName(block: Block): string {
  const { segment, operator } = useWords();
  switch (block.kind) {
    case "seats":
      return operator.editor.seats;
    case "round":
      return segment.rounds[block.id];
    case "reserve":
      return segment.block.reserve;
    case "plenary":
      return segment.block[block.id];
  }
}

/** Moves something up and down in a list, and takes it out. */
export function Place(props: {
  readonly name: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly onUp: () => void;
  readonly onDown: () => void;
  /** Null for what cannot be missing. */
  readonly onRemove: (() => void) | null;
}) {
  const { editor: say } = useWords().operator;
  const { name, first, last, onUp, onDown, onRemove } = props;
  return (
    <span className={style.place}>
      <button
        type="button"
        disabled={first}
        aria-label={say.up(name)}
        title={say.up(name)}
        onClick={onUp}
      >
        <ArrowUp size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        disabled={last}
        aria-label={say.down(name)}
        title={say.down(name)}
        onClick={onDown}
      >
        <ArrowDown size={16} aria-hidden="true" />
      </button>
      {onRemove && (
        <button
          type="button"
          aria-label={say.remove(name)}
          title={say.remove(name)}
          onClick={onRemove}
        >
          <X size={16} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
