import { waitCost } from "@hotseat/shared";
import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useServerTime } from "../clock/remaining.ts";
import { useWords } from "../language/inside.ts";
import { segmentOf } from "../session/now.ts";
import { presentIn } from "../session/people.ts";
import style from "./notes.module.css";

/**
 * For somebody who sits at the table alone: what that means for the hour, and what they can do. It
 * may stay for long, so it stands below the pictures and covers none.
 */
export function Alone({ view }: { readonly view: SessionView }) {
  const words = useWords().alone;
  if (view.status !== "running") return null;
  if (segmentOf(view)?.block === "waiting") return <Waiting view={view} />;
  const [only, second] = presentIn(view);
  if (only?.id !== view.you.id || second) return null;
  return (
    <div className={style.alone} data-testid="alone">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      {view.offers.end === "now" && <p>{words.canEnd}</p>}
    </div>
  );
}

/** What the wait has cost by now, in what everybody would have if it ended now. */
function Waiting({ view }: { readonly view: SessionView }) {
  const words = useWords().alone;
  const now = useServerTime(1_000);
  const { startsAt, segments } = view.plan;
  const waited = Math.max(0, now - startsAt);
  const { review, reserve, seat } = waitCost(view.plan, waited);
  const limit = segments.find(({ block }) => block === "waiting")?.endsAt ?? startsAt;
  return (
    <div className={style.alone} data-testid="waiting">
      <h2>{words.waiting}</h2>
      <p>
        {words.cost(
          minutesOf(waited),
          review === null ? null : minutesOf(review),
          minutesOf(reserve),
          minutesOf(seat),
        )}
      </p>
      <p>{words.limit(minutesOf(limit - startsAt))}</p>
    </div>
  );
}
