import type { Room, RoomEvent } from "livekit-client";

/**
 * Settles when it is so, looked at now and at each of these events of the room, and after `within`
 * ms in any case.
 */
export function settled(
  room: Room,
  events: readonly RoomEvent[],
  isSo: () => boolean,
  within: number,
): Promise<void> {
  if (isSo()) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      for (const event of events) room.off(event, look);
      resolve();
    };
    const look = () => void (isSo() && settle());
    const timer = setTimeout(settle, within);
    for (const event of events) room.on(event, look);
  });
}
