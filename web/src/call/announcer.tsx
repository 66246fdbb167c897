import { FULL_HOUR, seatSpan } from "@hotseat/shared";
import type { SessionView } from "@hotseat/shared";
import { useReached } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { segmentOf } from "../session/now.ts";
import { partOf } from "../session/part.ts";

/** Before the end of the hour, in seconds of a full one. */
const HOUR_SOON = 300;
const SEAT_SOON = 120;
const SEAT_LAST = 30;

/**
 * Speaks turns and milestones to those who listen instead of looking; never digits. Of a live region
 * only what changes is read out, so each sentence has its own paragraph.
 */
export function Announcer({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const segment = segmentOf(view);
  const seat = segment && seatSpan(view.plan, segment);
  const before = (end: number | undefined, seconds: number) =>
    end === undefined ? null : end - (seconds * 1000 * view.hour) / FULL_HOUR;
  const seatSoon = useReached(before(seat?.endsAt, SEAT_SOON));
  const seatLast = useReached(before(seat?.endsAt, SEAT_LAST));
  const hourSoon = useReached(
    view.status === "running" ? before(view.plan.endsAt, HOUR_SOON) : null,
  );
  const part = partOf(view, words);
  return (
    <div className="hidden" aria-live="polite">
      <p>{words.say.part(part.name, part.what)}</p>
      <p>{seatSoon && words.say.seatSoon}</p>
      <p>{seatLast && words.say.seatLast}</p>
      <p>{hourSoon && words.say.hourSoon}</p>
      {view.members.map(({ id, name, here }) => (
        <p key={id}>
          {id !== view.you.id && (here ? words.say.arrived(name) : words.say.gone(name))}
        </p>
      ))}
    </div>
  );
}
