import { createHash, randomBytes } from "node:crypto";
import { AccessToken } from "livekit-server-sdk";
import { describe, expect, it } from "vitest";
import { fourSeats } from "@hotseat/shared";
import type { MessagesReply } from "@hotseat/shared/group";
import type { InjectOptions } from "fastify";
import { backupKey } from "../backup/routes.ts";
import { proofOf } from "../links/proof.ts";
import { Box, pathOf } from "../testing/box.ts";
import { GroupScene } from "../testing/group-scene.ts";
import { newPublicKey, newRoster, newSecret, newWrapped } from "../testing/group.ts";
import { HourScene } from "../testing/hour-scene.ts";
import type { Asker } from "../testing/hour-scene.ts";
import { testKeys } from "../testing/livekit.ts";
import { stored } from "../testing/stored.ts";
import { groupPath, memberPath } from "../links/access.ts";
import { roles, routes } from "./access-table.ts";
import type { BySecret, Role, Row } from "./access-table.ts";

const HOUR = 3_600_000;
const hour = memberPath(":session", ":member");
const group = groupPath(":group", ":member");
const call = `${group}/calls/:session`;
const tab = { tab: "tab-00000001" };
const newProof = () => ({ proof: proofOf(newSecret()) });

type Scene = HourScene | GroupScene;
type Method = "GET" | "POST" | "PUT" | "DELETE";

/** One way to ask on each route, so that whoever may is given what they ask for. */
type Example = {
  readonly open: (box: Box) => Promise<Scene>;
  readonly before?: (scene: Scene) => Promise<void>;
  readonly body?: (scene: Scene, role: Role) => object | Promise<object>;
  /** What stands in the place of the parameters behind the member's own address. */
  readonly end?: (scene: Scene) => string | Promise<string>;
  /** Where the rules have another reason to refuse: its code. */
  readonly instead?: string;
};

const lobby = (box: Box) => HourScene.open(box, "lobby");
const between = (box: Box) => GroupScene.open(box, "between");
const sealed = (box: Box) => GroupScene.open(box, "between", true);
const inCall = (box: Box) => GroupScene.open(box, "call");
const afterwards = (box: Box) => GroupScene.open(box, "afterwards");

function ofGroup(scene: Scene): GroupScene {
  if (scene instanceof GroupScene) return scene;
  throw new Error("no group");
}

const holders = ["facilitator", "deputy", "member"] as const;
const newKey = (scene: Scene, more: readonly Role[] = []) => ({
  epoch: 2,
  wrapped: [...holders, ...more].map((role) => ({ member: scene.id(role), wrapped: newWrapped() })),
  roster: newRoster(holders.length + more.length),
});
const named = async (scene: Scene) => {
  const { span, original } = await ofGroup(scene).call();
  return { span, original };
};
const ofSession = (scene: Scene) => ofGroup(scene).session;
const people = () =>
  [1, 2].map((i) => ({ name: `Somebody ${i}`, zone: "Europe/Berlin", ...newProof() }));

/** Lets the hour end. */
async function ends(scene: Scene): Promise<void> {
  scene.box.clock.pass(2 * HOUR);
  const [asker] = scene.askers("facilitator");
  await scene.box.post(`${asker?.path}/mute`, { member: "nobody" }, asker?.cookie);
  await scene.box.rooms.reconcile();
}

