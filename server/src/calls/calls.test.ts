import { fourSeats, planOf } from "@hotseat/shared";
import type { Session } from "@hotseat/shared";
import { HOURS_OF_WEEK, callNamed, localAt, nextCall } from "@hotseat/shared/group";
import type { Founded, GroupWish } from "@hotseat/shared/group";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { readClock } from "../clock/clock.ts";
import { Groups } from "../groups/groups.ts";
import { Sessions } from "../sessions/sessions.ts";
import { openPostgres } from "../store/database.ts";
import type { OpenDatabase } from "../store/database.ts";
import { groupStore } from "../store/group-store.ts";
import { sessions as sessionRows } from "../store/schema.ts";
import { sessionStore } from "../store/session-store.ts";
import { MovableClock } from "../testing/box.ts";
import { emptyDatabase, stores } from "../testing/database.ts";
import { createDatabase } from "../testing/postgres.ts";
import { Calls } from "./calls.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const members = ["ayu", "budi", "citra", "dewi"].map((id) => ({
  id,
  name: id,
  zone: "Asia/Jakarta",
}));
const hashes = new Map(members.map(({ id }) => [id, `hash of ${id}`]));

/** A server as far as calls of groups are concerned. Its clock stands where the test has put it. */
async function serve(database: OpenDatabase, clock?: MovableClock) {
  const own = clock ?? new MovableClock(await readClock(database.now));
  own.hold();
  const failures: unknown[] = [];
  const report = (error: unknown) => failures.push(error);
  const store = groupStore(database.db);
  const events = sessionStore(database.db);
  const groups = new Groups(store, own);
  const sessions = new Sessions(events, database.announcements, own, report);
  const parts = { groups, store, sessions, sessionStore: events, clock: own, report };
  const calls = new Calls(parts);
  onTestFinished(async () => {
    await calls.stop();
    await sessions.close();
    expect(failures).toEqual([]);
  });
  return { ...parts, calls, events };
}

type Served = Awaited<ReturnType<typeof serve>>;

/** A group whose first call is in a week. */
async function founded(
  server: Served,
  changes: Partial<Extract<GroupWish, { type: "found" }>> = {},
) {
  const outcome = await server.groups.found(
    "g",
    {
      type: "found",
      name: "Four of us",
      purpose: "",
      members,
      facilitator: "dewi",
      deputy: "ayu",
      agenda: fourSeats,
      series: {
        zone: "Asia/Jakarta",
        starts: localAt(server.clock.now() + 7 * DAY, "Asia/Jakarta"),
        rule: "FREQ=WEEKLY",
      },
      ...changes,
    },
    hashes,
  );
  if (!outcome.ok) throw new Error(outcome.refusal);
}

async function groupIn({ groups }: Served): Promise<Founded> {
  const group = await groups.read("g");
  if (group.status === "none") throw new Error("no group");
  return group;
}

async function next(server: Served) {
  const group = await groupIn(server);
  return nextCall(group.schedule, group.handledUntil);
}

/** Lets time pass until an instant, and does what is due then. */
async function until(server: Served, at: number): Promise<Founded> {
  server.clock.goTo(at);
  await fire(server);
  await server.calls.look();
  return groupIn(server);
}

/** The timer of an open call's session, which a moved clock does not move. */
async function fire(server: Served): Promise<void> {
  const { open } = await groupIn(server);
  if (open) await server.sessions.command(open.session, { type: "tick" }, "clock");
}

async function opened(server: Served): Promise<{ session: string; at: number }> {
  const call = await next(server);
  const group = await until(server, call.at - 15 * MINUTE);
  if (!group.open) throw new Error("no open call");
  return { session: group.open.session, at: call.at };
}

async function sessionsIn({ db }: OpenDatabase): Promise<string[]> {
  return (await db.select({ id: sessionRows.id }).from(sessionRows)).map(({ id }) => id);
}

type Known = Exclude<Session, { status: "none" }>;

async function sessionIn({ sessions }: Served, id: string): Promise<Known> {
  const session = await sessions.read(id);
  if (!session || session.status === "none") throw new Error("no session");
  return session;
}

async function arrive({ sessions }: Served, id: string, ...who: string[]): Promise<void> {
  for (const member of who) await sessions.command(id, { type: "arrive", member }, member);
}

