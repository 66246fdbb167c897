import { useState } from "react";
import { NotebookPen } from "lucide-react";
import { isCommitment } from "@hotseat/shared";
import type { CallMessage, Segment, SessionView } from "@hotseat/shared";
import { useSeal } from "../../seal/store.ts";
import { segmentOf } from "../../session/now.ts";
import { useCallOfGroup } from "../../session/group.ts";
import { useSession } from "../../session/store.ts";
import { useBriefs } from "../between/briefs.ts";
import { useOwnTexts, useTexts } from "../between/use-texts.ts";
import { Notes } from "./notes.tsx";
import { useWords } from "../words.ts";
import { SeatBrief } from "./seat-brief.tsx";
import { SeatPromise } from "./seat-promise.tsx";
import { NextDate } from "./next-date.tsx";
import { Review } from "./review.tsx";
import style from "./panel.module.css";

/**
 * What a group has to say to this moment of its call: promises at the review, the brief of who
 * sits, the promise at the end of a seat, the date of the next call.
 */
export default function GroupPanel({ view }: { readonly view: SessionView }) {
  const told = useCallOfGroup((state) => state.told);
  const session = useSession((state) => state.seat?.session);
  const segment = segmentOf(view);
  if (!told || !segment || session === undefined) return null;
  return <Panel view={view} told={told} segment={segment} session={session} />;
}

type Props = {
  readonly view: SessionView;
  readonly told: Extract<CallMessage, { type: "group" }>;
  readonly segment: Segment;
  readonly session: string;
};

function Panel({ view, told, segment, session }: Props) {
  const words = useWords().group.panel;
  const seat = { group: told.group, member: view.you.id };
  const epoch = useSeal(({ seal }) => (seal.state === "open" ? seal.keyring.epoch : 0));
  const texts = useTexts(seat, view.sealed, epoch);
  const ownTexts = useOwnTexts(seat, view.sealed);
  const holder = view.members.find(({ id }) => id === segment.holder) ?? null;
  const anew = useCallOfGroup((state) => state.anew.briefs);
  const { briefs } = useBriefs(seat, texts, anew);
  const brief = holder && briefs?.by.get(holder.id);
  const late = segment.block === "next-call" || segment.block === "goodbye";
  const isSeat = segment.block === "seat" && holder !== null;
  const content =
    late && told.next ? (
      <NextDate view={view} next={told.next} />
    ) : segment.block === "review" && holder ? (
      <Review key={holder.id} view={view} seat={seat} holder={holder} next={told.next} />
    ) : isSeat && isCommitment(segment.phase) ? (
      <SeatPromise key={holder.id} view={view} seat={seat} holder={holder} next={told.next} />
    ) : isSeat && brief ? (
      <SeatBrief holder={holder} brief={brief} />
    ) : null;
  // What cannot wait comes before the notes, until somebody opens them once more.
  const says = segment.block === "review" || isCommitment(segment.phase);
  const urgent = late && told.next ? "next" : says && holder?.id === view.you.id ? segment.id : "";
  const [opened, setOpened] = useState<string | null>(null);
  const noting = opened !== null && (urgent === "" || opened === urgent);
  return (
    <>
      <div
        className={style.panel}
        role="region"
        aria-label={words.label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- longer than its place, it is moved by keys
        tabIndex={0}
        hidden={!noting && !content}
        data-group-panel={noting || content !== null}
        data-testid="group-panel"
      >
        <div hidden={noting}>{content}</div>
        <div hidden={!noting}>
          <Notes
            view={view}
            seat={seat}
            session={session}
            texts={texts}
            ownTexts={ownTexts}
            holder={isSeat ? holder : null}
          />
        </div>
      </div>
      <button
        type="button"
        className={style.notes}
        aria-pressed={noting}
        onClick={() => setOpened(noting ? null : urgent)}
        data-testid="open-notes"
      >
        <NotebookPen size={16} aria-hidden="true" /> {words.notes}
      </button>
    </>
  );
}
