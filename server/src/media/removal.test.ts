import { decodeJwt } from "jose";
import { RoomServiceClient } from "livekit-server-sdk";
import { describe, expect, inject, it } from "vitest";
import { Box, pathOf } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { enterRoom } from "../testing/in-room.ts";
import { testKeys } from "../testing/livekit.ts";

const livekit = () => new RoomServiceClient(inject("livekitUrl"), testKeys.key, testKeys.secret);
const tab = "tab-00000001";

async function tokenOf(box: Box, session: string, { id, cookie }: Member): Promise<string> {
  const reply = await box.post(`${pathOf(session, id)}/join`, { tab }, cookie);
  return reply.json<{ token: string }>().token;
}

describe("a member who is removed", () => {
  it("5.8 is out at once: stream, requests and media", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a, b, , d],
    } = await box.createSession();
    const [stream] = await box.enter(session, a, b, d);
    const inRoom = await enterRoom(box, await tokenOf(box, session, a));
    const removed = await box.command(session, d, { type: "remove", member: a.id });
    expect(removed.statusCode).toBe(200);
    expect(await stream?.until(({ closed }) => closed)).toEqual({ code: 4403 });
    await inRoom.closed;
    const path = pathOf(session, a.id);
    const answers = await Promise.all([
      box.get(path, a.cookie),
      box.get(`${path}/recap`, a.cookie),
      box.post(`${path}/join`, { tab }, a.cookie),
      box.post(`${path}/commands`, { type: "take-chair" }, a.cookie),
    ]);
    for (const answer of answers) {
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, "removed"]);
    }
    const again = box.follow(session, a);
    expect(await again.until(({ closed }) => closed)).toEqual({ code: 4403 });
    expect((await box.view(session, b)).members.find(({ id }) => id === a.id)).toMatchObject({
      removed: true,
      here: false,
    });
  });

  it("5.8 is thrown out again who comes back with the token they had", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a, b, , d],
    } = await box.createSession();
    await box.enter(session, a, b, d);
    const token = await tokenOf(box, session, a);
    await box.command(session, d, { type: "remove", member: a.id });
    const inRoom = await enterRoom(box, token);
    await box.rooms.reconcile();
    await inRoom.closed;
    const { video } = decodeJwt<{ video: { room: string } }>(token);
    expect(await livekit().listParticipants(video.room)).toEqual([]);
  });
});

describe("muting", () => {
  it("is for whoever has the chair, and the one who is muted is told who did it", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a, b, , d],
    } = await box.createSession();
    const [stream] = await box.enter(session, a, b, d);
    const mute = (by: Member, member: string) =>
      box.post(`${pathOf(session, by.id)}/mute`, { member }, by.cookie);
    const refused = await mute(b, a.id);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, "not-chair"]);
    expect((await mute(d, "nobody")).statusCode).toBe(403);
    expect((await mute(d, a.id)).statusCode).toBe(204);
    const told = await stream?.until(({ received }) =>
      received.find(({ type }) => type === "muted"),
    );
    expect(told).toEqual({ type: "muted", by: d.id });
  });
});
