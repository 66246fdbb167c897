import type { Phase, PhaseId, SeatsBlock } from "@hotseat/shared";
import { useWords } from "./words.ts";
import { Place } from "./block-row.tsx";
import { Choice } from "./choice.tsx";
import { missingPhases, raised, withPhase } from "./own-agenda.ts";
import { TimeField } from "./time-field.tsx";
import style from "./agenda-editor.module.css";

type Props = { readonly block: SeatsBlock; readonly onChange: (block: SeatsBlock) => void };

/** The phases of every seat: fixed ones keep their length, the others share the rest in their ratio. */
export function PhaseList({ block, onChange }: Props) {
  const words = useWords();
  const { editor: say } = words.operator;
  const { phases } = block;
  const change = (next: readonly Phase[]) => onChange({ ...block, phases: next });
  return (
    <div className={style.phases}>
      <ol>
        {phases.map((phase, i) => {
          const name = words.segment.phase[phase.id];
          const replaced = (next: Phase) =>
            change(phases.map((each, k) => (k === i ? next : each)));
          return (
            <li key={phase.id} className={style.line} data-testid={`phase-${phase.id}`}>
              <span className={style.name}>{name}</span>
              <label className={style.elastic}>
                <input
                  type="checkbox"
                  checked={phase.elastic}
                  aria-label={say.elasticOf(name)}
                  onChange={(event) => replaced({ ...phase, elastic: event.target.checked })}
                  data-testid={`elastic-${phase.id}`}
                />
                <small>{say.elastic}</small>
              </label>
              <TimeField
                seconds={phase.seconds}
                label={say.seconds(name)}
                testId={`phase-seconds-${phase.id}`}
                onChange={(seconds) => replaced({ ...phase, seconds })}
              />
              <Place
                name={name}
                first={i === 0}
                last={i === phases.length - 1}
                onUp={() => change(raised(phases, i))}
                onDown={() => change(raised(phases, i + 1))}
                onRemove={() => change(phases.filter((_, k) => k !== i))}
              />
            </li>
          );
        })}
      </ol>
      <div className={style.row}>
        <Choice
          label={say.addPhase}
          testId="add-phase"
          options={missingPhases(phases).map((id) => [id, words.segment.phase[id]] as const)}
          onChoose={(id) => change(withPhase(phases, id as PhaseId))}
        />
        <span className={style.choice}>
          <span>{say.longest}</span>
          <TimeField
            seconds={block.longest}
            label={say.seconds(say.longest)}
            testId="seconds-longest"
            onChange={(longest) => onChange({ ...block, longest })}
          />
        </span>
      </div>
    </div>
  );
}
