import { useState } from "react";
import { EyeOff, LockOpen, MicOff, Pin, PinOff } from "lucide-react";
import type { Instant, MemberView } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { Initials } from "../parts/initials.tsx";
import { presenceNote } from "../session/presence.ts";
import { TileTalk } from "../talk/tile-talk.tsx";
import type { Person } from "./people.ts";
import { togglePin } from "./pin.ts";
import { VideoTrack } from "./track.tsx";
import style from "./tile.module.css";

type Props = {
  readonly member: MemberView;
  /** In the order of seats, from 1: the key that pins them. */
  readonly number: number;
  readonly person: Person;
  readonly you: boolean;
  /** Holds the stage, whether or not a shared screen has taken the large place. */
  readonly onStage: boolean;
  readonly large: boolean;
  /** Stands beside a shared screen. */
  readonly beside: boolean;
  /** Was put in the large place by the viewer, for themselves. */
  readonly pinned: boolean;
  readonly adviser: boolean;
};

/** One member at the table, present or not. */
export function Tile(props: Props) {
  const { member, number, person, you, onStage, large, beside, pinned, adviser } = props;
  const words = useWords();
  const note = presenceNote(member, words);
  const [upright, setUpright] = useState(false);
  const away = !member.here && !person.connected && !you;
  // Picture and sound may outlive the connection to the server.
  const noted = away || (member.presence === "lost" && !you);
  return (
    <article
      className={style.tile}
      data-testid={`tile-${member.id}`}
      data-seat={member.colour}
      data-stage={onStage}
      data-large={large}
      data-beside={beside}
      data-pinned={pinned}
      data-adviser={adviser}
      data-away={away}
      aria-label={member.name}
    >
      {person.camera ? (
        <VideoTrack
          track={person.camera}
          className={style.video}
          data-mirrored={you}
          data-upright={upright}
          onResize={({ currentTarget: { videoWidth, videoHeight } }) =>
            setUpright(videoHeight > videoWidth)
          }
        />
      ) : (
        <Initials name={member.name} />
      )}
      <footer className={style.plate}>
        {person.connected && !person.heard && person.barred === null && (
          <MicOff size={16} role="img" aria-label={words.tile.muted} className={style.muted} />
        )}
        <span className={style.name}>{you ? words.tile.you(member.name) : member.name}</span>
        {noted && (
          <span className={style.note}>
            {member.heldUntil === null ? note : <Held until={member.heldUntil} />}
          </span>
        )}
      </footer>
      {person.barred && (
        <span className={style.barred} data-testid={`barred-${member.id}`}>
          <LockOpen size={14} aria-hidden="true" /> {words.seal.barred[person.barred]}
        </span>
      )}
      {person.unread && !person.barred && (
        <span className={style.barred} data-testid={`unread-${member.id}`}>
          <EyeOff size={14} aria-hidden="true" /> {words.media.unread[person.unread]}
        </span>
      )}
      {adviser && <span className={style.advises}>{words.tile.advises}</span>}
      {onStage && !large && <span className={style.advises}>{words.media.hotSeat}</span>}
      <TileTalk member={member.id} />
      <button
        type="button"
        className={style.pin}
        data-on={pinned}
        aria-keyshortcuts={String(number)}
        aria-label={pinned ? words.media.unpin(member.name) : words.media.pin(member.name)}
        title={pinned ? words.media.unpin(member.name) : words.media.pin(member.name)}
        onClick={() => togglePin(member.id)}
        data-testid={`pin-${member.id}`}
      >
        {pinned ? <PinOff size={18} aria-hidden="true" /> : <Pin size={18} aria-hidden="true" />}
      </button>
    </article>
  );
}

/** Until when the place of somebody who was lost is held. */
function Held({ until }: { readonly until: Instant }) {
  const words = useWords().presence;
  const left = useSecondsUntil(until) ?? 0;
  return words.held(minutes(left));
}
