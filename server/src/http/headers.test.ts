import { describe, expect, it } from "vitest";
import { Box, pathOf } from "../testing/box.ts";
import { GroupScene } from "../testing/group-scene.ts";

const policy = (script = "'self'") =>
  [
    "default-src 'self'",
    `script-src 'self' ${script}`,
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join(";");

const always = {
  "content-security-policy": policy(),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

describe("the headers of every answer", () => {
  it("allow scripts, frames and other sites nothing: pages, API, mail pages, feeds, refusals", async () => {
    const box = await Box.open({ pages: true });
    const { group, ...scene } = await GroupScene.open(box, "between");
    const person = group.at(2);
    const fed = await group.post(person, "/calendar-feed", {});
    const feed = new URL(fed.json<{ address: string }>().address).pathname;
    expect(scene.session).toBe("");
    for (const [url, status, cookie = ""] of [
      ["/", 200],
      ["/operator", 200],
      ["/s/a/b", 200],
      ["/g/a/b/week", 200],
      ["/answer/aaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb", 404],
      ["/unsubscribe/aaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb", 404],
      ["/nowhere", 404],
      ["/api/clock", 200],
      ["/api/nowhere", 404],
      ["/api/operator", 401],
      ["/api/openapi.json", 200],
      ["/api/sessions/%00/members/x", 400],
      [group.path(person), 200, person.cookie],
      [feed, 200],
      ["/healthz", 200],
      ["/models/selfie_segmenter.tflite", 404],
    ] as const) {
      const reply = await box.get(url, cookie);
      expect([url, reply.statusCode]).toEqual([url, status]);
      expect({ url, ...reply.headers }).toMatchObject({ url, ...always });
      expect(reply.headers["permissions-policy"]).toContain("camera=(self), ");
      expect(reply.headers["permissions-policy"]).toContain("geolocation=()");
      expect(reply.headers).not.toHaveProperty("access-control-allow-origin");
      expect(reply.headers).not.toHaveProperty("x-powered-by");
      // Nothing on plain http: there a browser is to ignore it, and some do not.
      expect(reply.headers).not.toHaveProperty("strict-transport-security");
      if (url.startsWith("/api/")) expect(reply.headers["cache-control"]).toBe("no-store");
    }
  });

  it("keep browsers on https where the address is https, and cookies with it", async () => {
    const box = await Box.open({ publicUrl: "https://hour.example.org" });
    const { headers } = await box.get("/api/clock");
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
    const { session, a } = await box.hour();
    expect(a.cookie).not.toBe("");
    const claim = await box.post(`${pathOf(session, a.id)}/claim`, box.proofOf(a));
    expect(String(claim.headers["set-cookie"]).split("; ").slice(1)).toEqual([
      "Max-Age=31536000",
      `Path=${pathOf(session, a.id)}`,
      "HttpOnly",
      "Secure",
      "SameSite=Strict",
    ]);
  });

  it("let no page run what stands in it: the built client has no script and no style in its text", async () => {
    const { body } = await (await Box.open({ pages: true })).get("/");
    expect(body).toContain("<script");
    for (const [, text = ""] of body.matchAll(/<script[^>]*>([^<]*)/g)) expect(text).toBe("");
    expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  });
});
