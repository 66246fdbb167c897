import { decodeJwt } from "jose";
import { describe, expect, inject, it } from "vitest";
import { RoomServiceClient } from "livekit-server-sdk";
import { proofOf } from "../links/proof.ts";
import { testKeys } from "../testing/livekit.ts";
import { Box, cookieIn, pathOf } from "../testing/box.ts";

const livekit = () => new RoomServiceClient(inject("livekitUrl"), testKeys.key, testKeys.secret);

describe("creating a session", () => {
  const proofs = ["a", "b", "c", "d"].map((secret) =>
    proofOf(Buffer.alloc(32, secret).toString("base64url")),
  );
  const members = proofs.map((proof, i) => ({ name: "ABCD".charAt(i), proof }));
  const body = { hour: 3_600_000, members, facilitator: 3 };

  it.each([
    ["no body", {}, 400, "bad-request"],
    ["an hour that is too short", { ...body, hour: 59_999 }, 400, "bad-request"],
    ["an hour that is too long", { ...body, hour: 3_600_001 }, 400, "bad-request"],
    [
      "three members",
      { ...body, members: members.slice(1), facilitator: 0 },
      422,
      "wrong-number-of-members",
    ],
    ["a facilitator who is not there", { ...body, facilitator: 5 }, 422, "unknown-facilitator"],
    [
      "an empty name",
      { ...body, members: [{ ...members[0], name: "  " }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "a control character in a name",
      { ...body, members: [{ ...members[0], name: "a\u0000b" }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "half a pair in a name",
      { ...body, members: [{ ...members[0], name: "a\ud800" }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "a proof that is none",
      { ...body, members: [{ name: "A", proof: "x" }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "one link for two",
      { ...body, members: [members[1], ...members.slice(1)] },
      422,
      "duplicate-proof",
    ],
    ["a field that is not known", { ...body, colour: "red" }, 400, "bad-request"],
  ])("refuses %s", async (_, payload, status, code) => {
    const box = await Box.open();
    const reply = await box.post("/api/operator/sessions", payload, await box.claimOperator());
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
  });

  it("is for the operator only", async () => {
    const box = await Box.open();
    const { session, members: created } = await box.createSession();
    for (const cookie of ["", created[3].cookie, "hotseat=operator"]) {
      expect((await box.post("/api/operator/sessions", body, cookie)).json()).toMatchObject({
        code: "not-operator",
      });
    }
    expect((await box.get("/api/operator", await box.claimOperator())).statusCode).toBe(204);
    expect(
      (await box.post("/api/operator/claim", { proof: proofs[0] ?? "" })).json(),
    ).toMatchObject({ code: "wrong-link" });
    expect(session).toMatch(/^[\w-]{12}$/);
  });
});

describe("a personal link", () => {
  it("gives a cookie that is limited to this member and cannot be read by scripts", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a],
    } = await box.createSession();
    const claim = await box.post(`${pathOf(session, a.id)}/claim`, { proof: proofOf(a.secret) });
    const cookie = String(claim.headers["set-cookie"]);
    expect(cookie).toContain(`Path=${pathOf(session, a.id)};`);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
  });

  it("opens nobody else's seat", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a, b],
    } = await box.createSession();
    const wrong = await box.post(`${pathOf(session, b.id)}/claim`, { proof: proofOf(a.secret) });
    expect([wrong.statusCode, wrong.json<{ code: string }>().code]).toEqual([403, "wrong-link"]);
    expect(cookieIn(wrong)).toBe("");
    for (const cookie of ["", a.cookie, `${b.cookie}x`]) {
      for (const reply of [
        await box.get(pathOf(session, b.id), cookie),
        await box.post(`${pathOf(session, b.id)}/join`, { tab: "tab-00000001" }, cookie),
        await box.post(`${pathOf(session, b.id)}/commands`, { type: "start" }, cookie),
      ]) {
        expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([
          401,
          "not-your-seat",
        ]);
      }
    }
  });

  it("answers the same for a session that does not exist", async () => {
    const box = await Box.open();
    const reply = await box.post(`${pathOf("nowhere", "nobody")}/claim`, { proof: proofOf("x") });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([403, "wrong-link"]);
  });
});

describe("joining", () => {
  it("gives a token for one room, one identity and three sources, good for five minutes", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a],
    } = await box.createSession();
    const reply = await box.post(
      `${pathOf(session, a.id)}/join`,
      { tab: "tab-00000001" },
      a.cookie,
    );
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
    const {
      session,
      members: [a, , , d],
    } = await box.createSession(60_000);
    const joined = await box.post(
      `${pathOf(session, a.id)}/join`,
      { tab: "tab-00000001" },
      a.cookie,
    );
    const token = joined.json<{ token: string }>().token;
    const { video } = decodeJwt<{ video: { room: string } }>(token);
    await box.command(session, d, { type: "start" });
    box.clock.pass(60_000);
    const again = await box.post(
      `${pathOf(session, a.id)}/join`,
      { tab: "tab-00000001" },
      a.cookie,
    );
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, "session-over"]);
    await box.rooms.reconcile();
    expect(await livekit().listRooms([video.room])).toHaveLength(0);
    const validate = await fetch(`${box.url}/rtc/validate?access_token=${token}`);
    expect(validate.status).toBe(404);
  });

  it("brings the room back when LiveKit lost it", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a, , , d],
    } = await box.createSession();
    const reply = await box.post(
      `${pathOf(session, a.id)}/join`,
      { tab: "tab-00000001" },
      a.cookie,
    );
    const { video } = decodeJwt<{ video: { room: string } }>(reply.json<{ token: string }>().token);
    await box.command(session, d, { type: "start" });
    await livekit().deleteRoom(video.room);
    await box.rooms.reconcile();
    expect(await livekit().listRooms([video.room])).toHaveLength(1);
  });

  it("refuses a tab that is not named", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a],
    } = await box.createSession();
    for (const tab of ["", "x", "a b c d e f", undefined]) {
      const reply = await box.post(`${pathOf(session, a.id)}/join`, { tab }, a.cookie);
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([400, "bad-request"]);
    }
  });
});

