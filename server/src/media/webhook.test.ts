import { AccessToken } from "livekit-server-sdk";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testKeys } from "../testing/livekit.ts";
import { Box } from "../testing/box.ts";
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
});
