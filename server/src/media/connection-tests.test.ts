import { decodeJwt } from "jose";
import { RoomServiceClient } from "livekit-server-sdk";
import { describe, expect, inject, it } from "vitest";
import { Box, pathOf } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { testKeys } from "../testing/livekit.ts";

const livekit = () => new RoomServiceClient(inject("livekitUrl"), testKeys.key, testKeys.secret);

type Video = { room: string };

async function begin(box: Box, session: string, { id, cookie }: Pick<Member, "id" | "cookie">) {
  const reply = await box.post(`${pathOf(session, id)}/connection-test`, {}, cookie);
  return { status: reply.statusCode, body: reply.json<{ token: string; code: string }>() };
}

function roomIn({ token }: { token: string }): string {
  return decodeJwt<{ video: Video }>(token).video.room;
}

describe("testing the connection", () => {
  it("gives a member a room of their own beside the hour's, for two minutes and two sources", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const joined = await box.join(session, a);
    const { status, body } = await begin(box, session, a);
    expect(status).toBe(200);
    const { video, exp = 0, nbf = 0 } = decodeJwt<{ video: Video }>(body.token);
    expect(exp - nbf).toBe(120);
    expect(video).toEqual({
      room: expect.stringMatching(/^connection-test\./),
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: ["camera", "microphone"],
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
    expect(video.room).not.toBe(roomIn(joined.json()));
    const [room] = await livekit().listRooms([video.room]);
    expect(room).toMatchObject({ emptyTimeout: 20, departureTimeout: 10, maxParticipants: 3 });
  });

  it("ends a member's earlier test with the next one, and all with the server", async () => {
    const box = await Box.open();
    const { session, a, b } = await box.hour();
    const first = roomIn((await begin(box, session, a)).body);
    const other = roomIn((await begin(box, session, b)).body);
    const second = roomIn((await begin(box, session, a)).body);
    const there = async () => (await livekit().listRooms()).map(({ name }) => name);
    expect(await there()).toEqual(expect.arrayContaining([other, second]));
    expect(await there()).not.toContain(first);
    await box.app.close();
    expect((await there()).filter((name) => [first, other, second].includes(name))).toEqual([]);
  });

  it("refuses strangers, an hour that is over, and whoever asks too often", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour({ length: 60_000 });
    expect((await begin(box, session, { id: a.id, cookie: b.cookie })).status).toBe(401);
    await box.command(session, d, { type: "start" });
    box.clock.pass(60_000);
    // Joining looks at the clock.
    await box.join(session, a);
    const over = await begin(box, session, a);
    expect([over.status, over.body.code]).toEqual([409, "session-over"]);
    let last = over;
    for (let i = 0; i < 10; i++) last = await begin(box, session, a);
    expect([last.status, last.body.code]).toEqual([429, "too-many-requests"]);
  });

  it("leaves the media server room for hours", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const names = Array.from({ length: 12 }, (_, i) => `connection-test.elsewhere.${i}`);
    for (const name of names) await livekit().createRoom({ name, emptyTimeout: 60 });
    try {
      const { status, body } = await begin(box, session, a);
      expect([status, body.code]).toEqual([429, "too-many-tests"]);
    } finally {
      for (const name of names) await livekit().deleteRoom(name);
    }
  });
});