describe("commands", () => {
  it("start and advance, for the facilitator only, each segment once", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a, , , d],
    } = await box.createSession();
    const before = await box.command(session, d, { type: "advance", segment: "open" });
    expect([before.statusCode, before.json<{ code: string }>().code]).toEqual([409, "not-started"]);
    const other = await box.command(session, a, { type: "start" });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([
      403,
      "not-facilitator",
    ]);

    expect((await box.command(session, d, { type: "start" })).json()).toEqual({ version: 2 });
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
    const {
      session,
      members: [, , , d],
    } = await box.createSession();
    const reply = await box.command(session, d, command);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([400, "bad-request"]);
    expect((await box.view(session, d)).version).toBe(1);
  });

  it("advance by themselves when a deadline comes, without a request", async () => {
    const box = await Box.open();
    const {
      session,
      members: [a, , , d],
    } = await box.createSession(60_000);
    const follower = box.follow(session, a);
    await follower.send({ type: "follow", since: null, place: "door" });
    await box.command(session, d, { type: "start" });
    // The opening of a rehearsal of one minute lasts one second.
    const view = await follower.until(({ view }) => view?.current === "review-1" && view);
    const open = view.plan.segments.find(({ id }) => id === "open");
    expect((open?.endsAt ?? 0) - view.plan.startsAt).toBe(1_000);
  });
});

describe("every request", () => {
  it("from a page of another site is refused when it could change something", async () => {
    const box = await Box.open();
    const {
      session,
      members: [, , , d],
    } = await box.createSession();
    const reply = await box.app.inject({
      method: "POST",
      url: `${pathOf(session, d.id)}/commands`,
      payload: { type: "start" },
      headers: { cookie: d.cookie, origin: "https://elsewhere.example" },
    });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([
      403,
      "foreign-origin",
    ]);
    expect((await box.view(session, d)).status).toBe("lobby");
  });

  it.each([
    ["GET", "/api/nothing", undefined, 404, "not-found"],
    ["POST", "/api/operator/claim", "{", 400, "bad-request"],
    ["POST", "/api/operator/claim", `{"proof":"${"x".repeat(70_000)}"}`, 413, "bad-request"],
    ["GET", `/api/sessions/${"x".repeat(60)}/members/y`, undefined, 400, "bad-request"],
    ["GET", "/api/sessions/%00/members/y", undefined, 400, "bad-request"],
    [
      "POST",
      "/api/sessions/a%00b/members/y/claim",
      `{"proof":"${"A".repeat(43)}"}`,
      400,
      "bad-request",
    ],
  ] as const)(
    "%s %s that makes no sense gets a sentence",
    async (method, url, payload, status, code) => {
      const box = await Box.open();
      const reply = await box.app.inject({
        method,
        url,
        ...(payload === undefined
          ? {}
          : { payload, headers: { "content-type": "application/json" } }),
      });
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([status, code]);
      expect(reply.json<{ message: string }>().message).toMatch(/^[A-Z].*\.$/);
    },
  );

  it("is described in the OpenAPI document", async () => {
    const box = await Box.open();
    const document = (await box.get("/api/openapi.json")).json<{ paths: Record<string, object> }>();
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        "/api/operator/sessions",
        "/api/sessions/{session}/members/{member}/commands",
      ]),
    );
  });

  it("reaches LiveKit's signalling and nothing else of it", async () => {
    const box = await Box.open();
    expect((await fetch(`${box.url}/rtc/validate`)).status).toBe(401);
    expect(
      (await fetch(`${box.url}/twirp/livekit.RoomService/ListRooms`, { method: "POST" })).status,
    ).toBe(404);
  });
});
