import { randomBytes } from "node:crypto";
import type { Ended, MemberId } from "@hotseat/shared";
import { canBeHeld, decideGroup, lastHeld, nextGroupDue } from "@hotseat/shared/group";
import type { Founded, Group, GroupWish, ScheduledCall } from "@hotseat/shared/group";
import type { Clock } from "../clock/clock.ts";
import type { Groups } from "../groups/groups.ts";
import { randomId } from "../groups/members.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { appendGroup } from "../store/group-store.ts";
import type { GroupStore } from "../store/group-store.ts";
import { VersionConflict } from "../store/version-conflict.ts";
import type { SessionStore } from "../store/session-store.ts";
import { InTurn } from "../work/in-turn.ts";
import { Repeating } from "../work/repeating.ts";
import { openingOf, orderAfter } from "./opening.ts";
import type { Before } from "./opening.ts";

/** How often the store is asked for groups to which something is due, in ms. */
const LOOK_EVERY = 500;

type Parts = {
  groups: Groups;
  store: GroupStore;
  sessions: Sessions;
  sessionStore: SessionStore;
  clock: Clock;
  report: (error: unknown) => void;
};

/**
 * Makes a session of each call of a group when its time comes, and closes the call when its session
 * is over. There is no timer for a group: the store is asked, by any number of servers, and says
 * the same after any restart. What two servers do at once is done by the one that stores it first.
 */
export class Calls {
  readonly #parts: Parts;
  readonly #looks = new InTurn();
  readonly #looking: Repeating;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#looking = new Repeating({
      every: LOOK_EVERY,
      work: () => this.look(),
      report: parts.report,
    });
    parts.sessions.onChange((_, session) => {
      if (session.status === "ended") this.look().catch(parts.report);
    });
  }

  start(): void {
    this.#looking.start(0);
  }

  /** Returns when nothing is looked at. */
  async stop(): Promise<void> {
    await this.#looking.stop();
    await this.#looks.idle();
  }

  /** Does what is due by now, one group after the other. */
  async look(): Promise<void> {
    return this.#looks.do(() => this.#lookNow());
  }

  /** The seat order of the open call, or of the next one as it is known by now. */
  async orderOf(group: Founded): Promise<readonly MemberId[]> {
    if (group.open) {
      const session = await this.#parts.sessions.read(group.open.session);
      if (session && session.status !== "none") return session.order;
    }
    return orderAfter(group, await this.#before(group));
  }

  async #lookNow(): Promise<void> {
    const { store, clock, report } = this.#parts;
    for (const { id } of await store.due(clock.now())) {
      // What fails for one group is tried again; the others do not wait for it.
      await this.#catchUp(id).catch(report);
    }
  }

  /** Does one thing after the other until nothing is due. */
  async #catchUp(id: string): Promise<void> {
    for (;;) {
      const group = await this.#parts.groups.read(id);
      if (!(await this.#step(id, group))) return;
    }
  }

  /** Whether something was done, or another server has done it. */
  async #step(id: string, group: Group): Promise<boolean> {
    if (group.status === "none") return false;
    const now = this.#parts.clock.now();
    const due = nextGroupDue(group);
    const over = group.open && (await this.#endOf(group.open.session));
    if (over) {
      return this.#command(id, { type: "close-call", held: over.cause !== "not-held" });
    }
    if (!due || due.at > now) return false;
    switch (due.type) {
      case "poll":
        return this.#command(id, { type: "close-poll", poll: due.poll });
      case "settle":
        return this.#command(id, { type: "settle-next" });
      case "close":
        // The session's own clock ends it at this very instant.
        return false;
      case "open":
        return canBeHeld(group, due.call, now)
          ? this.#open(id, group, due.call)
          : this.#command(id, { type: "miss-call", call: nameOf(due.call) });
    }
  }

  async #command(id: string, wish: Exclude<GroupWish, { type: "found" }>): Promise<boolean> {
    const outcome = await this.#parts.groups.command(id, wish, "clock");
    return outcome.ok;
  }

  /** The session and what the group says of it come into being together, or neither does. */
  async #open(id: string, group: Founded, call: ScheduledCall): Promise<boolean> {
    const { groups, store, sessions, sessionStore, clock } = this.#parts;
    const now = clock.now();
    const session = randomId();
    const opened = decideGroup(group, {
      type: "open-call",
      call: nameOf(call),
      session,
      at: now,
      by: "clock",
    });
    if (!opened.ok) return false;
    // The hour counts from its time also when the server was down then.
    const events = openingOf(group, call, await this.#before(group), Math.min(now, call.at));
    const hashes = new Map(
      (await store.links(id)).map(({ member, proofHash }) => [member, proofHash]),
    );
    const links = new Map(group.members.map((each) => [each.id, hashes.get(each.id) ?? ""]));
    const room = randomBytes(24).toString("base64url");
    let next = group;
    try {
      await sessionStore.create(session, room, events, links, null, {
        group: id,
        alongside: async (tx) => {
          next = await appendGroup(tx, id, group, opened.events);
        },
      });
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      return true;
    }
    groups.changed(id, next);
    await sessions.takeUp(session);
    return true;
  }

  async #before(group: Founded): Promise<Before | null> {
    const session = lastHeld(group);
    if (session === null) return null;
    return { session, log: await this.#parts.sessionStore.log(session) };
  }

  /** The session of a call once it is over; null until then. */
  async #endOf(session: string): Promise<Ended | null> {
    const { sessions } = this.#parts;
    // A tick: the hour may be over although its timer has not fired yet.
    const outcome = await sessions.command(session, { type: "tick" }, "clock");
    return outcome.ok && outcome.session.status === "ended" ? outcome.session : null;
  }
}

function nameOf({ span, original }: ScheduledCall): Pick<ScheduledCall, "span" | "original"> {
  return { span, original };
}
