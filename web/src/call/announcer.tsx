import { useState } from "react";
import { FULL_HOUR, seatSpan } from "@hotseat/shared";
import type { ProposalView, SessionView } from "@hotseat/shared";
import { serverNow } from "../clock/clock.ts";
import { useReached } from "../clock/remaining.ts";
import { useWords } from "../language/inside.ts";
import { sentenceOfEvent } from "../log/sentence.ts";
import { segmentOf, usePause } from "../session/now.ts";
import { partOf } from "../session/part.ts";
import { questionOf } from "../session/question.ts";
import { useHourWarning } from "./hour-warning.tsx";
import { useNews } from "./news.ts";

/** Before the end of a seat, in seconds of a full hour. */
const SEAT_SOON = 120;
const SEAT_LAST = 30;

/**
 * Speaks turns, changes, questions and milestones to those who listen instead of looking; never
 * digits that run. Of a live region only what changes is read out, so each sentence has its own
 * paragraph.
 */
export function Announcer({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const segment = segmentOf(view);
  const seat = segment && seatSpan(view.plan, segment);
  const pause = usePause(view);
  const seatEnd = pause ? null : (seat?.endsAt ?? null);
  const before = (seconds: number) =>
    seatEnd === null ? null : seatEnd - (seconds * 1000 * view.hour) / FULL_HOUR;
  const seatSoon = useReached(before(SEAT_SOON));
  const seatLast = useReached(before(SEAT_LAST));
  const warning = useHourWarning(view);
  const fresh = useNews((state) => state.fresh);
  const part = partOf(view, words);
  return (
    <div className="hidden" aria-live="polite">
      <p>{words.say.part(part.name, part.what)}</p>
      <p>{seatSoon && words.say.seatSoon}</p>
      <p>{seatLast && words.say.seatLast}</p>
      <p>{warning && words.say.hour[warning.id]}</p>
      {fresh.map((telling) => (
        <p key={`news ${telling.version}`}>{sentenceOfEvent(telling, words)}</p>
      ))}
      {view.proposals.map((proposal) => (
        <Asked key={`question ${proposal.id}`} view={view} proposal={proposal} />
      ))}
      {view.members.map(({ id, name, here, removed }) => (
        <p key={id}>
          {id !== view.you.id &&
            !removed &&
            (here ? words.say.arrived(name) : words.say.gone(name))}
        </p>
      ))}
    </div>
  );
}

/** A question, spoken once, as it was when it was asked. */
function Asked({
  view,
  proposal,
}: {
  readonly view: SessionView;
  readonly proposal: ProposalView;
}) {
  const words = useWords();
  const [{ title, consequence }] = useState(() => questionOf(view, proposal, serverNow(), words));
  return (
    <p>
      {title} {consequence}
    </p>
  );
}
