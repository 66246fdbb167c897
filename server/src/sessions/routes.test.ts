import { decodeJwt } from "jose";
import { firstBreak } from "@hotseat/shared";
import type { Recap } from "@hotseat/shared";
import { describe, expect, inject, it } from "vitest";
import { RoomServiceClient, TrackSource } from "livekit-server-sdk";
import { testKeys } from "../testing/livekit.ts";
import { enterRoom } from "../testing/in-room.ts";
import { Box, pathOf } from "../testing/box.ts";

const livekit = () => new RoomServiceClient(inject("livekitUrl"), testKeys.key, testKeys.secret);

describe("joining", () => {
  it("gives a token for one room, one identity and three sources, good for five minutes", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const reply = await box.join(session, a);
    const {
      sub,
      video,
      exp = 0,
      nbf = 0,
    } = decodeJwt<{ video: { room: string } }>(reply.json<{ token: string }>().token);
    expect(sub).toBe(`${a.id}.tab-00000001`);
    expect(exp - nbf).toBe(300);
    expect(video).toEqual({
      room: expect.stringMatching(/^[\w-]{32}$/),
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: ["camera", "microphone", "screen_share", "screen_share_audio"],
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
    expect(await livekit().listRooms([video.room])).toHaveLength(1);
  });

  it("is over with the hour: the room is gone and no token is given", async () => {
    const box = await Box.open();
    const { session, a, d } = await box.hour({ length: 60_000 });
    const joined = await box.join(session, a);
    const token = joined.json<{ token: string }>().token;
    const { video } = decodeJwt<{ video: { room: string } }>(token);
    await box.command(session, d, { type: "start" });
    box.clock.pass(60_000);
    const again = await box.join(session, a);
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, "session-over"]);
    await box.rooms.reconcile();
    expect(await livekit().listRooms([video.room])).toHaveLength(0);
    const validate = await fetch(`${box.url}/rtc/validate?access_token=${token}`);
    expect(validate.status).toBe(404);
  });

  it("brings the room back when LiveKit lost it", async () => {
    const box = await Box.open();
    const { session, a, d } = await box.hour();
    const reply = await box.join(session, a);
    const { video } = decodeJwt<{ video: { room: string } }>(reply.json<{ token: string }>().token);
    await box.command(session, d, { type: "start" });
    await livekit().deleteRoom(video.room);
    await box.rooms.reconcile();
    expect(await livekit().listRooms([video.room])).toHaveLength(1);
  });

  it("refuses a tab that is not named", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    for (const tab of ["", "x", "a b c d e f", undefined]) {
      const reply = await box.join(session, a, { tab });
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([400, "bad-request"]);
    }
  });
});

describe("waiting at the door", () => {
  const tab = "tab-00000001";

  it("connects to the room, and neither sees, hears nor sends anything there", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const reply = await box.post(`${pathOf(session, a.id)}/wait`, { tab }, a.cookie);
    const { token } = reply.json<{ token: string }>();
    const { sub, video } = decodeJwt<{ video: { room: string } }>(token);
    expect(sub).toBe(`${a.id}.${tab}`);
    expect(video).toMatchObject({
      roomJoin: true,
      canSubscribe: false,
      canPublish: false,
      canPublishSources: [],
      canPublishData: false,
    });
    await enterRoom(box.url, token);
    const [there] = await livekit().listParticipants(video.room);
    expect(there?.permission).toMatchObject({ canSubscribe: false, canPublish: false });
  });

  it("is let in as it is by joining", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const path = pathOf(session, a.id);
    const waited = await box.post(`${path}/wait`, { tab }, a.cookie);
    const { token } = waited.json<{ token: string }>();
    const { video } = decodeJwt<{ video: { room: string } }>(token);
    await enterRoom(box.url, token);
    const joined = await box.post(`${path}/join`, { tab, waits: true }, a.cookie);
    expect(joined.json()).toEqual({ token: null });
    const [there] = await livekit().listParticipants(video.room);
    expect(there?.permission).toMatchObject({
      canSubscribe: true,
      canPublish: true,
      canPublishSources: [
        TrackSource.CAMERA,
        TrackSource.MICROPHONE,
        TrackSource.SCREEN_SHARE,
        TrackSource.SCREEN_SHARE_AUDIO,
      ],
      canPublishData: false,
      canUpdateMetadata: false,
      hidden: false,
    });
  });

  it("is given a token by joining when LiveKit does not know the tab any more", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const path = pathOf(session, a.id);
    const joined = await box.post(`${path}/join`, { tab, waits: true }, a.cookie);
    const { token } = joined.json<{ token: string }>();
    expect(decodeJwt<{ video: object }>(token).video).toMatchObject({ canSubscribe: true });
  });

  it("is over with the hour, and is for members", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour({ length: 60_000 });
    const path = pathOf(session, a.id);
    await box.post(`${path}/wait`, { tab }, a.cookie);
    const stranger = await box.post(`${path}/wait`, { tab }, b.cookie);
    expect(stranger.statusCode).toBe(401);
    await box.command(session, d, { type: "start" });
    box.clock.pass(60_000);
    for (const reply of [
      await box.post(`${path}/wait`, { tab }, a.cookie),
      await box.post(`${path}/join`, { tab, waits: true }, a.cookie),
    ]) {
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([
        409,
        "session-over",
      ]);
    }
  });
});

