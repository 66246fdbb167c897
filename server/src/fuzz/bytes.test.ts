import { createHash } from "node:crypto";
import { ClientMessage } from "@hotseat/shared";
import fc from "fast-check";
import { AccessToken } from "livekit-server-sdk";
import { Compile } from "typebox/compile";
import { describe, expect, it } from "vitest";
import type { LightMyRequestResponse } from "fastify";
import { Box } from "../testing/box.ts";
import { GroupScene } from "../testing/group-scene.ts";
import { HourScene } from "../testing/hour-scene.ts";
import { testKeys } from "../testing/livekit.ts";
import { stored } from "../testing/stored.ts";

/*
 * Whatever is sent to whatever reads it: no 5xx, refusals in their shape, nothing changed, the server
 * alive. Always the same bytes here; a byte that breaks something becomes a test of its own.
 */
const seed = 7;
const check = { seed, numRuns: 60 };
const HOUR = 3_600_000;

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
/** Texts that parsers trip over, among any others. */
const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.constantFrom(
    "",
    " ",
    "\0",
    "\n",
    "\r\n",
    "\u001b[2J",
    "%00",
    "%",
    "%zz",
    "../..",
    "%2e%2e%2f",
    "\ud800",
    "\u2028",
    "__proto__",
    "constructor",
    "null",
    "NaN",
    "-0",
    "1e999",
    "a".repeat(5_000),
    "'; DROP TABLE sessions; --",
    "$1",
    "{{7*7}}",
    "${1}",
    "<script>",
    "\uffff",
    "＿",
    "İ",
  ),
);
/** Commands of an hour, with everything that a person could type in its place. */
const ofHours = (number: fc.Arbitrary<number>) =>
  fc.oneof(
    fc.record({ type: fc.constantFrom("advance", "skip", "pause"), segment: nasty }),
    fc.record({ type: fc.constant("yield"), segment: nasty, to: nasty }),
    fc.record({ type: fc.constantFrom("remove", "grant", "release", "excuse"), member: nasty }),
    fc.record({ type: fc.constant("reorder"), order: fc.array(nasty) }),
    fc.record({ type: fc.constantFrom("agree", "decline"), proposal: number }),
    fc.record({ type: fc.constant("announce-delay"), minutes: number }),
  );
const contentTypes = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "application/xml",
  "",
  "application/webhook+json",
  "application/x-www-form-urlencoded",
  "application/octet-stream",
  "multipart/form-data; boundary=x",
  "application/json\u00ff",
);

function sane(reply: LightMyRequestResponse, what: unknown): void {
  const told = [what, reply.statusCode, reply.body.slice(0, 200)];
  expect(told[1], String(JSON.stringify(told))).toBeLessThan(500);
  if (reply.statusCode < 400) return;
  // LiveKit answers in its own words.
  if (JSON.stringify(what).includes("/rtc/")) return;
  const { code, message, ...more } = reply.json<Record<string, string>>();
  expect(code).toMatch(/^[a-z][a-z-]+$/);
  expect(message).toMatch(/^[^\n\r]+[.!?]$/);
  expect(more).toEqual({});
}

async function alive(box: Box): Promise<void> {
  expect((await box.get("/healthz")).json()).toEqual({ ok: true });
}

