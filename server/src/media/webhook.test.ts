import { AccessToken } from "livekit-server-sdk";
import { createHash } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { testKeys } from "../testing/livekit.ts";
import { Box, pathOf } from "../testing/box.ts";
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
