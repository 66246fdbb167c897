import { useState } from "react";
import { VideoTrack } from "@livekit/components-react";
import { MicOff } from "lucide-react";
import type { Instant, MemberView } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { Initials } from "../parts/initials.tsx";
import { presenceNote } from "../session/presence.ts";
import type { Person } from "./people.ts";
import style from "./tile.module.css";

type Props = {
  readonly member: MemberView;
  readonly person: Person;
  readonly you: boolean;
  /** Holds the stage, whether or not a shared screen has taken the large place. */
  readonly onStage: boolean;
  readonly large: boolean;
  readonly adviser: boolean;
};

/** One member at the table, present or not. */
export function Tile({ member, person, you, onStage, large, adviser }: Props) {
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
      data-adviser={adviser}
      data-away={away}
      aria-label={member.name}
    >
      {person.camera ? (
        <VideoTrack
          trackRef={person.camera}
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
        {person.connected && !person.heard && (
          <MicOff size={16} role="img" aria-label={words.tile.muted} className={style.muted} />
        )}
        <span className={style.name}>{you ? words.tile.you(member.name) : member.name}</span>
        {noted && (
          <span className={style.note}>
            {member.heldUntil === null ? note : <Held until={member.heldUntil} />}
          </span>
        )}
      </footer>
      {adviser && <span className={style.advises}>{words.tile.advises}</span>}
    </article>
  );
}

/** Until when the place of somebody who was lost is held. */
function Held({ until }: { readonly until: Instant }) {
  const words = useWords().presence;
  const left = useSecondsUntil(until) ?? 0;
  return words.held(minutes(left));
}
