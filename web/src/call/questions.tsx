import type { ProposalView, SessionView } from "@hotseat/shared";
import { consentOf } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil, useServerTime } from "../clock/remaining.ts";
import { useWords } from "../language/inside.ts";
import { Button } from "../parts/button.tsx";
import { send, usePending } from "../session/commands.ts";
import { nameOf } from "../session/people.ts";
import { questionOf } from "../session/question.ts";
import style from "./questions.module.css";

/** What somebody has asked of the others, on the table until it is answered. */
export function Questions({ view }: { readonly view: SessionView }) {
  return view.proposals.map((proposal) => (
    <Card key={proposal.id} view={view} proposal={proposal} />
  ));
}

function Card({ view, proposal }: { readonly view: SessionView; readonly proposal: ProposalView }) {
  const words = useWords();
  const { question: say } = words;
  const now = useServerTime(1_000);
  const left = useSecondsUntil(proposal.until) ?? 0;
  const { title, consequence } = questionOf(view, proposal, now, words);
  const { asked, agreed } = proposal;
  const mine = proposal.by === view.you.id;
  const silence = consentOf(proposal.wish) === "unless-refused";
  const colour = view.members.find(({ id }) => id === proposal.by)?.colour;
  return (
    <section
      className={style.card}
      data-seat={colour}
      aria-label={title}
      data-testid={`question-${proposal.wish.type}`}
    >
      <div className={style.words}>
        <h2>{title}</h2>
        <p>{consequence}</p>
        {silence && <p>{say.silence}</p>}
        {(mine || agreed.length > 0) && (
          <p className={style.answers}>{answersOf(view, asked, agreed, words)}</p>
        )}
      </div>
      <p className={style.left}>
        <span>{silence ? say.takesEffect : say.open}</span>{" "}
        <strong role="timer" aria-live="off">
          {minutes(left)}
        </strong>
      </p>
      <Answers view={view} proposal={proposal} mine={mine} silence={silence} />
    </section>
  );
}

function Answers(props: {
  readonly view: SessionView;
  readonly proposal: ProposalView;
  readonly mine: boolean;
  readonly silence: boolean;
}) {
  const { question: say } = useWords();
  const { view, proposal, mine, silence } = props;
  const agree = { type: "agree", proposal: proposal.id } as const;
  const decline = { type: "decline", proposal: proposal.id } as const;
  const pending = usePending(agree, view.version);
  const canAgree = view.offers.agree.includes(proposal.id);
  const canDecline = view.offers.decline.includes(proposal.id);
  if (!canAgree && !canDecline) return null;
  return (
    <div className={style.buttons}>
      {canDecline && (
        <Button
          className={style.button ?? ""}
          onClick={() => void send(decline)}
          data-testid={mine ? "answer-withdraw" : "answer-decline"}
        >
          {mine ? say.withdraw : silence ? say.object : say.decline}
        </Button>
      )}
      {canAgree && (
        <Button
          className={style.agree ?? ""}
          aria-disabled={pending}
          onClick={() => void send(agree)}
          data-testid="answer-agree"
        >
          {say.agree}
        </Button>
      )}
    </div>
  );
}

/** Who has agreed and whose answer is still missing. */
function answersOf(
  view: SessionView,
  asked: readonly string[],
  agreed: readonly string[],
  words: ReturnType<typeof useWords>,
): string {
  const { question: say, list } = words;
  const names = (ids: readonly string[]) => list(ids.map((id) => nameOf(view, id)));
  const missing = asked.filter((id) => !agreed.includes(id));
  return [
    agreed.length > 0 ? say.agreed(names(agreed)) : "",
    missing.length > 0 ? say.missing(names(missing)) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
