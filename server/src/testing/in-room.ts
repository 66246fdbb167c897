import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Box } from "./box.ts";

/** LiveKit's signalling without media, which is all it takes to be in a room. */
export async function enterRoom(box: Box, token: string): Promise<{ closed: Promise<void> }> {
  const socket = new WebSocket(
    `${box.url.replace("http", "ws")}/rtc?access_token=${token}&protocol=15&sdk=js&version=2.15.0`,
  );
  onTestFinished(() => socket.terminate());
  const closed = new Promise<void>((done) => socket.once("close", () => done()));
  await new Promise((done, fail) => {
    socket.once("message", done);
    socket.once("error", fail);
  });
  return { closed };
}
