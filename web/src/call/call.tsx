import { useEffect, useRef } from "react";
import type { SessionView } from "@hotseat/shared";
import { keepAwake } from "../clock/wake-lock.ts";
import { useMedia } from "../media/store.ts";
import { useKeptFocus } from "../parts/kept-focus.ts";
import { loadRecap } from "../recap/load.ts";
import { useCarriedOn } from "../session/now.ts";
import { loadKeptTalk } from "../talk/load.ts";
import { followTexts } from "../talk/opened.ts";
import { TalkAnnouncer } from "../talk/talk-announcer.tsx";
import { Alone } from "./alone.tsx";
import { Announcer } from "./announcer.tsx";
import { Controls } from "./controls.tsx";
import { ConnectionStrip } from "./connection-strip.tsx";
import { Cues } from "./cues.tsx";
import { HealthLine } from "./health-line.tsx";
import { HourEndWarning } from "./hour-warning.tsx";
import { Keys } from "./keys.tsx";
import { NewsFeed } from "./news-feed.tsx";
import { followNews } from "./news.ts";
import { Floating } from "./pip.tsx";
import { Questions } from "./questions.tsx";
import { Rail } from "./rail.tsx";
import { RoomContext } from "./room.ts";
import { SealStrip } from "./seal-strip.tsx";
import { Sound } from "./sound.tsx";
import { Table } from "./table.tsx";
import { Toast } from "./toast.tsx";
import { Voices } from "./voices.tsx";
import style from "./call.module.css";

/** The room itself: the table, the time, the controls. */
export function Call(props: { readonly view: SessionView }) {
  const view = useCarriedOn(props.view);
  const room = useMedia((state) => state.call?.room);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => followNews(), []);
  useEffect(() => keepAwake(), []);
  useEffect(followTexts, []);
  useEffect(() => void loadRecap().catch(() => undefined), []);
  useEffect(() => void loadKeptTalk().catch(() => undefined), []);
  useKeptFocus(root);
  if (!room) return null;
  return (
    <RoomContext value={room}>
      <div className={style.call} data-room="dark" data-testid="call" ref={root}>
        <main className={style.table}>
          <div className={style.pictures}>
            <Table view={view} />
            <div className={style.above}>
              <HourEndWarning view={view} />
              <SealStrip />
              <ConnectionStrip />
              <HealthLine />
              <Toast />
              <Voices view={view} />
              <NewsFeed />
            </div>
            <div className={style.below}>
              <Questions view={view} />
            </div>
          </div>
          <Alone view={view} />
        </main>
        <aside className={style.rail}>
          <Rail view={view} />
        </aside>
        <footer className={style.controls}>
          <Controls view={view} />
        </footer>
        <Cues view={view} />
        <Floating view={view} />
        <Announcer view={view} />
        <TalkAnnouncer view={view} />
        <Keys />
        <Sound />
      </div>
    </RoomContext>
  );
}
