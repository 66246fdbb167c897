import { useCallback, useEffect, useRef, useState } from "react";
import { Check, CircleDashed, LoaderCircle, Minus, X } from "lucide-react";
import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "../language/language.ts";
import type { Words } from "../language/en.ts";
import { Button } from "../parts/button.tsx";
import { sessionStore } from "../session/store.ts";
import { testConnection } from "./connection-test.ts";
import { steps } from "./connection-verdict.ts";
import type { Step, StepState, Verdict } from "./connection-verdict.ts";
import style from "./connection-panel.module.css";

type States = Readonly<Record<Step, StepState>>;

const untried = Object.fromEntries(steps.map((step) => [step, "waiting"])) as States;

const icons = {
  waiting: CircleDashed,
  running: LoaderCircle,
  passed: Check,
  failed: X,
  skipped: Minus,
} as const;

/** Runs the connection test and says in words what it found and what to do about it. */
export function ConnectionPanel() {
  const words = useWords();
  const [states, setStates] = useState<States>(untried);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const running = useRef<AbortController | null>(null);
  const run = useCallback(async () => {
    const { seat } = sessionStore.getState();
    if (!seat) return;
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    const tell = (step: Step, state: StepState) => {
      if (!signal.aborted) setStates((all) => ({ ...all, [step]: state }));
    };
    const found = await testConnection(seat, tell, signal);
    if (!signal.aborted) setVerdict(found);
  }, []);
  useEffect(() => {
    void run();
    return () => running.current?.abort();
  }, [run]);
  const again = () => {
    setStates(untried);
    setVerdict(null);
    void run();
  };
  return (
    <div className={style.panel} data-testid="connection-panel" data-verdict={verdict?.kind ?? ""}>
      <ol className={style.steps}>
        {steps.map((step) => (
          <StepLine key={step} step={step} state={verdict ? settled(states[step]) : states[step]} />
        ))}
      </ol>
      <div role="status" className={style.verdict}>
        {verdict ? (
          <Finding verdict={verdict} />
        ) : (
          <p className={style.quiet}>{words.connectionTest.running}</p>
        )}
      </div>
      {verdict && (
        <Button onClick={again} data-testid="connection-again">
          {words.connectionTest.again}
        </Button>
      )}
    </div>
  );
}

/** Nothing is waited for once the verdict is there. */
function settled(state: StepState): StepState {
  return state === "waiting" ? "skipped" : state;
}

function StepLine({ step, state }: { readonly step: Step; readonly state: StepState }) {
  const words = useWords().connectionTest;
  const Icon = icons[state];
  return (
    <li data-state={state} data-testid={`connection-${step}`}>
      <Icon size={20} aria-hidden="true" />
      <span>{words.steps[step]}</span>
      <span className={style.state}>{words.states[state]}</span>
    </li>
  );
}

function Finding({ verdict }: { readonly verdict: Verdict }) {
  const words = useWords();
  const { title, text, advice } = findingOf(verdict, words);
  return (
    <>
      <p className={style.title} data-testid="connection-verdict">
        {title}
      </p>
      <p>{text}</p>
      {advice.map((line) => (
        <p key={line} className={style.advice}>
          {line}
        </p>
      ))}
    </>
  );
}

type Sentences = {
  readonly title: string;
  readonly text: string;
  readonly advice: readonly string[];
};

function findingOf(verdict: Verdict, words: Words): Sentences {
  const { findings, byItself, noFallback, noResuming, roundTrip } = words.connectionTest;
  switch (verdict.kind) {
    case "refused":
      return { ...findings.refused, text: sentenceOf(verdict.refusal, words), advice: [] };
    case "misrouted": {
      const { title, text, nothing, advice } = findings.misrouted;
      return {
        title,
        text: verdict.status === 0 ? nothing : text(verdict.status),
        advice: [advice],
      };
    }
    case "udp":
    case "tcp":
    case "relay": {
      const { title, text, advice } = findings[verdict.kind];
      return {
        title,
        text: verdict.roundTrip === null ? text : `${text} ${roundTrip(verdict.roundTrip)}`,
        advice: [
          ...(advice ? [advice] : []),
          ...(verdict.fallback === false ? [noFallback] : []),
          ...(verdict.resumes ? [] : [noResuming]),
        ],
      };
    }
    case "media-down": {
      const { title, text, advice } = findings["media-down"];
      return { title, text, advice: [advice, byItself] };
    }
    default: {
      const { title, text, advice } = findings[verdict.kind];
      return { title, text, advice: [advice] };
    }
  }
}
