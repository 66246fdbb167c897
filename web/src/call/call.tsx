import { useEffect, useRef } from "react";
import { RoomAudioRenderer, RoomContext } from "@livekit/components-react";
import type { SessionView } from "@hotseat/shared";
import { useMedia } from "../media/store.ts";
import { useKeptFocus } from "../parts/kept-focus.ts";
import { loadRecap } from "../recap/load.ts";
import { useCarriedOn } from "../session/now.ts";
import { Alone } from "./alone.tsx";
import { Announcer } from "./announcer.tsx";
import { Controls } from "./controls.tsx";
import { ConnectionStrip } from "./connection-strip.tsx";
import { HourEndWarning } from "./hour-warning.tsx";
import { NewsFeed } from "./news-feed.tsx";
import { followNews } from "./news.ts";
import { Questions } from "./questions.tsx";
import { Rail } from "./rail.tsx";
import { Table } from "./table.tsx";
import { Toast } from "./toast.tsx";
import style from "./call.module.css";

/** The room itself: the table, the time, the controls. */
export function Call(props: { readonly view: SessionView }) {
  const view = useCarriedOn(props.view);
  const room = useMedia((state) => state.call?.room);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => followNews(), []);
  useEffect(() => void loadRecap().catch(() => undefined), []);
  useKeptFocus(root);
  if (!room) return null;
  return (
    <RoomContext.Provider value={room}>
      <div className={style.call} data-room="dark" data-testid="call" ref={root}>
        <main className={style.table}>
          <Table view={view} />
          <div className={style.above}>
            <HourEndWarning view={view} />
            <ConnectionStrip />
            <Toast />
            <NewsFeed />
          </div>
          <div className={style.below}>
            <Alone view={view} />
            <Questions view={view} />
          </div>
        </main>
        <aside className={style.rail}>
          <Rail view={view} />
        </aside>
        <footer className={style.controls}>
          <Controls view={view} />
        </footer>
        <Announcer view={view} />
        <RoomAudioRenderer />
      </div>
    </RoomContext.Provider>
  );
}