describe("any bytes", { timeout: 120_000 }, () => {
  it("as the body of any request that a facilitator or the operator sends", async () => {
    const box = await Box.open();
    const hour = await HourScene.open(box, "lobby");
    const group = await GroupScene.open(box, "between");
    const operator = await box.claimOperator();
    const [ofHour] = hour.askers("facilitator");
    const [ofGroup] = group.askers("facilitator");
    if (!ofHour || !ofGroup) throw new Error("nobody");
    const targets = box.routes.flatMap((route) => {
      const [method = "", template = ""] = route.split(" ");
      // What needs no body does what it is for, whatever comes with it.
      if (method === "GET" || /connection-test|calendar-feed|forget|unsubscribe/.test(template)) {
        return [];
      }
      const [own, cookie] = template.startsWith("/api/operator")
        ? ["", operator]
        : template.startsWith("/api/groups")
          ? [ofGroup.path, ofGroup.cookie]
          : [ofHour.path, ofHour.cookie];
      const rest =
        own === "" ? template : template.replace(/^\/api\/\w+\/:\w+\/members\/:member/, own);
      return [{ method: method as "POST", url: rest.replaceAll(/:\w+/g, "a".repeat(24)), cookie }];
    });
    expect(targets.length).toBeGreaterThan(25);
    const before = await stored(box.database);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...targets),
        fc.oneof(
          bytes,
          fc.json().map(Buffer.from),
          nasty.map((text) => Buffer.from(JSON.stringify(text))),
        ),
        contentTypes,
        async ({ method, url, cookie }, payload, type) => {
          const headers = { cookie, ...(type === "" ? {} : { "content-type": type }) };
          const reply = await box.app.inject({ method, url, payload, headers });
          sane(reply, [method, url, type, payload.toString("latin1")]);
          expect(reply.statusCode).toBeGreaterThanOrEqual(400);
        },
      ),
      { ...check, numRuns: 500 },
    );
    expect(await stored(box.database)).toBe(before);
    await alive(box);
  });

  it("as texts of commands that have the right shape", async () => {
    const box = await Box.open();
    const hour = await HourScene.open(box, "seat");
    const group = await GroupScene.open(box, "between");
    const [ofHour] = hour.askers("speaker");
    const [ofGroup] = group.askers("facilitator");
    const call = await group.call();
    const number = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double(),
      fc.constantFrom(0, -1, 8.64e15, 8.64e15 + 1, call.at, call.at + HOUR),
    );
    const local = fc.constantFrom(
      "0000-01-01T00:00",
      "9999-12-31T23:59",
      "2026-02-30T10:00",
      call.original,
    );
    const name = fc.record({ span: fc.constantFrom(0, 1, 10_000), original: local });
    const rule = fc.oneof(
      nasty,
      fc
        .array(
          fc.constantFrom(
            "FREQ=DAILY",
            "FREQ=MONTHLY",
            "FREQ=WEEKLY",
            "INTERVAL=12",
            "INTERVAL=0",
            "COUNT=1",
            "BYDAY=5MO",
            "BYDAY=XX",
            "BYDAY=,,",
            "BYMONTHDAY=31",
            "BYMONTHDAY=-",
            "BYSETPOS=5",
            "UNTIL=20260101",
            "WKST=MO",
            "\nRDATE:20260101",
            "X",
          ),
          { maxLength: 5 },
        )
        .map((parts) => parts.join(";")),
    );
    const zone = fc.oneof(
      nasty,
      fc.constantFrom(
        "Asia/Jakarta",
        "UTC",
        "GMT0",
        "Etc/GMT+14",
        `A${"_".repeat(62)}!`,
        "Asia/../x",
      ),
    );
    const series = fc.record({ zone, starts: fc.oneof(local, nasty), rule });
    const ofGroups = fc.oneof(
      fc.record({ type: fc.constant("describe"), name: nasty, purpose: nasty }),
      fc.record({ type: fc.constant("part"), member: nasty }),
      fc.record({
        type: fc.constant("set-week"),
        week: fc.record({ zone, hours: fc.array(nasty) }),
      }),
      fc.record({ type: fc.constant("move-call"), call: name, to: number }),
      fc.record({ type: fc.constant("skip-call"), call: name }),
      fc.record({ type: fc.constant("change-series"), from: name, series }),
      fc.record({ type: fc.constant("answer"), call: name, answer: fc.constantFrom("yes", "x") }),
      fc.record({
        type: fc.constant("open-poll"),
        call: name,
        times: fc.array(number),
        deadline: number,
      }),
      fc.record({ type: fc.constantFrom("close-poll", "drop-poll"), poll: number }),
    );
    await fc.assert(
      fc.asyncProperty(ofGroups, ofHours(number), async (toGroup, toHour) => {
        for (const [asker, body] of [
          [ofGroup, toGroup],
          [ofHour, toHour],
        ] as const) {
          const reply = await box.post(`${asker?.path}/commands`, body, asker?.cookie);
          sane(reply, body);
          // Whoever is only told to wait has tried nothing.
          expect(reply.statusCode).not.toBe(429);
        }
      }),
      { ...check, numRuns: 250 },
    );
    await alive(box);
    expect((await group.view()).calls.length).toBeGreaterThan(0);
  });

  it("as addresses, cookies, tokens and headers", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const before = await stored(box.database);
    const value = nasty.map((text) => encodeURIComponent(text.toWellFormed()));
    const raw = fc
      .uint8Array({ maxLength: 40 })
      // What an HTTP client could send at all: no controls and no spaces.
      .map((array) => [...array].map((n) => String.fromCharCode(33 + (n % 94))).join(""));
    const part = fc.oneof(value, raw);
    const address = fc.oneof(
      fc.tuple(part, part).map(([a, b]) => `/api/sessions/${a}/members/${b}`),
      fc.tuple(part, part).map(([a, b]) => `/api/groups/${a}/members/${b}/alternatives?span=${b}`),
      fc.tuple(part).map(([a]) => `/api/answers/${a}`),
      fc.tuple(part).map(([a]) => `/api/subscriptions/${a}`),
      fc.tuple(part).map(([a]) => `/calendar/${a}.ics`),
      fc.tuple(part).map(([a]) => `/rtc/validate?access_token=${a}`),
      fc.tuple(part).map(([a]) => `/${a}`),
    );
    const { id, cookie } = members[0];
    const cookies = fc.oneof(
      raw,
      raw.map((text) => `hotseat=${text}`),
      value.map((text) => `hotseat=${text}.${text}`),
      fc.nat(cookie.length - 1).map((at) => `${cookie.slice(0, at)}x${cookie.slice(at + 1)}`),
    );
    await fc.assert(
      fc.asyncProperty(address, cookies, raw, async (url, given, header) => {
        const headers = { cookie: given, "if-none-match": header, accept: header };
        for (const at of [url, `/api/sessions/${session}/members/${id}`]) {
          // Everybody asks from somewhere else, so that nobody is told to wait.
          const remoteAddress = `10.${[...header].length}.${given.length % 255}.${url.length % 255}`;
          sane(await box.app.inject({ method: "GET", url: at, headers, remoteAddress }), [
            at,
            given,
          ]);
        }
        const post = {
          method: "POST",
          url,
          headers: { cookie: given, authorization: header },
        } as const;
        sane(await box.app.inject(post), url);
      }),
      { ...check, numRuns: 250 },
    );
    expect(await stored(box.database)).toBe(before);
    await alive(box);
  });

  it("as texts of messages of a stream that have the right shape: each is answered", async () => {
    const box = await Box.open();
    const scene = await GroupScene.open(box, "next-call");
    // No part of the hour ends meanwhile.
    box.clock.hold();
    const facilitator = await scene.group.seat(scene.person("facilitator"), scene.session);
    const before = await box.view(scene.session, facilitator);
    const { at } = await scene.call();
    const number = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 1, 8.64e15, at, at + 1));
    const inProtocol = Compile(ClientMessage);
    const shapes = {
      command: fc.record({
        type: fc.constant("command"),
        command: ofHours(fc.oneof(number, fc.integer({ min: 1, max: 59 }))),
      }),
      say: fc.record({ type: fc.constant("say"), text: nasty }),
      hand: fc.record({ type: fc.constant("hand"), up: fc.constant(false), member: nasty }),
      react: fc.record({ type: fc.constant("react"), reaction: fc.constantFrom("clap", "party") }),
      "support-next": fc.record({ type: fc.constant("support-next"), to: number }),
    };
    /** What has no number of its own, and is answered by what it asks for. */
    const unnumbered = fc
      .oneof(
        fc.record({
          type: fc.constant("follow"),
          since: fc.option(number),
          place: fc.constant("call"),
          said: fc.oneof(number, fc.constant(2 ** 31 - 1)),
        }),
        fc.record({
          type: fc.constant("ping"),
          sent: fc.double({ noNaN: true, noDefaultInfinity: true }),
        }),
      )
      .filter((each) => inProtocol.Check(each));
    const message = fc
      .oneof(...Object.values(shapes))
      .filter((each) => inProtocol.Check({ ...each, id: 1 }));
    const roles = ["facilitator", "deputy", "member"] as const;
    const answers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roles),
        message,
        unnumbered,
        async (role, each, other) => {
          const follower = scene.followers.get(role);
          const known = follower?.received.length ?? 0;
          await follower?.send(other);
          await follower?.until(({ received }) => received.length > known);
          const answer = await follower?.answer(each);
          const outcome = `${each.type} ${answer?.type}`;
          answers.set(outcome, (answers.get(outcome) ?? 0) + 1);
          if (answer?.type !== "refused") return;
          expect(answer.refusal.code).toMatch(/^[a-z][a-z-]+$/);
          expect(answer.refusal.message).toMatch(/^[^\n\r]+[.!?]$/);
        },
      ),
      { ...check, numRuns: 400 },
    );
    for (const outcome of [
      "command refused",
      "say heard",
      "say refused",
      "hand heard",
      "hand refused",
      "react heard",
      "support-next heard",
      "support-next refused",
    ]) {
      expect([outcome, answers.get(outcome) ?? 0]).not.toEqual([outcome, 0]);
    }
    expect(answers.get("command done")).toBe(undefined);
    for (const role of roles)
      expect([role, scene.followers.get(role)?.closed]).toEqual([role, null]);
    await alive(box);
    const { version, members } = await box.view(scene.session, facilitator);
    expect([version, members]).toEqual([before.version, before.members]);
  });

  it("as messages of a stream: it is closed, or refuses, and everybody else goes on", async () => {
    const box = await Box.open();
    const hour = await HourScene.open(box, "seat");
    const { id, cookie } = hour.person("member");
    const before = await hour.view();
    const message = fc.oneof(
      bytes,
      fc.json(),
      nasty,
      fc
        .record({ type: fc.constant("command"), id: fc.nat(), command: fc.object() })
        .map((each) => JSON.stringify(each)),
      fc.constantFrom("[".repeat(10_000), `"${"x".repeat(20_000)}"`, "{}", "null", "0", "\0"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 4 }), async (messages) => {
        const follower = box.followAt(`/api/sessions/${hour.session}/members/${id}`, cookie);
        for (const each of messages) {
          if (follower.closed) break;
          await follower.send(each);
        }
        await follower.send("not in the protocol");
        await follower.until(({ closed }) => closed);
        // 4400 by us, and by the protocol of WebSockets too large or no text.
        expect([4400, 1007, 1009]).toContain(follower.closed?.code);
        expect(follower.received.filter(({ type }) => type === "done")).toEqual([]);
      }),
      check,
    );
    await alive(box);
    const { version, members } = await hour.view();
    expect([version, members]).toEqual([before.version, before.members]);
  });

  it("as reports that LiveKit has signed, and as signatures", async () => {
    const box = await Box.open();
    const report = fc
      .record(
        {
          event: fc.oneof(fc.constantFrom("room_finished", "participant_joined"), nasty),
          id: fc.oneof(fc.constantFrom("1", "2"), nasty),
          createdAt: fc.oneof(fc.nat(), nasty),
          room: fc.record({ name: nasty, sid: nasty, metadata: nasty }, { requiredKeys: [] }),
          participant: fc.record({ identity: nasty, name: nasty }, { requiredKeys: [] }),
        },
        { requiredKeys: [] },
      )
      .map((each) => Buffer.from(JSON.stringify(each)));
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, report), nasty, async (payload, signature) => {
        const send = async (authorization: string) => {
          const headers = { "content-type": "application/webhook+json", authorization };
          const url = "/api/livekit/webhook";
          const reply = await box.app.inject({ method: "POST", url, payload, headers });
          sane(reply, payload.toString("latin1"));
          return reply.statusCode;
        };
        const token = new AccessToken(testKeys.key, testKeys.secret);
        token.sha256 = createHash("sha256").update(payload.toString()).digest("base64");
        const signed = await send(await token.toJwt());
        expect([204, 401, 409]).toContain(signed);
        statuses.set(signed, (statuses.get(signed) ?? 0) + 1);
        expect(await send(signature.replaceAll(/[^\x20-\x7e]/g, "?"))).toBe(401);
      }),
      { ...check, numRuns: 300 },
    );
    // Taken, taken once, and what is no report.
    expect([...statuses.keys()].toSorted()).toEqual([204, 401, 409]);
    await alive(box);
  });
});
