import { VideoTrack } from "@livekit/components-react";
import type { SessionView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { useStage } from "../session/now.ts";
import { usePeople } from "./people.ts";
import { Tile } from "./tile.tsx";
import style from "./table.module.css";

/**
 * Everybody at the table. All tiles stay in one list and only change their place in it, so that no
 * picture is taken down and put up again when the stage moves on.
 */
export function Table({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const stage = useStage(view);
  const personOf = usePeople();
  const sharer = view.members.find(({ id }) => personOf(id).screen);
  const screen = sharer ? personOf(sharer.id).screen : null;
  const layout = screen ? "screen" : stage.holder === null ? "grid" : "stage";
  const small = view.members.length - (layout === "stage" ? 1 : 0);
  return (
    <div className={style.table} data-layout={layout} style={{ "--small": small }}>
      {sharer && screen && (
        <figure className={style.screen} data-seat={sharer.colour} data-testid="screen">
          <VideoTrack trackRef={screen} />
          <figcaption>{words.tile.screenOf(sharer.name)}</figcaption>
        </figure>
      )}
      {view.members.map((member) => (
        <Tile
          key={member.id}
          member={member}
          person={personOf(member.id)}
          you={member.id === view.you.id}
          onStage={stage.holder === member.id}
          large={layout === "stage" && stage.holder === member.id}
          adviser={stage.adviser === member.id}
        />
      ))}
    </div>
  );
}
