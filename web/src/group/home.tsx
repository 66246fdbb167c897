import type { GroupView } from "@hotseat/shared/group";
import { BriefSection } from "./between/brief-section.tsx";
import { useTexts } from "./between/use-texts.ts";
import { CallList } from "./call-list.tsx";
import { Leave } from "./leave.tsx";
import { MemberList } from "./member-list.tsx";
import { NextCall } from "./next-call.tsx";
import { OpenCallBanner } from "./open-call.tsx";
import { PastCalls } from "./past-calls.tsx";
import { PollSection } from "./poll/poll-section.tsx";
import { Promises } from "./promises/promises.tsx";
import type { GroupSeat } from "./address.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";
import style from "./home.module.css";

/** A member's home of their group: what comes next, who is there, what was promised. */
export function GroupHome({ view, seat }: { readonly view: GroupView; readonly seat: GroupSeat }) {
  const words = useWords().group;
  const texts = useTexts(seat, view.sealed, view.version);
  const call = view.calls[0] ?? null;
  const active = view.status === "active";
  return (
    <>
      {!active && <p className={form.warning}>{words.archived}</p>}
      <OpenCallBanner view={view} seat={seat} />
      {call && <NextCall view={view} call={call} />}
      {view.poll && <PollSection key={view.poll.number} view={view} poll={view.poll} />}
      <div className={style.wide}>
        <Promises view={view} seat={seat} nextCall={call?.at ?? null} />
      </div>
      <div className={style.columns}>
        <div className={style.column}>
          <MemberList view={view} call={call} />
          {active && <BriefSection view={view} seat={seat} texts={texts} />}
        </div>
        <div className={style.column}>
          {active && <CallList view={view} />}
          <PastCalls view={view} seat={seat} />
        </div>
      </div>
      <Leave view={view} />
    </>
  );
}
