import type { CommandRequest, SessionView } from "@hotseat/shared";
import { describe, expect, it } from "vitest";
import { Box, pathOf } from "../testing/box.ts";
import { GroupScene } from "../testing/group-scene.ts";
import { HourScene } from "../testing/hour-scene.ts";
import { stored } from "../testing/stored.ts";
import { hourCommands, hourMessages, roles } from "./access-table.ts";
import type { Role } from "./access-table.ts";

/** One way to give each command so that whoever may give it can. */
type Example = {
  readonly stage?: "lobby";
  /** What has to have happened before. */
  readonly before?: (scene: HourScene, role: Role) => Promise<void>;
  readonly body: (scene: HourScene, role: Role, view: SessionView) => object;
  /** Where the role may ask, and the rules have another reason to refuse: its code. */
  readonly instead?: Readonly<Partial<Record<Role, string>>>;
};

const segment = (view: SessionView) => ({ segment: view.current });
/** Somebody who is not the one who asks, and has a seat to come. */
const another = (scene: HourScene, role: Role) => scene.id(role === "member" ? "deputy" : "member");
const proposal = (view: SessionView) => ({ proposal: view.proposals[0]?.id });
const asksForTheEnd = (scene: HourScene) => scene.command("facilitator", { type: "end" });

const examples: Readonly<Record<CommandRequest["type"], Example>> = {
  start: { stage: "lobby", body: () => ({}) },
  reorder: {
    stage: "lobby",
    body: (_scene, _role, { members }) => ({ order: members.map(({ id }) => id).toReversed() }),
  },
  "announce-delay": { stage: "lobby", body: () => ({ minutes: 5 }) },
  excuse: {
    stage: "lobby",
    body: (scene, role) => ({ member: another(scene, role) }),
  },
  advance: { body: (_scene, _role, view) => segment(view) },
  skip: { body: (_scene, _role, view) => segment(view) },
  extend: { body: (_scene, _role, view) => ({ ...segment(view), seconds: 30 }) },
  yield: { body: (_scene, _role, view) => ({ ...segment(view), to: "reserve" }) },
  pass: { body: () => ({}), instead: { speaker: "no-seat" } },
  swap: {
    body: (scene, role) => ({
      a: another(scene, role),
      b: scene.id(role === "member" || role === "deputy" ? "facilitator" : "deputy"),
    }),
  },
  pause: { body: (_scene, _role, view) => segment(view) },
  resume: {
    before: async (scene) => {
      const { current } = await scene.view();
      await scene.command("facilitator", { type: "pause", segment: current });
    },
    body: () => ({}),
  },
  "set-auto-advance": { body: (_scene, _role, view) => ({ on: !view.automatic }) },
  "take-chair": {
    before: async (scene, role) => {
      if (role !== "facilitator") return;
      await scene.command("facilitator", { type: "hand-chair", to: scene.id("deputy") });
    },
    body: () => ({}),
  },
  "hand-chair": { body: (scene) => ({ to: scene.id("deputy") }) },
  release: {
    body: (scene, role) => ({ member: another(scene, role) }),
    instead: { facilitator: "still-in-time" },
  },
  grant: {
    before: (scene) => scene.command("member", { type: "pass" }),
    body: (scene) => ({ member: scene.id("member") }),
  },
  remove: { body: (scene, role) => ({ member: another(scene, role) }) },
  "ask-seat": {
    before: async (scene, role) => {
      if (role === "member" || role === "deputy" || role === "facilitator") {
        await scene.command(role, { type: "pass" });
      }
    },
    body: () => ({}),
    instead: { speaker: "seat-left" },
  },
  end: { body: () => ({}) },
  agree: {
    before: asksForTheEnd,
    body: (_scene, _role, view) => proposal(view),
    instead: { facilitator: "already-answered" },
  },
  decline: { before: asksForTheEnd, body: (_scene, _role, view) => proposal(view) },
};

async function sceneFor(box: Box, type: CommandRequest["type"], role: Role) {
  const { stage = "seat", before, body } = examples[type];
  const scene = await HourScene.open(box, stage);
  await before?.(scene, role);
  return { scene, command: async (by: Role) => bodyOf(body(scene, by, await scene.view())) };
  function bodyOf(rest: object) {
    return { type, ...rest };
  }
}

const types = Object.keys(examples) as CommandRequest["type"][];