const examples: Readonly<Record<string, Example>> = {
  "GET /api/operator": { open: lobby },
  "GET /api/operator/sessions": { open: lobby },
  "POST /api/operator/sessions": {
    open: lobby,
    body: () => ({
      hour: HOUR,
      members: people().map(({ name, proof }) => ({ name, proof })),
      facilitator: 0,
    }),
  },
  "GET /api/operator/groups": { open: between },
  "POST /api/operator/groups": {
    open: between,
    body: async (scene) => ({
      name: "Two",
      purpose: "",
      members: people(),
      facilitator: 0,
      deputy: 1,
      agenda: fourSeats,
      series: {
        zone: "Asia/Jakarta",
        starts: (await named(scene)).original,
        rule: "FREQ=WEEKLY",
      },
    }),
  },
  "GET /api/operator/groups/:group/vouchers": {
    open: sealed,
    end: (scene) => `${ofGroup(scene).group.id}/vouchers`,
  },
  "POST /api/operator/groups/:group/links/:member": {
    open: between,
    end: (scene) => `${ofGroup(scene).group.id}/links/${scene.id("member")}`,
    body: newProof,
  },
  "POST /api/operator/groups/:group/erase": {
    open: between,
    end: (scene) => `${ofGroup(scene).group.id}/erase`,
    body: () => ({ name: "Four of us" }),
  },
  "GET /api/operator/mail": { open: between },
  "GET /api/operator/server": { open: between },

  [`GET ${hour}`]: { open: lobby },
  [`POST ${hour}/wait`]: { open: lobby, body: () => tab },
  [`POST ${hour}/join`]: { open: lobby, body: () => tab },
  [`POST ${hour}/connection-test`]: {
    open: (box) => HourScene.open(box, "seat"),
    // Rooms to test in are few, and other tests need them: here the hour is over.
    before: ends,
    instead: "session-over",
  },
  [`POST ${hour}/join-report`]: {
    open: lobby,
    body: () => ({ outcome: "joined", connected: 500, own: null, other: null }),
  },
  [`GET ${hour}/export`]: { open: (box) => HourScene.open(box, "seat"), before: ends },
  [`POST ${hour}/erase`]: {
    open: (box) => HourScene.open(box, "seat"),
    before: ends,
    // What a member is called here is their role.
    body: (_scene, role) => ({ name: role }),
  },
  [`POST ${hour}/commands`]: {
    open: lobby,
    body: () => ({ type: "announce-delay", minutes: 3 }),
  },
  [`GET ${hour}/recap`]: { open: lobby },
  [`GET ${hour}/recap.md`]: { open: lobby },
  [`GET ${hour}/seal`]: { open: lobby },
  [`POST ${hour}/seal`]: { open: lobby, body: (scene) => newKey(scene, ["speaker"]) },
  [`POST ${hour}/links/:of`]: {
    open: lobby,
    end: (scene) => scene.id("member"),
    body: (scene) => ({
      ...newProof(),
      seal: { ...newKey(scene, ["speaker"]), publicKey: newPublicKey() },
    }),
  },
  [`POST ${hour}/mute`]: { open: lobby, body: (scene) => ({ member: scene.id("member") }) },

  [`POST ${group}/forget`]: { open: between, body: () => ({}) },
  [`GET ${group}`]: { open: between },
  [`POST ${group}/commands`]: {
    open: between,
    body: async (scene) => ({ type: "answer", call: await named(scene), answer: "late" }),
  },
  [`GET ${group}/slots`]: { open: between },
  [`GET ${group}/alternatives`]: {
    open: between,
    end: async (scene) => `?${new URLSearchParams({ ...(await named(scene)), span: "0" })}`,
  },
  [`POST ${group}/members`]: {
    open: between,
    body: () => ({ name: "Eva", zone: "Europe/London", ...newProof() }),
  },
  [`POST ${group}/links/:whose`]: {
    open: between,
    end: (scene) => scene.id("member"),
    body: newProof,
  },
  [`GET ${group}/seal`]: { open: sealed },
  [`POST ${group}/seal`]: { open: sealed, body: (scene) => newKey(scene) },
  [`POST ${group}/call`]: { open: inCall, body: () => ({}) },
  [`GET ${group}/commitments`]: { open: between },
  [`POST ${group}/commitments`]: {
    open: between,
    body: (scene) => ({
      type: "promise",
      id: randomBytes(9).toString("base64url"),
      text: "Write it",
      doneWhen: "It is sent",
      ifThen: null,
      due: scene.box.clock.now() + 100 * HOUR,
    }),
  },
  [`GET ${group}/briefs`]: { open: between },
  [`POST ${group}/briefs`]: {
    open: between,
    body: async (scene) => ({
      call: await named(scene),
      brief: { question: "Whom?", context: "", tried: "", help: "" },
    }),
  },
  [`GET ${group}/contact`]: { open: between },
  [`PUT ${group}/contact`]: {
    open: between,
    body: () => ({ email: "ayu@example.org", language: "id", off: [] }),
  },
  [`GET ${group}/messages`]: { open: between },
  [`GET ${group}/export`]: { open: between },
  [`POST ${group}/erase`]: {
    open: between,
    body: (scene, role) => ({ name: ofGroup(scene).group.nameOf(scene.id(role)) }),
  },
  [`GET ${group}/former`]: { open: between },
  [`POST ${group}/former/:whose/erase`]: {
    open: between,
    end: (scene) => scene.id("removed"),
    body: (scene) => ({ name: ofGroup(scene).group.nameOf(scene.id("removed")) }),
  },
  [`POST ${group}/erase-group`]: { open: between, body: () => ({ name: "Four of us" }) },
  [`POST ${group}/calendar-feed`]: { open: between },
  [`DELETE ${group}/calendar-feed`]: { open: between },
  [`GET ${call}/notes`]: { open: inCall, end: ofSession },
  [`POST ${call}/notes`]: { open: inCall, end: ofSession, body: () => ({ text: "Mine" }) },
  [`POST ${call}/seat-notes`]: {
    open: inCall,
    end: ofSession,
    body: (scene) => ({ holder: scene.id("facilitator"), text: "Theirs" }),
  },
  [`POST ${call}/seat-notes/:number/remove`]: {
    open: inCall,
    before: async (scene) => {
      const note = { holder: scene.id("facilitator"), text: "Theirs" };
      await ofGroup(scene).post("deputy", `/calls/${ofSession(scene)}/seat-notes`, note);
    },
    end: ofSession,
  },
  [`GET ${call}/pulse`]: { open: inCall, end: ofSession },
  [`POST ${call}/pulse`]: {
    open: inCall,
    end: ofSession,
    body: () => ({ useful: 5, trust: 4, time: 3 }),
  },
  [`GET ${call}/remarks`]: { open: inCall, end: ofSession },
  [`POST ${call}/remarks`]: {
    open: afterwards,
    end: ofSession,
    body: () => ({ kind: "thanks", to: null, text: "Thank you" }),
  },
};

