import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

/**
 * LiveKit's signalling without media, which is all it takes to be in a room; through our server at `url`
 * or at LiveKit itself. `given` is the token that LiveKit gives in the place of the one it was shown.
 */
export async function enterRoom(
  url: string,
  token: string,
): Promise<{ closed: Promise<void>; given: Promise<string> }> {
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/rtc?access_token=${token}&protocol=15&sdk=js&version=2.15.0`,
  );
  onTestFinished(() => socket.terminate());
  const closed = new Promise<void>((done) => socket.once("close", () => done()));
  const given = new Promise<string>((done) => {
    socket.on("message", (data: Buffer) => {
      // One field of a message of LiveKit's own; nothing else in it looks like a token.
      const [found] = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(data.toString("latin1")) ?? [];
      if (found !== undefined) done(found);
    });
  });
  await new Promise((done, fail) => {
    socket.once("message", done);
    socket.once("error", fail);
  });
  return { closed, given };
}
