import { RECAP_OPEN_MS, fourSeats } from "@hotseat/shared";
import type { TalkMessage, TalkRequest } from "@hotseat/shared";
import { describe, expect, it, onTestFinished } from "vitest";
import { readClock } from "../clock/clock.ts";
import { Sessions } from "../sessions/sessions.ts";
import { hands, messages } from "../store/schema.ts";
import { sessionStore } from "../store/session-store.ts";
import { MovableClock } from "../testing/box.ts";
import { stores } from "../testing/database.ts";
import { talkStore } from "./talk-store.ts";
import { Talk } from "./talk.ts";

const members = ["a", "b", "c", "d"].map((id) => ({ id, name: id.toUpperCase() }));
const wish = {
  type: "create",
  agenda: fourSeats,
  hour: 3_600_000,
  members,
  facilitator: "d",
} as const;
const seat = (member: string) => ({ session: "s", member });
const say = (text: string): TalkRequest => ({ type: "say", id: 1, text });
const raise: TalkRequest = { type: "hand", id: 1, up: true };

describe.each(stores)("on %s", (_, openStore) => {
  async function open() {
    const database = await openStore();
    const clock = new MovableClock(await readClock(database.now));
    return { database, clock };
  }
  type Opened = Awaited<ReturnType<typeof open>>;

  /** One server: what it says of talk, and the sessions it is about. */
  function serve({ database, clock }: Opened) {
    const { announcements, db } = database;
    const store = sessionStore(db);
    const report = (error: unknown) => {
      throw error;
    };
    const sessions = new Sessions(store, announcements, clock, report);
    const talk = new Talk({
      store: talkStore(db),
      announcements,
      announce: store.announce,
      sessions,
      clock,
      report,
    });
    onTestFinished(async () => {
      await talk.stop();
      await sessions.close();
    });
    return { sessions, talk, store: talkStore(db) };
  }
  type Served = ReturnType<typeof serve>;

  /** A session in which everybody is there. */
  async function gathered({ sessions }: Served): Promise<void> {
    await sessions.create("s", "room", wish, new Map(members.map(({ id }) => [id, id])));
    for (const { id: member } of members) {
      await sessions.command("s", { type: "arrive", member }, member);
    }
  }

  function listen({ talk }: Served, said = 0) {
    const heard: TalkMessage[] = [];
    onTestFinished(talk.listen("s", said, (message) => heard.push(message)));
    return {
      heard,
      texts: () =>
        heard
          .flatMap((each) => (each.type === "talk" ? each.messages : []))
          .map(({ text }) => text),
      hands: () => {
        const last = heard.findLast(({ type }) => type === "talk");
        return last?.type === "talk" ? last.hands.map(({ member }) => member) : null;
      },
    };
  }

  describe("what is written", () => {
    it("is told in order to whoever listens and to whoever comes later, each once", async () => {
      const server = serve(await open());
      await gathered(server);
      const early = listen(server);
      await server.talk.perform(seat("a"), true, say("one"));
      await server.talk.perform(seat("b"), true, say("two"));
      const late = listen(server);
      const knowing = listen(server, 1);
      await server.talk.perform(seat("a"), true, say("three"));
      expect(early.texts()).toEqual(["one", "two", "three"]);
      expect(late.texts()).toEqual(["one", "two", "three"]);
      expect(knowing.texts()).toEqual(["two", "three"]);
    });

    it("is numbered without gaps, whoever writes at the same time", async () => {
      const server = serve(await open());
      await gathered(server);
      const { store } = server;
      const numbers = await Promise.all(
        Array.from({ length: 24 }, (_, i) => store.say("s", "a", `${i}`, i)),
      );
      expect(numbers.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 24 }, (_, i) => i + 1),
      );
    });

    it.each([
      ["message-empty", " \n\t"],
      ["message-too-long", "é".repeat(6_001)],
      ["message-no-text", "a\0b"],
    ])("is refused as %s", async (code, text) => {
      const server = serve(await open());
      await gathered(server);
      expect(await server.talk.perform(seat("a"), true, say(text))).toMatchObject({ code });
      expect(await server.store.messagesAfter("s", 0)).toEqual([]);
    });

    it("is for those who are in the call, and goes at a human pace", async () => {
      const server = serve(await open());
      await gathered(server);
      const { talk } = server;
      expect(await talk.perform(seat("a"), false, say("x"))).toMatchObject({ code: "not-in-call" });
      const codes = [];
      for (let i = 0; i < 20; i++)
        codes.push((await talk.perform(seat("a"), true, say("x")))?.code);
      expect(codes.at(0)).toBeUndefined();
      expect(codes.at(-1)).toBe("too-often");
      expect(await talk.perform(seat("b"), true, say("x"))).toBeNull();
    });

    it("is gone when the recap closes, also when no server was there, and nothing else is", async () => {
      const opened = await open();
      const server = serve(opened);
      await gathered(server);
      await server.sessions.create("other", "room 2", wish, new Map([["a", "a"]]));
      await server.store.say("other", "a", "still running", 1);
      await server.talk.perform(seat("a"), true, say("between us"));
      const { sessions, talk } = server;
      await sessions.command("s", { type: "start" }, "d");
      opened.clock.pass(3_600_000);
      await sessions.command("s", { type: "tick" }, "clock");
      expect(await talk.perform(seat("a"), true, say("x"))).toMatchObject({ code: "session-over" });

      opened.clock.pass(RECAP_OPEN_MS - 5_000);
      await talk.forgetClosed();
      const during = listen(server);
      await expect.poll(during.texts).toEqual(["between us"]);
      await talk.stop();
      await sessions.close();

      opened.clock.pass(5_000);
      const next = serve(opened);
      const after = listen(next);
      await expect.poll(after.hands).toEqual([]);
      expect(after.texts()).toEqual([]);
      next.talk.start();
      const { db } = opened.database;
      await expect
        .poll(() => db.select({ text: messages.text }).from(messages))
        .toEqual([{ text: "still running" }]);
    });
  });

  describe("raised hands", () => {
    it("stand in the order in which the server saw them go up", async () => {
      const server = serve(await open());
      await gathered(server);
      const listener = listen(server);
      for (const member of ["c", "a", "b", "c"])
        await server.talk.perform(seat(member), true, raise);
      expect(listener.hands()).toEqual(["c", "a", "b"]);
      await server.talk.perform(seat("c"), true, { type: "hand", id: 1, up: false });
      await server.talk.perform(seat("c"), true, raise);
      expect(listener.hands()).toEqual(["a", "b", "c"]);
    });

    it("are lowered by their owner and by whoever has the chair", async () => {
      const server = serve(await open());
      await gathered(server);
      const { talk } = server;
      const listener = listen(server);
      for (const member of ["a", "b", "c"]) await talk.perform(seat(member), true, raise);
      const lower = (member: string): TalkRequest => ({ type: "hand", id: 1, up: false, member });
      const refused = { code: "not-chair" };
      expect(await talk.perform(seat("a"), true, lower("b"))).toMatchObject(refused);
      expect(await talk.perform(seat("a"), true, { type: "lower-hands", id: 1 })).toMatchObject(
        refused,
      );
      expect(listener.hands()).toEqual(["a", "b", "c"]);
      await talk.perform(seat("d"), true, lower("b"));
      expect(listener.hands()).toEqual(["a", "c"]);
      await talk.perform(seat("d"), true, { type: "lower-hands", id: 1 });
      expect(listener.hands()).toEqual([]);
    });

    it("go down when their own seat begins, and not when they go up in it", async () => {
      const opened = await open();
      const server = serve(opened);
      await gathered(server);
      const { sessions, talk } = server;
      const listener = listen(server);
      await sessions.command("s", { type: "start" }, "d");
      for (const member of ["a", "b"]) await talk.perform(seat(member), true, raise);
      for (;;) {
        const session = await sessions.read("s");
        if (session?.status !== "running") throw new Error("not running");
        const segment = session.boxes[session.position];
        if (segment?.holder === "a" && segment.block === "seat") break;
        opened.clock.pass(segment?.length ?? 0);
        await sessions.command("s", { type: "tick" }, "clock");
      }
      await expect.poll(listener.hands).toEqual(["b"]);
      opened.clock.pass(1);
      await talk.perform(seat("a"), true, raise);
      expect(listener.hands()).toEqual(["b", "a"]);
    });

    it("stay up while somebody may come back at any moment, and go down when they are gone", async () => {
      const opened = await open();
      const server = serve(opened);
      await gathered(server);
      const { sessions, talk } = server;
      const listener = listen(server);
      await sessions.command("s", { type: "start" }, "d");
      await talk.perform(seat("c"), true, raise);
      await sessions.command("s", { type: "leave", member: "c" }, "c");
      await talk.perform(seat("b"), true, raise);
      expect(listener.hands()).toEqual(["c", "b"]);
      // The place of somebody who was lost is held for minutes at most (4.1).
      opened.clock.pass(15 * 60_000);
      await sessions.command("s", { type: "tick" }, "clock");
      await expect.poll(listener.hands).toEqual(["b"]);
      expect(await opened.database.db.select({ member: hands.member }).from(hands)).toEqual([
        { member: "b" },
      ]);
    });
  });

  describe("reactions", () => {
    it("are shown to everybody once and kept nowhere", async () => {
      const server = serve(await open());
      await gathered(server);
      const [one, other] = [listen(server), listen(server)];
      await server.talk.perform(seat("a"), true, { type: "react", id: 1, reaction: "clap" });
      const shown = { type: "reacted", member: "a", reaction: "clap" };
      await expect.poll(() => one.hands()).toEqual([]);
      for (const { heard } of [one, other]) {
        expect(heard.filter(({ type }) => type === "reacted")).toEqual([shown]);
      }
      const late = listen(server);
      await expect.poll(late.hands).toEqual([]);
      expect(late.heard).toHaveLength(1);
    });
  });
});