describe("commands of the hour", () => {
  it.each(types)("%s is refused to whoever may not, and changes nothing", async (type) => {
    const box = await Box.open();
    const { scene, command } = await sceneFor(box, type, "stranger");
    const row = hourCommands[type];
    const before = await stored(box.database);
    for (const role of roles.filter((each) => row[each] !== undefined && row[each] !== "done")) {
      const body = await command(role);
      for (const { path, cookie } of scene.askers(role)) {
        const reply = await box.post(`${path}/commands`, body, cookie);
        expect([role, reply.statusCode, reply.body]).toEqual([role, row[role], reply.body]);
        expect(Object.keys(reply.json())).toEqual(["code", "message"]);
        const onStream = await scene.followers
          .get(role)
          ?.answer({ type: "command", command: body });
        if (onStream) expect(onStream).toMatchObject({ type: "refused", refusal: reply.json() });
      }
    }
    expect(await stored(box.database)).toBe(before);
  });

  it.each(types)("%s is done for whoever may", async (type) => {
    const box = await Box.open();
    const row = hourCommands[type];
    for (const role of roles.filter((each) => row[each] === "done")) {
      const { scene, command } = await sceneFor(box, type, role);
      const [asker] = scene.askers(role);
      const before = await stored(box.database);
      const body = await command(role);
      const reply = await box.post(`${asker?.path}/commands`, body, asker?.cookie);
      const code = examples[type].instead?.[role];
      if (code === undefined)
        expect([role, reply.statusCode, reply.body]).toEqual([role, 200, reply.body]);
      else expect([role, reply.statusCode, reply.json().code]).toEqual([role, 409, code]);
      expect([role, (await stored(box.database)) === before]).toEqual([role, code !== undefined]);
    }
  });
});

describe("messages on the stream", () => {
  type Anywhere = Exclude<keyof typeof hourMessages, "support-next">;
  const message = (scene: HourScene, type: Anywhere, role: Role) =>
    ({
      follow: { type: "follow", since: null, place: "door" },
      ping: { type: "ping", sent: 1 },
      say: { type: "say", text: "1.YWJjZGVmZw" },
      hand: { type: "hand", up: false, member: another(scene, role) },
      "lower-hands": { type: "lower-hands" },
      react: { type: "react", reaction: "clap" },
    })[type];

  const anywhere = Object.keys(hourMessages).filter((type) => type !== "support-next");

  it.each(anywhere as Anywhere[])("%s", async (type) => {
    const box = await Box.open();
    const scene = await HourScene.open(box, "seat");
    for (const role of ["member", "deputy"] as const) {
      await scene.followers.get(role)?.answer({ type: "hand", up: true });
    }
    for (const role of roles) {
      const verdict = hourMessages[type][role];
      if (verdict === undefined) continue;
      const sent = message(scene, type, role);
      const follower = scene.followers.get(role);
      if (!follower) {
        // Nobody without a link of their own has a stream to send it on.
        for (const { path, cookie } of scene.askers(role)) {
          const stream = box.followAt(path, cookie);
          await stream.until(({ closed }) => closed);
          expect([role, stream.closed, stream.received]).toEqual([role, { code: 4403 }, []]);
        }
        continue;
      }
      const before = await stored(box.database);
      if (type === "follow" || type === "ping") {
        const known = follower.received.length;
        await follower.send(sent);
        await follower.until(({ received }) => received.length > known);
      } else {
        const answer = await follower.answer(sent);
        if (verdict === "done") expect([role, answer]).toMatchObject([role, { type: "heard" }]);
        else {
          expect([role, answer]).toMatchObject([role, { refusal: { code: "not-chair" } }]);
          expect(await stored(box.database)).toBe(before);
        }
      }
    }
  });

  it("support-next", async () => {
    const box = await Box.open();
    const scene = await GroupScene.open(box, "next-call");
    const removed = await scene.group.seat(scene.person("removed"), scene.session);
    await scene.command("facilitator", { type: "part", member: removed.id });
    const { at } = await scene.call();
    for (const role of roles) {
      const verdict = hourMessages["support-next"][role];
      // Nobody is in the hot seat any more.
      if (verdict === undefined || role === "speaker") continue;
      const before = await stored(box.database);
      const follower = scene.followers.get(role);
      if (follower) {
        const answer = await follower.answer({ type: "support-next", to: at });
        expect([role, answer.type, verdict]).toEqual([role, "heard", "done"]);
        expect([role, (await stored(box.database)) === before]).toEqual([role, false]);
        continue;
      }
      expect([role, verdict]).not.toEqual([role, "done"]);
      const [id, cookies] =
        role === "removed"
          ? [removed.id, [removed.cookie]]
          : [scene.id("facilitator"), scene.askers(role).map(({ cookie }) => cookie)];
      for (const cookie of cookies) {
        const stream = box.followAt(pathOf(scene.session, id), cookie);
        await stream.until(({ closed }) => closed);
        expect([role, stream.closed, stream.received]).toEqual([role, { code: 4403 }, []]);
      }
      expect([role, (await stored(box.database)) === before]).toEqual([role, true]);
    }
  });
});
