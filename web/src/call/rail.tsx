import { Suspense, lazy } from "react";
import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import { SeatOrder } from "../parts/seat-order.tsx";
import { HourLeft, Middle } from "../ring/hour-left.tsx";
import { Ring, RunningRing } from "../ring/ring.tsx";
import { HandList } from "../talk/hand-list.tsx";
import { useCallOfGroup } from "../session/group.ts";
import { usePanel } from "../talk/panel.ts";
import { TalkPanel } from "../talk/talk-panel.tsx";
import { ActBar } from "./act-bar.tsx";
import { Marks } from "./marks.tsx";
import { PartTime } from "./part-time.tsx";
import { Primary } from "./primary.tsx";
import style from "./rail.module.css";

const GroupPanel = lazy(() => import("../group/call/panel.tsx"));

/** What the clock says: this part, this seat, this hour; and what can be done about it. */
export function Rail({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const talk = usePanel((panel) => panel.open);
  const inGroup = useCallOfGroup(({ told }) => told !== null);
  return (
    <div className={style.rail} data-status={view.status} data-talk={talk}>
      <div className={style.time}>
        <Marks view={view} />
        <PartTime view={view} />
      </div>
      <div className={style.ring}>
        {view.status === "running" ? (
          <RunningRing plan={view.plan} members={view.members}>
            <HourLeft endsAt={view.plan.endsAt} />
          </RunningRing>
        ) : (
          <Ring plan={view.plan} members={view.members}>
            <Middle label={words.ring.long}>
              <span data-testid="hour-left">{minutesOf(view.hour)}</span>
            </Middle>
          </Ring>
        )}
      </div>
      <div className={style.hands}>
        <HandList view={view} />
      </div>
      {inGroup && (
        <Suspense>
          <GroupPanel view={view} />
        </Suspense>
      )}
      {talk && <TalkPanel view={view} />}
      <div className={style.order}>
        <SeatOrder view={view} />
      </div>
      <div className={style.acts}>
        <Primary view={view} />
        <ActBar view={view} />
      </div>
    </div>
  );
}