describe("two servers on one database", () => {
  it("tell their own members what was said at the other, each thing once", async () => {
    const [, openStore] = stores[1] ?? [];
    if (!openStore) throw new Error("no PostgreSQL");
    const database = await openStore();
    const clock = new MovableClock(await readClock(database.now));
    const { db, announcements } = database;
    const store = sessionStore(db);
    const [one, other] = [1, 2].map(() => {
      const report = (error: unknown) => {
        throw error;
      };
      const sessions = new Sessions(store, announcements, clock, report);
      onTestFinished(() => sessions.close());
      const talk = new Talk({
        store: talkStore(db),
        announcements,
        announce: store.announce,
        sessions,
        clock,
        report,
      });
      onTestFinished(() => talk.stop());
      const heard: TalkMessage[] = [];
      return { sessions, talk, heard };
    });
    if (!one || !other) throw new Error("two are needed");
    await one.sessions.create("s", "room", wish, new Map(members.map(({ id }) => [id, id])));
    for (const { id: member } of members) {
      await one.sessions.command("s", { type: "arrive", member }, member);
    }
    for (const { talk, heard } of [one, other]) {
      onTestFinished(talk.listen("s", 0, (message) => heard.push(message)));
    }
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 ? one : other).talk.perform(seat(i % 2 ? "a" : "b"), true, say(`${i}`)),
      ),
    );
    await one.talk.perform(seat("a"), true, { type: "react", id: 1, reaction: "heart" });
    await other.talk.perform(seat("b"), true, raise);
    await one.talk.perform(seat("a"), true, raise);
    for (const { heard } of [one, other]) {
      const said = () =>
        heard.flatMap((each) => (each.type === "talk" ? each.messages : [])).map((m) => m.number);
      await expect.poll(said).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
      await expect
        .poll(() => heard.filter(({ type }) => type === "reacted"))
        .toEqual([{ type: "reacted", member: "a", reaction: "heart" }]);
      await expect
        .poll(() => {
          const last = heard.findLast(({ type }) => type === "talk");
          return last?.type === "talk" && last.hands.map(({ member }) => member);
        })
        .toEqual(["b", "a"]);
    }
  });
});
