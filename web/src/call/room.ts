import { createContext, useContext, useEffect, useReducer } from "react";
import type { Room, RoomEvent } from "livekit-client";

/** LiveKit's room, for everything that is drawn inside the call. */
export const RoomContext = createContext<Room | null>(null);

/** The room of this call. Throws outside of the call. */
export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error("There is a room inside the call only.");
  return room;
}

/**
 * The room of this call, to be looked at while drawing; each of `events` draws anew. `events` has to
 * be the same list each time.
 */
export function useRoomAfter(events: readonly RoomEvent[]): Room {
  const room = useRoom();
  const [, draw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => {
    const redraw = () => draw();
    for (const event of events) room.on(event, redraw);
    // Something may have happened between the drawing and now.
    redraw();
    return () => {
      for (const event of events) room.off(event, redraw);
    };
  }, [room, events]);
  return room;
}
