import { useEffect, useMemo } from "react";
import type { MemberId, SessionView, Stage } from "@hotseat/shared";
import { useWords, words as wordsNow } from "../language/language.ts";
import { followBlur } from "../media/blur-offer.ts";
import { askForLayers } from "../media/layers.ts";
import { setPriority } from "../media/priority.ts";
import { yieldToNewer } from "../media/share.ts";
import { useMedia } from "../media/store.ts";
import { notify } from "../session/notice.ts";
import { useStage } from "../session/now.ts";
import { memberOf, nameOf } from "../session/people.ts";
import { sessionStore } from "../session/store.ts";
import { layoutOf, placeOf } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { memberOfIdentity, usePeople } from "./people.ts";
import type { Person } from "./people.ts";
import { usePinKeys, usePinned } from "./pin.ts";
import { useRoom } from "./room.ts";
import { useSharer } from "./sharer.ts";
import { Tile } from "./tile.tsx";
import { VideoTrack } from "./track.tsx";
import style from "./table.module.css";

/**
 * Everybody at the table. All tiles stay in one list and only change their place in it, so that no
 * picture is taken down and put up again when the stage moves on.
 */
export function Table({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const stage = useStage(view);
  const personOf = usePeopleAndSelf(view.you.id);
  const members = useMemo(() => view.members.filter(({ removed }) => !removed), [view.members]);
  const pinned = usePinned(members);
  usePinKeys(members);
  const sharer = memberOf(view, useSharer(members, personOf));
  const screen = sharer ? personOf(sharer.id).screen : null;
  const layout = layoutOf(stage, screen !== null, pinned);
  useLayers(layout, stage);
  useBlur();
  useYielding();
  usePriority(stage.holder === view.you.id);
  const cells = members.length + (screen ? 1 : 0);
  const strip = cells - (layout.kind === "grid" ? 0 : 1) - (layout.beside === null ? 0 : 1);
  return (
    <div
      className={style.table}
      data-layout={layout.kind}
      data-cells={cells}
      data-beside={layout.beside !== null}
      style={{ "--small": strip }}
    >
      {sharer && screen && (
        <figure
          className={style.screen}
          data-seat={sharer.colour}
          data-large={layout.kind === "screen"}
          data-testid="screen"
        >
          <VideoTrack track={screen} />
          <figcaption>{words.tile.screenOf(sharer.name)}</figcaption>
        </figure>
      )}
      {members.map((member, i) => (
        <Tile
          key={member.id}
          member={member}
          number={i + 1}
          person={personOf(member.id)}
          you={member.id === view.you.id}
          onStage={stage.holder === member.id}
          large={layout.large === member.id}
          beside={layout.beside === member.id}
          pinned={pinned === member.id}
          adviser={stage.adviser === member.id}
        />
      ))}
    </div>
  );
}

/** Everybody, with what one's own camera shows already while it is not published yet. */
function usePeopleAndSelf(self: MemberId): (member: MemberId) => Person {
  const personOf = usePeople();
  const camera = useMedia((state) => state.ownCamera);
  return (member) => (member === self ? { ...personOf(self), camera } : personOf(member));
}

/** Every camera in the layer that its place is worth. */
function useLayers(layout: Layout, stage: Stage): void {
  const room = useRoom();
  const { kind, large, beside } = layout;
  const { holder, adviser, grace } = stage;
  useEffect(
    () =>
      askForLayers(room, (identity) =>
        placeOf({ kind, large, beside }, { holder, adviser, grace }, memberOfIdentity(identity)),
      ),
    [room, kind, large, beside, holder, adviser, grace],
  );
}

function useYielding(): void {
  const room = useRoom();
  useEffect(
    () =>
      yieldToNewer(room, (identity) => {
        const { view } = sessionStore.getState();
        if (!view) return;
        const name = nameOf(view, memberOfIdentity(identity));
        notify({ code: "share-taken", message: wordsNow().media.shareTaken(name) });
      }),
    [room],
  );
}

function useBlur(): void {
  const room = useRoom();
  useEffect(() => followBlur(room), [room]);
}

function usePriority(onStage: boolean): void {
  const room = useRoom();
  useEffect(() => setPriority(room, onStage), [room, onStage]);
}