describe.each(stores)("on %s", (_, openStore) => {
  describe("a call of a group", () => {
    it("has its session a quarter of an hour before, with the group's people at the call's time", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const call = await next(server);
      expect((await until(server, call.at - 15 * MINUTE - 1)).open).toBeNull();
      const group = await until(server, call.at - 15 * MINUTE);
      const session = await sessionIn(server, group.open?.session ?? "");
      expect(session).toMatchObject({
        status: "lobby",
        order: ["ayu", "budi", "citra", "dewi"],
        facilitator: "dewi",
        deputy: "ayu",
        scheduledFor: call.at,
        hour: HOUR,
        sealed: false,
      });
      expect(await server.events.groupOf(group.open?.session ?? "")).toBe("g");
      expect(await server.events.proofHash(group.open?.session ?? "", "budi")).toBe("hash of budi");
      const link = { member: "budi", proofHash: "another", publicKey: null, vouchers: null };
      await server.store.setLink("g", link);
      expect(await server.events.proofHash(group.open?.session ?? "", "budi")).toBe("another");
      const all = await server.events.proofHashes(group.open?.session ?? "");
      expect(all.get("budi")).toBe("another");
    });

    it("goes without those who said no, as long as two are left, and is led by who comes", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const call = await next(server);
      for (const member of ["dewi", "ayu", "budi"]) {
        const wish = { type: "answer", call, answer: "no" } as const;
        expect((await server.groups.command("g", wish, member)).ok).toBe(true);
      }
      const { session } = await opened(server);
      const now = await sessionIn(server, session);
      expect(now.facilitator).toBe("citra");
      const excused = now.attendance.filter(({ presence }) => presence === "excused");
      expect(excused.map(({ member }) => member)).toEqual(["ayu", "dewi"]);
    });

    it("is closed when its hour is over, and the next one begins where it has left off", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const first = await opened(server);
      await arrive(server, first.session, "ayu", "budi", "citra", "dewi");
      await until(server, first.at + HOUR - 1);
      expect((await groupIn(server)).next?.state).toBe("tentative");
      const closed = await until(server, first.at + HOUR);
      expect(closed).toMatchObject({
        open: null,
        past: [{ at: first.at, session: first.session, held: true }],
      });
      const second = await opened(server);
      expect(second.at).toBe(first.at + 7 * DAY);
      const session = await sessionIn(server, second.session);
      expect(session.order).toEqual(["budi", "citra", "dewi", "ayu"]);
      // By which everybody has the colour of the call before.
      expect(session.members.map(({ id }) => id)).toEqual(["ayu", "budi", "citra", "dewi"]);
      expect(session.broughtForward.find(({ member }) => member === "ayu")?.first).toBe(1);
    });

    it("is not held when nobody comes, and the one after it is booked", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const { at } = await opened(server);
      const group = await until(server, at + 20 * MINUTE);
      expect(group).toMatchObject({ open: null, past: [{ at, held: false }] });
      expect(group.next?.state).toBe("tentative");
      const again = await opened(server);
      // What was not held turns no order.
      expect((await sessionIn(server, again.session)).order[0]).toBe("ayu");
    });

    it("is made by a server that comes back in time, and its hour counts from its time", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const { at } = await next(server);
      const group = await until(server, at + 5 * MINUTE);
      const session = await sessionIn(server, group.open?.session ?? "");
      if (session.status !== "running") throw new Error("not running");
      expect(session.startedAt).toBe(at);
      expect(planOf(session).segments.at(-1)?.endsAt).toBe(at + HOUR);
    });

    it("is over when the server comes back too late, and so is every other one meanwhile", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const { at } = await next(server);
      const group = await until(server, at + 8 * DAY);
      expect(group.open).toBeNull();
      expect(group.past).toMatchObject([
        { at, session: null, held: false },
        { at: at + 7 * DAY, session: null, held: false },
      ]);
      const call = await next(server);
      expect(call.at).toBe(at + 14 * DAY);
      expect(group.next).toEqual({
        call: { span: call.span, original: call.original },
        state: "tentative",
      });
    });

    it("is made without whoever has parted, and with an agenda that fits those who are left", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const first = await opened(server);
      await arrive(server, first.session, "ayu", "budi", "citra", "dewi");
      await until(server, first.at + HOUR);
      await server.groups.command("g", { type: "part", member: "citra" }, "citra");
      await server.groups.command("g", { type: "part", member: "budi" }, "budi");
      expect(await server.events.proofHash(first.session, "budi")).toBeNull();
      const eva = { id: "eva", name: "Eva", zone: "Europe/Berlin" };
      await server.groups.command("g", { type: "add-member", member: eva }, "dewi");
      expect(await server.calls.orderOf(await groupIn(server))).toEqual(["dewi", "ayu", "eva"]);
      const { session } = await opened(server);
      expect((await sessionIn(server, session)).order).toEqual(["dewi", "ayu", "eva"]);
    });

    it("is not made of a group that is archived, and none is missed meanwhile", async () => {
      const server = await serve(await openStore());
      await founded(server);
      const { at } = await next(server);
      await server.groups.command("g", { type: "archive" }, "dewi");
      expect(await until(server, at + DAY)).toMatchObject({ open: null, past: [] });
      await server.groups.command("g", { type: "reopen" }, "dewi");
      expect((await next(server)).at).toBe(at + 7 * DAY);
    });
  });
});

