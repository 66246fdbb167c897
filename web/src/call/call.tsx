import { RoomAudioRenderer, RoomContext } from "@livekit/components-react";
import type { SessionView } from "@hotseat/shared";
import { useMedia } from "../media/store.ts";
import { useCarriedOn } from "../session/now.ts";
import { Announcer } from "./announcer.tsx";
import { Controls } from "./controls.tsx";
import { ConnectionStrip } from "./connection-strip.tsx";
import { Rail } from "./rail.tsx";
import { Table } from "./table.tsx";
import { Toast } from "./toast.tsx";
import style from "./call.module.css";

/** The room itself: the table, the time, the controls. */
export function Call(props: { readonly view: SessionView }) {
  const view = useCarriedOn(props.view);
  const room = useMedia((state) => state.call?.room);
  if (!room) return null;
  return (
    <RoomContext.Provider value={room}>
      <div className={style.call} data-room="dark" data-testid="call">
        <main className={style.table}>
          <Table view={view} />
        </main>
        <aside className={style.rail}>
          <Rail view={view} />
        </aside>
        <footer className={style.controls}>
          <Controls />
        </footer>
        <div className={style.above}>
          <ConnectionStrip />
          <Toast />
        </div>
        <Announcer view={view} />
        <RoomAudioRenderer />
      </div>
    </RoomContext.Provider>
  );
}
