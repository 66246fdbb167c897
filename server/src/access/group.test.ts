import { fourSeats } from "@hotseat/shared";
import { HOURS_OF_WEEK } from "@hotseat/shared/group";
import type { GroupCallView, GroupCommandRequest } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { Box } from "../testing/box.ts";
import { GroupScene } from "../testing/group-scene.ts";
import { stored } from "../testing/stored.ts";
import { groupCommands, roles } from "./access-table.ts";
import type { Role } from "./access-table.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One way to give each command so that whoever may give it can. */
type Example = {
  /** What has to have happened before, by the facilitator. */
  readonly before?: (scene: GroupScene) => Promise<void>;
  readonly body: (scene: GroupScene, role: Role, call: GroupCallView, poll: number) => object;
};

const nameOf = ({ span, original }: GroupCallView) => ({ span, original });
const poll = (call: GroupCallView) => ({
  call: nameOf(call),
  times: [call.at + 2 * HOUR, call.at + 3 * HOUR],
  deadline: call.at - DAY,
});

async function pollOpens(scene: GroupScene): Promise<void> {
  await scene.command("facilitator", { type: "open-poll", ...poll(await scene.call()) });
}

async function pollIn(scene: GroupScene): Promise<number> {
  return (await scene.view()).poll?.number ?? 0;
}

const examples: Readonly<Record<GroupCommandRequest["type"], Example>> = {
  describe: { body: () => ({ name: "Another name", purpose: "" }) },
  // The same one again would change nothing.
  "set-agenda": { body: () => ({ agenda: { ...fourSeats, id: "our-own" } }) },
  part: { body: (scene, role) => ({ member: scene.id(role === "member" ? "deputy" : "member") }) },
  "set-roles": {
    body: (scene) => ({ facilitator: scene.id("member"), deputy: scene.id("deputy") }),
  },
  "set-week": {
    body: () => ({ week: { zone: "Asia/Jakarta", hours: Array(HOURS_OF_WEEK).fill("good") } }),
  },
  "move-call": { body: (_scene, _role, call) => ({ call: nameOf(call), to: call.at + DAY }) },
  "skip-call": { body: (_scene, _role, call) => ({ call: nameOf(call) }) },
  "restore-call": {
    before: async (scene) => {
      const { span, original } = await scene.call();
      await scene.command("facilitator", { type: "skip-call", call: { span, original } });
    },
    // The call is not among those to come: it is named as skipped.
    body: () => ({ call: null }),
  },
  "change-series": {
    body: (_scene, _role, call) => ({
      from: nameOf(call),
      series: { zone: "Asia/Jakarta", starts: call.original, rule: "FREQ=WEEKLY;INTERVAL=2" },
    }),
  },
  answer: { body: (_scene, _role, call) => ({ call: nameOf(call), answer: "late" }) },
  "open-poll": { body: (_scene, _role, call) => poll(call) },
  "answer-poll": {
    before: pollOpens,
    body: (_scene, _role, call, number) => ({ poll: number, time: call.at, answer: "no" }),
  },
  "close-poll": { before: pollOpens, body: (_scene, _role, _call, number) => ({ poll: number }) },
  "choose-time": {
    before: async (scene) => {
      await pollOpens(scene);
      const { at } = await scene.call();
      // Nobody can at the date that it has, and nobody has said a word for another.
      const number = await pollIn(scene);
      const answer = { type: "answer-poll", poll: number, time: at, answer: "no" };
      await scene.command("facilitator", answer);
      await scene.command("facilitator", { type: "close-poll", poll: number });
    },
    body: (_scene, _role, call, number) => ({ poll: number, to: call.at + 2 * HOUR }),
  },
  "drop-poll": { before: pollOpens, body: (_scene, _role, _call, number) => ({ poll: number }) },
  archive: { body: () => ({}) },
  reopen: {
    before: (scene) => scene.command("facilitator", { type: "archive" }),
    body: () => ({}),
  },
};

async function sceneFor(box: Box, type: GroupCommandRequest["type"]) {
  const scene = await GroupScene.open(box, "between");
  const call = await scene.call();
  const { before, body } = examples[type];
  await before?.(scene);
  const named = type === "restore-call" ? { call: nameOf(call) } : {};
  const number = await pollIn(scene);
  return { scene, command: (by: Role) => ({ type, ...body(scene, by, call, number), ...named }) };
}

const types = Object.keys(examples) as GroupCommandRequest["type"][];

describe("commands of a group", () => {
  it.each(types)("%s is refused to whoever may not, and changes nothing", async (type) => {
    const box = await Box.open();
    const row = groupCommands[type];
    const { scene, command } = await sceneFor(box, type);
    const before = await stored(box.database);
    for (const role of roles.filter((each) => row[each] !== undefined && row[each] !== "done")) {
      for (const { path, cookie } of scene.askers(role)) {
        const reply = await box.post(`${path}/commands`, command(role), cookie);
        expect([role, reply.statusCode, reply.body]).toEqual([role, row[role], reply.body]);
        expect(Object.keys(reply.json())).toEqual(["code", "message"]);
      }
    }
    expect(await stored(box.database)).toBe(before);
  });

  it.each(types)("%s is done for whoever may", async (type) => {
    const box = await Box.open();
    const row = groupCommands[type];
    for (const role of roles.filter((each) => row[each] === "done")) {
      const { scene, command } = await sceneFor(box, type);
      const [asker] = scene.askers(role);
      const before = await stored(box.database);
      const reply = await box.post(`${asker?.path}/commands`, command(role), asker?.cookie);
      expect([role, reply.statusCode, reply.body]).toEqual([role, 200, reply.body]);
      expect([role, (await stored(box.database)) === before]).toEqual([role, false]);
    }
  });

  it.each(types.filter((type) => type !== "reopen"))(
    "%s changes nothing of an archived group, whoever asks",
    async (type) => {
      const box = await Box.open();
      const { scene, command } = await sceneFor(box, type);
      const those = roles.filter((role) => groupCommands[type][role] !== undefined);
      const commands = those.map((role) => ({ role, body: command(role) }));
      await scene.command("facilitator", { type: "archive" });
      const before = await stored(box.database);
      for (const { role, body } of commands) {
        const reads = groupCommands[type][role];
        const expected = reads !== "done" ? reads : type === "archive" ? 200 : 409;
        for (const { path, cookie } of scene.askers(role)) {
          const reply = await box.post(`${path}/commands`, body, cookie);
          const { code = "" } = reply.json<{ code?: string }>();
          if (code !== "group-archived") expect([role, reply.statusCode]).toEqual([role, expected]);
        }
      }
      expect(await stored(box.database)).toBe(before);
    },
  );
});