/** Who has an id and a name here; anybody else asks at the facilitator's address. */
const known = new Set<Role>(["member", "speaker", "deputy", "facilitator", "removed", "absent"]);

/** Where one asks: below an address of one's own, or at one that is the same for all. */
function urlFor(template: string, { path }: Asker, end: string): string {
  for (const own of [hour, group]) {
    if (!template.startsWith(own)) continue;
    const rest = template.slice(own.length);
    if (!rest.includes(":")) return path + rest + end;
    return path + rest.replace(/:\w+/, end).replace(":number", "1");
  }
  return template.replace(/:.*/, end);
}

async function ask(route: string, scene: Scene, role: Role, asker: Asker, method: Method | "HEAD") {
  const example = examples[route];
  const template = route.slice(route.indexOf(" ") + 1);
  const url = urlFor(template, asker, (await example?.end?.(scene)) ?? "");
  const payload = await example?.body?.(scene, known.has(role) ? role : "facilitator");
  const headers = { cookie: asker.cookie };
  const request: InjectOptions = { method, url, headers, ...(payload ? { payload } : {}) };
  return scene.box.app.inject(request);
}

const isRow = (row: Row | BySecret): row is Row => !("withoutSecret" in row);
const byRole = Object.entries(routes).flatMap(([route, row]) =>
  examples[route] !== undefined && isRow(row) ? [[route, row] as const] : [],
);