describe("commands", () => {
  it("start and advance, for the facilitator only, each segment once", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour();
    await box.enter(session, a, b);
    const before = await box.command(session, d, { type: "advance", segment: "open" });
    expect([before.statusCode, before.json<{ code: string }>().code]).toEqual([409, "not-started"]);
    const other = await box.command(session, a, { type: "start" });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([403, "not-chair"]);

    expect((await box.command(session, d, { type: "start" })).json()).toEqual({ version: 4 });
    const twice = await Promise.all(
      [1, 2].map(() => box.command(session, d, { type: "advance", segment: "open" })),
    );
    expect(twice.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect(twice.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
      code: "segment-over",
    });
    expect((await box.view(session, a)).current).toBe("review-1");
  });

  it.each([
    ["an unknown type", { type: "extend" }],
    ["a missing segment", { type: "advance" }],
    ["a segment that is no text", { type: "advance", segment: 7 }],
    ["more than asked for", { type: "start", now: true }],
    ["a list", []],
  ])("refuse %s", async (_, command) => {
    const box = await Box.open();
    const { session, d } = await box.hour();
    const reply = await box.command(session, d, command);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([400, "bad-request"]);
    expect((await box.view(session, d)).version).toBe(1);
  });

  it("9.2 let a pause go on only when it is the one that was meant", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a, , , d] = members;
    await box.enter(session, ...members);
    await box.command(session, d, { type: "start" });
    const segment = "open";
    await box.command(session, a, { type: "pause", segment, emergency: true });
    const { pause } = await box.view(session, a);
    const since = pause?.since ?? 0;
    const other = await box.command(session, a, { type: "resume", since: since - 1 });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, "not-paused"]);
    expect((await box.command(session, a, { type: "resume", since })).statusCode).toBe(200);
    expect((await box.view(session, a)).pause).toBeNull();
  });

  it("advance by themselves when a deadline comes, without a request", async () => {
    const box = await Box.open();
    const { session, a, b, d } = await box.hour({ length: 60_000 });
    const [follower] = await box.enter(session, a, b);
    if (!follower) throw new Error("nobody entered");
    await box.command(session, d, { type: "start" });
    // The opening of a rehearsal of one minute lasts one second.
    const view = await follower.until(({ view }) => view?.current === "review-1" && view);
    const open = view.plan.segments.find(({ id }) => id === "open");
    expect((open?.endsAt ?? 0) - view.plan.startsAt).toBe(1_000);
  });
});

describe("the recap", () => {
  it("12.3 holds what was planned and what was, and the whole chained log", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a, , , d] = members;
    await box.enter(session, ...members);
    await box.command(session, d, { type: "start" });
    box.clock.pass(30_000);
    await box.command(session, d, { type: "advance", segment: "open" });
    const reply = await box.get(`${pathOf(session, a.id)}/recap`, a.cookie);
    const recap = reply.json<Recap>();
    expect(recap.segments.find(({ id }) => id === "open")).toMatchObject({ planned: 60_000 });
    expect(recap.entries.map(({ event }) => event.type).slice(-2)).toEqual([
      "session-started",
      "segment-ended",
    ]);
    expect(firstBreak(session, recap.entries)).toBeNull();
    expect(recap).toMatchObject({ brokenAt: null, head: recap.entries.at(-1)?.hash });
  });

  it("12.2 can be kept as a file, with the last hash in it", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a] = members;
    const path = `${pathOf(session, a.id)}/recap`;
    const json = await box.get(`${path}?download`, a.cookie);
    const { head } = json.json<Recap>();
    expect(json.headers["content-disposition"]).toBe(
      `attachment; filename="hotseat-${session}.json"`,
    );
    const markdown = await box.get(`${path}.md`, a.cookie);
    expect(markdown.headers["content-type"]).toBe("text/markdown; charset=utf-8");
    expect(markdown.body).toContain(head);
    expect(head).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is for its members", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const stranger = (await box.hour()).members[0];
    for (const path of ["recap", "recap.md"]) {
      const reply = await box.get(`${pathOf(session, members[0].id)}/${path}`, stranger.cookie);
      expect(reply.statusCode).toBe(401);
    }
  });
});
