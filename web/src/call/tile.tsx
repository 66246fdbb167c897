import { useState } from "react";
import { VideoTrack } from "@livekit/components-react";
import { MicOff } from "lucide-react";
import type { MemberView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { Initials } from "../parts/initials.tsx";
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
  const words = useWords().tile;
  const [upright, setUpright] = useState(false);
  const away = !member.here && !person.connected && !you;
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
          <MicOff size={16} role="img" aria-label={words.muted} className={style.muted} />
        )}
        <span className={style.name}>{you ? words.you(member.name) : member.name}</span>
        {away && <span className={style.note}>{words.away}</span>}
      </footer>
      {adviser && <span className={style.advises}>{words.advises}</span>}
    </article>
  );
}
