import { AccessToken, RoomServiceClient } from "livekit-server-sdk";
import { createHash } from "node:crypto";
import { SignJWT, UnsecuredJWT, decodeJwt } from "jose";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { openPostgres } from "../store/database.ts";
import { Box, pathOf } from "../testing/box.ts";
import { enterRoom } from "../testing/in-room.ts";
import { testKeys } from "../testing/livekit.ts";
import { createDatabase } from "../testing/postgres.ts";
import { stored } from "../testing/stored.ts";
import { webhookPath } from "./webhook.ts";

async function signed(body: string, secret: string): Promise<string> {
  const token = new AccessToken(testKeys.key, secret);
  token.sha256 = createHash("sha256").update(body).digest("base64");
  return token.toJwt();
}

async function report(box: Box, body: string, authorization: string): Promise<number> {
  const headers = { "content-type": "application/webhook+json", authorization };
  return (await box.app.inject({ method: "POST", url: webhookPath, payload: body, headers }))
    .statusCode;
}

describe("LiveKit's reports", () => {
  const body = JSON.stringify({ event: "room_finished", room: { name: "x" }, id: "1" });

  it("are taken when LiveKit signed them", async () => {
    expect(await report(await Box.open(), body, await signed(body, testKeys.secret))).toBe(204);
  });

  it("are refused when somebody else did, or nobody, or the body was changed", async () => {
    const box = await Box.open();
    const token = await signed(body, testKeys.secret);
    expect(
      await report(box, body, await signed(body, "another secret of sufficient length 0123456789")),
    ).toBe(401);
    expect(await report(box, body, "")).toBe(401);
    expect(await report(box, body.replace("x", "y"), token)).toBe(401);
  });

  it("are refused when they come again, or late", async () => {
    const box = await Box.open();
    const token = await signed(body, testKeys.secret);
    expect(await report(box, body, token)).toBe(204);
    expect(await report(box, body, token)).toBe(409);
    expect(await report(box, body, await signed(body, testKeys.secret))).toBe(409);
    const next = body.replace('"1"', '"2"');
    const sha256 = createHash("sha256").update(next).digest("base64");
    const lasting = (from: string, until: string) =>
      new SignJWT({ sha256 })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(testKeys.key)
        .setNotBefore(from)
        .setExpirationTime(until)
        .sign(new TextEncoder().encode(testKeys.secret));
    expect(await report(box, next, await lasting("10 minutes ago", "5 minutes ago"))).toBe(401);
    expect(
      await report(box, next, await lasting("5 minutes from now", "10 minutes from now")),
    ).toBe(401);
    expect(await report(box, next, await lasting("1 minute ago", "4 minutes from now"))).toBe(204);
  });

  it("change nothing by what they say, also when they come again at another server", async () => {
    const url = await createDatabase(inject("postgresUrl"));
    const databases = [await openPostgres(url), await openPostgres(url)] as const;
    onTestFinished(async () => {
      for (const database of databases) await database.close();
    });
    const [one, two] = [
      await Box.open({ database: databases[0] }),
      await Box.open({ database: databases[1] }),
    ];
    const { session, a, d } = await one.hour();
    await one.enter(session, a, d);
    expect((await one.command(session, d, { type: "start" })).statusCode).toBe(200);
    const { token } = (await one.join(session, a)).json<{ token: string }>();
    await enterRoom(one.url, token);
    const { video } = decodeJwt<{ video: { room: string } }>(token);
    const room = { name: video.room };
    const participant = { identity: `${a.id}.tab-00000001`, state: "DISCONNECTED" };
    const before = await stored(one.database);
    for (const [id, event] of ["room_finished", "participant_left", "room_started"].entries()) {
      const lie = JSON.stringify({ event, room, participant, id: `lie-${id}` });
      const signature = await signed(lie, testKeys.secret);
      const answers: number[] = [];
      for (const box of [one, two, one, two]) answers.push(await report(box, lie, signature));
      // Each server knows what it has taken itself, and no more.
      expect(answers).toEqual([204, 204, 409, 409]);
      await Promise.all([one.rooms.reconcile(), two.rooms.reconcile()]);
    }
    expect(await stored(one.database)).toBe(before);
    const livekit = new RoomServiceClient(inject("livekitUrl"), testKeys.key, testKeys.secret);
    const there = await livekit.listParticipants(room.name);
    expect(there.map(({ identity }) => identity)).toEqual([participant.identity]);
  });

  it("are not signed by what members are given, nor by nothing", async () => {
    const box = await Box.open();
    const {
      session,
      a: { id, cookie },
    } = await box.hour();
    const joined = await box.post(`${pathOf(session, id)}/join`, { tab: "tab-00000001" }, cookie);
    const { token } = joined.json<{ token: string }>();
    expect(await report(box, body, token)).toBe(401);
    const sha256 = createHash("sha256").update(body).digest("base64");
    const claims = { iss: testKeys.key, sha256, exp: Math.floor(Date.now() / 1000) + 60 };
    expect(await report(box, body, new UnsecuredJWT(claims).encode())).toBe(401);
    for (const nothing of ["x", "Bearer ", "..", "eyJhbGciOiJIUzI1NiJ9..", "\u00ff"]) {
      expect(await report(box, body, nothing)).toBe(401);
    }
  });
});