describe("two servers on one database", () => {
  it("make a session once, and close it once", async () => {
    const url = await createDatabase(inject("postgresUrl"));
    const [a, b] = await Promise.all([openPostgres(url), openPostgres(url)]);
    onTestFinished(async () => {
      await a.close();
      await b.close();
    });
    const clock = new MovableClock(await readClock(a.now));
    const [one, other] = [await serve(a, clock), await serve(b, clock)];
    await founded(one);
    for (let i = 1; i <= 3; i += 1) {
      const { at } = await next(one);
      clock.goTo(at - 15 * MINUTE);
      await Promise.all([one.calls.look(), other.calls.look()]);
      const { open } = await groupIn(other);
      expect(open).not.toBeNull();
      expect(await sessionsIn(a)).toHaveLength(i);
      clock.goTo(at + 20 * MINUTE);
      await Promise.all([fire(one), fire(other)]);
      await Promise.all([one.calls.look(), other.calls.look()]);
      expect((await groupIn(one)).past).toHaveLength(i);
    }
  });
});

describe("whatever happens to a group and its server", () => {
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

  it.each(seeds)(
    "there is always a next date, and a session exactly for each call that was opened (seed %i)",
    async (seed) => {
      const random = randomFrom(seed);
      const one = <T>(choices: readonly T[]): T => choices[random(choices.length)] as T;
      const deed = () => ({
        wait: one([MINUTE, 10 * MINUTE, HOUR, DAY, 6 * DAY, 15 * DAY]),
        come: members.map(({ id }) => id).filter(() => random(2) === 0),
        does: one(["nothing", "answer", "move", "skip", "support", "archive", "reopen"] as const),
        by: one(["ayu", "dewi"]),
        restart: random(3) === 0,
      });
      const database = await emptyDatabase();
      const clock = new MovableClock(await readClock(database.now));
      let server = await serve(database, clock);
      await founded(server);
      const hours = Array.from({ length: HOURS_OF_WEEK }, () => "good" as const);
      const week = { zone: "UTC", hours };
      await server.groups.command("g", { type: "set-week", week }, "ayu");
      for (let i = 0; i < 14; i += 1) {
        const { wait, come, does, by, restart } = deed();
        if (restart) {
          await server.sessions.close();
          server = await serve(database, clock);
        }
        // The server is down for the whole of it when it restarts.
        clock.pass(wait);
        await server.calls.look();
        const { open } = await groupIn(server);
        if (open) await arrive(server, open.session, ...come);
        const call = await next(server);
        const to = call.at + HOUR;
        const wishes = {
          nothing: null,
          answer: { type: "answer", call: nameOf(call), answer: "no" },
          move: { type: "move-call", call: nameOf(call), to },
          skip: { type: "skip-call", call: nameOf(call) },
          support: { type: "support-next", to, present: come },
          archive: { type: "archive" },
          reopen: { type: "reopen" },
        } as const;
        const wish = wishes[does];
        if (wish) await server.groups.command("g", wish, by);
        const group = await groupIn(server);
        const at = clock.now();
        expect(nextCall(group.schedule, at).at).toBeGreaterThan(at);
        // Nobody hangs up before the next call is set, and nothing that is set is let go.
        if (group.past.length > 0 && group.open === null) {
          const set = group.next && callNamed(group.schedule, group.next.call);
          expect(set?.at).toBeGreaterThan(group.handledUntil);
        }
        const known = [...group.past.map(({ session }) => session), group.open?.session];
        const made = known.filter((each) => typeof each === "string");
        expect((await sessionsIn(database)).toSorted()).toEqual(made.toSorted());
        const dates = group.past.map((each) => each.at);
        expect(new Set(dates).size).toBe(dates.length);
      }
    },
    40_000,
  );
});

/** Numbers below a bound, the same for the same seed: a linear congruential generator. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function nameOf({ span, original }: { span: number; original: string }) {
  return { span, original };
}
