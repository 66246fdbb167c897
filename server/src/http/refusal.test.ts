import { describe, expect, it } from "vitest";
import { Box, pathOf } from "../testing/box.ts";

describe("every request", () => {
  it("from a page of another site is refused when it could change something", async () => {
    const box = await Box.open();
    const { session, d } = await box.hour();
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
    ["GET", "/api/sessions/%/members/y", undefined, 400, "bad-request"],
    ["GET", `/api/answers/${"x".repeat(200)}`, undefined, 414, "bad-request"],
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

  it("has to come in a minute, and its head sooner", async () => {
    const { server } = (await Box.open()).app;
    expect(server.requestTimeout).toBe(60_000);
    expect(server.headersTimeout).toBeGreaterThan(0);
    expect(server.headersTimeout).toBeLessThanOrEqual(60_000);
  });

  it("cannot be as long as it likes where nobody reads it", async () => {
    const box = await Box.open();
    const reply = await fetch(`${box.url}/unsubscribe/${"a".repeat(30)}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      // A stream says nothing of its length before.
      body: new Blob(["x".repeat(70_000)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect([reply.status, await reply.json()]).toMatchObject([413, { code: "bad-request" }]);
  });

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