describe("the table of routes", () => {
  it("has every route of the application, and no other", async () => {
    const box = await Box.open({ pages: true });
    expect(box.routes.toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  it("has its examples here", () => {
    const elsewhere = Object.entries(routes).filter(
      ([route, row]) => isRow(row) && examples[route] === undefined && row["stranger"] !== "done",
    );
    // Over a socket of its own: see hour.test.ts.
    expect(elsewhere.map(([route]) => route)).toEqual([`GET ${hour}/stream`]);
  });
});

describe.each(byRole)("%s", (route, row) => {
  const method = route.split(" ", 1)[0] as Method;
  const sceneIn = async (box: Box) => {
    const scene = (await examples[route]?.open(box)) as Scene;
    await examples[route]?.before?.(scene);
    return scene;
  };
  /** Whoever parts from a group in a call was absent from it before. */
  const those = roles
    .filter((role) => row[role] !== undefined)
    .toSorted((a, b) => Number(a === "removed") - Number(b === "removed"));
  const mayBe = (scene: Scene, role: Role) => {
    const inGroup = scene instanceof GroupScene;
    return !(inGroup && role === "speaker") && !(!inGroup && role === "absent");
  };

  it("is refused to whoever may not, and changes nothing", async () => {
    const box = await Box.open();
    const scene = await sceneIn(box);
    for (const role of those.filter((each) => row[each] !== "done" && mayBe(scene, each))) {
      if (role === "removed" && scene instanceof GroupScene && scene.session !== "") {
        await scene.command("facilitator", { type: "part", member: scene.id(role) });
      }
      const before = await stored(box.database);
      for (const asker of scene.askers(role)) {
        const reply = await ask(route, scene, role, asker, method);
        expect([role, reply.statusCode, reply.body]).toEqual([role, row[role], reply.body]);
        expect(Object.keys(reply.json())).toEqual(["code", "message"]);
        expect(reply.headers["set-cookie"]).toBe(undefined);
        if (method !== "GET") continue;
        expect((await ask(route, scene, role, asker, "HEAD")).statusCode).toBe(row[role]);
      }
      expect([role, (await stored(box.database)) === before]).toEqual([role, true]);
    }
  });

  it("is done for whoever may", async () => {
    const box = await Box.open();
    let scene: Scene | null = null;
    for (const role of those.filter((each) => row[each] === "done")) {
      if (scene === null || method !== "GET") scene = await sceneIn(box);
      if (!mayBe(scene, role)) continue;
      const [asker] = scene.askers(role);
      if (!asker) throw new Error(`nobody is ${role}`);
      const reply = await ask(route, scene, role, asker, method);
      const code = examples[route]?.instead;
      if (code === undefined)
        expect([role, reply.statusCode < 300, reply.body]).toEqual([role, true, reply.body]);
      else expect([role, reply.json().code]).toEqual([role, code]);
    }
  });
});

const metricsToken = "a token of at least thirty-two characters";

/** A request with the secret that it needs, and with another one. */
type Secrets = readonly [right: InjectOptions, wrong: InjectOptions];

async function claims(path: string, secret: string): Promise<Secrets> {
  const request = (proof: string) =>
    ({ method: "POST", url: `${path}/claim`, payload: { proof } }) as const;
  return [request(proofOf(secret)), request(proofOf(newSecret()))];
}

async function mailed(box: Box, part: "answer" | "unsubscribe"): Promise<[string, string]> {
  const scene = await between(box);
  const { cookie } = scene.person("member");
  const path = scene.group.path(scene.person("member"));
  const contact = { email: "citra@example.org", language: "en", off: [] };
  await box.app.inject({
    method: "PUT",
    url: `${path}/contact`,
    payload: contact,
    headers: { cookie },
  });
  const { messages } = (await box.get(`${path}/messages`, cookie)).json<MessagesReply>();
  const all = messages.map(({ text }) => text).join("\n");
  const token = new RegExp(`/${part}/([\\w.-]+)`).exec(all)?.[1] ?? "";
  // The same claim with another seal.
  const end = token.lastIndexOf(".") + 1;
  return [token, token.slice(0, end) + "A".repeat(token.length - end)];
}

const withToken =
  (method: Method, part: "answer" | "unsubscribe", address: string, payload?: object) =>
  async (box: Box): Promise<Secrets> => {
    const [right, wrong] = await mailed(box, part);
    const request = (token: string) => ({
      method,
      url: `${address}/${token}`,
      ...(payload ? { payload } : {}),
    });
    return [request(right), request(wrong)];
  };

const signalling =
  (address: string) =>
  async (box: Box): Promise<Secrets> => {
    const { session, members } = await box.hour();
    const [{ id, cookie }] = members;
    const joined = await box.post(`${pathOf(session, id)}/join`, tab, cookie);
    const { token } = joined.json<{ token: string }>();
    const forged = new AccessToken(testKeys.key, "another secret, which is not the server's own", {
      identity: `${id}.${tab.tab}`,
    });
    forged.addGrant({ room: "x", roomJoin: true });
    const request = (given: string) =>
      ({ method: "GET", url: `${address}?access_token=${given}` }) as const;
    return [request(token), request(await forged.toJwt())];
  };

const secrets: Readonly<Record<string, (box: Box) => Promise<Secrets>>> = {
  "POST /api/operator/claim": async (box) => claims("/api/operator", box.operatorSecret),
  [`POST ${hour}/claim`]: async (box) => {
    const { session, members } = await box.hour();
    return claims(pathOf(session, members[0].id), members[0].secret);
  },
  [`POST ${group}/claim`]: async (box) => {
    const scene = await between(box);
    const person = scene.person("member");
    return claims(scene.group.path(person), person.secret);
  },
  "GET /calendar/:file": async (box) => {
    const scene = await between(box);
    const fed = await scene.group.post(scene.person("member"), "/calendar-feed", {});
    const { pathname } = new URL(fed.json<{ address: string }>().address);
    const other = `/calendar/${randomBytes(32).toString("base64url")}.ics`;
    return [
      { method: "GET", url: pathname },
      { method: "GET", url: other },
    ];
  },
  "GET /api/answers/:token": withToken("GET", "answer", "/api/answers"),
  "POST /api/answers/:token": withToken("POST", "answer", "/api/answers", { answer: "late" }),
  "GET /api/subscriptions/:token": withToken("GET", "unsubscribe", "/api/subscriptions"),
  "POST /api/subscriptions/:token": withToken("POST", "unsubscribe", "/api/subscriptions", {
    on: false,
  }),
  "POST /unsubscribe/:token": withToken("POST", "unsubscribe", "/unsubscribe"),
  "GET /answer/:token": withToken("GET", "answer", "/answer"),
  "GET /unsubscribe/:token": withToken("GET", "unsubscribe", "/unsubscribe"),
  "GET /metrics": async () => {
    const request = (authorization: string) =>
      ({ method: "GET", url: "/metrics", headers: { authorization } }) as const;
    return [request(`Bearer ${metricsToken}`), request(`Bearer ${metricsToken}x`)];
  },
  "GET /api/backup": async (box) => {
    const request = (authorization: string) =>
      ({ method: "GET", url: "/api/backup", headers: { authorization } }) as const;
    return [request(`Bearer ${backupKey(box.cookieSecret)}`), request(`Bearer ${backupKey("x")}`)];
  },
  "POST /api/livekit/webhook": async () => {
    const payload = JSON.stringify({ event: "room_finished", id: "1" });
    const signed = async (secret: string) => {
      const token = new AccessToken(testKeys.key, secret);
      token.sha256 = createHash("sha256").update(payload).digest("base64");
      const authorization = await token.toJwt();
      const headers = { "content-type": "application/webhook+json", authorization };
      return { method: "POST", url: "/api/livekit/webhook", payload, headers } as const;
    };
    return [
      await signed(testKeys.secret),
      await signed("another secret, which is not LiveKit's own"),
    ];
  },
  "GET /rtc": signalling("/rtc"),
  "GET /rtc/validate": signalling("/rtc/validate"),
  "GET /rtc/v1": signalling("/rtc/v1"),
  "GET /rtc/v1/validate": signalling("/rtc/v1/validate"),
};

/** By a real connection: some of these ask from where it comes. */
async function sent(box: Box, { method = "GET", url, payload, headers }: InjectOptions) {
  const json = typeof payload === "object" ? { "content-type": "application/json" } : {};
  return fetch(box.url + String(url), {
    method,
    headers: { ...json, ...(headers as Record<string, string>) },
    ...(payload === undefined
      ? {}
      : { body: typeof payload === "string" ? payload : JSON.stringify(payload) }),
  });
}

const bySecret = Object.entries(routes).flatMap(([route, row]) =>
  isRow(row) ? [] : [[route, row] as const],
);

describe.each(bySecret)("%s", (route, { withoutSecret }) => {
  it("is for whoever has the secret, and for no cookie without it", async () => {
    const box = await Box.open({ pages: true, metricsToken });
    const make = secrets[route];
    if (!make) throw new Error("no example");
    const [right, wrong] = await make(box);
    const cookies = [
      "",
      await box.claimOperator(),
      (await lobby(box)).person("facilitator").cookie,
    ];
    const before = await stored(box.database);
    for (const cookie of cookies) {
      const reply = await sent(box, { ...wrong, headers: { ...wrong.headers, cookie } });
      expect(reply.status).toBe(withoutSecret);
      expect(reply.headers.has("set-cookie")).toBe(false);
    }
    expect(await stored(box.database)).toBe(before);
    const { status } = await sent(box, right);
    // LiveKit answers to half a request in its own ways, and to a token that it does not know by 401.
    if (route.startsWith("GET /rtc")) expect(status).not.toBe(401);
    else expect(status).toBeLessThan(300);
  });
});

describe("what is for anybody", () => {
  const open = Object.entries(routes).flatMap(([route, row]) =>
    isRow(row) && row["stranger"] === "done" && examples[route] === undefined ? [route] : [],
  );

  it.each(open)("%s is the same for all and changes nothing", async (route) => {
    const box = await Box.open({ pages: true });
    const scene = await lobby(box);
    const before = await stored(box.database);
    const url = route.slice("GET ".length).replace("*", "").replaceAll(/:\w+/g, "someone");
    const answers = new Set<string>();
    for (const role of ["stranger", "operator", "facilitator", "removed"] as const) {
      for (const { cookie } of scene.askers(role)) {
        const { statusCode, body } = await box.get(url, cookie);
        answers.add(`${statusCode} ${url === "/api/clock" ? "" : body}`);
      }
    }
    expect(answers.size).toBe(1);
    const without = url.startsWith("/models/") ? "404" : "200";
    expect([...answers].join().slice(0, 3)).toBe(without);
    expect(await stored(box.database)).toBe(before);
  });
});
