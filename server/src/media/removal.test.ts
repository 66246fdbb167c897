import { randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { RoomServiceClient } from "livekit-server-sdk";
import { describe, expect, inject, it } from "vitest";
import { proofOf } from "../links/proof.ts";
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
    const { session, a, b, d } = await box.hour();
    const [stream] = await box.enter(session, a, b, d);
    const inRoom = await enterRoom(box.url, await tokenOf(box, session, a));
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

  it("5.8 is not let in again with any token that they had, ours or LiveKit's own", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour();
    await box.enter(session, a, b, d);
    const tokens = [await tokenOf(box, session, a)];
    const { closed, given } = await enterRoom(box.url, tokens[0] ?? "");
    // What LiveKit gives to whoever is connected is good for ten minutes.
    tokens.push(await given);
    for (const token of tokens) {
      expect((await fetch(`${box.url}/rtc/validate?access_token=${token}`)).status).toBe(200);
    }
    const staying = await tokenOf(box, session, b);
    await box.command(session, d, { type: "remove", member: a.id });
    await closed;
    for (const token of tokens) {
      for (const path of ["/rtc", "/rtc/v1", "/rtc/validate", "/rtc/v1/validate"]) {
        const reply = await fetch(`${box.url}${path}?access_token=${token}`);
        expect([path, reply.status]).toEqual([path, 403]);
        expect(await reply.json()).toMatchObject({ code: "removed" });
      }
      await expect(enterRoom(box.url, token)).rejects.toThrow("403");
    }
    await enterRoom(box.url, staying);
  });

  it("5.8 is thrown out at once who gets to LiveKit in another way", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour();
    await box.enter(session, a, b, d);
    const token = await tokenOf(box, session, a);
    await box.command(session, d, { type: "remove", member: a.id });
    const inRoom = await enterRoom(inject("livekitUrl"), token);
    await box.rooms.reconcile();
    await inRoom.closed;
    const { video } = decodeJwt<{ video: { room: string } }>(token);
    expect(await livekit().listParticipants(video.room)).toEqual([]);
  });

  it("is not let in by a link that was replaced either", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour();
    await box.enter(session, a, b, d);
    const token = await tokenOf(box, session, a);
    const renewed = { proof: proofOf(randomBytes(32).toString("base64url")) };
    const path = `${pathOf(session, d.id)}/links/${a.id}`;
    expect((await box.post(path, renewed, d.cookie)).statusCode).toBe(204);
    await expect(enterRoom(box.url, token)).rejects.toThrow("403");
  });
});

describe("muting", () => {
  it("is for whoever has the chair, and the one who is muted is told who did it", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour();
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
