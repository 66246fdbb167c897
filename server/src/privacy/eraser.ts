import { formerMembers, replayGroup } from "@hotseat/shared/group";
import type { Founded } from "@hotseat/shared/group";
import { reject } from "@hotseat/shared";
import type { MemberId } from "@hotseat/shared";
import { eq, sql } from "drizzle-orm";
import { granted, groupRefused } from "../groups/refusals.ts";
import type { Groups } from "../groups/groups.ts";
import { Refused, sessionRefused } from "../http/refusal.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Database, Transaction } from "../store/database.ts";
import { groupEvents, sessions as sessionRows } from "../store/schema.ts";
import type { GroupStore } from "../store/group-store.ts";
import { eraseFromGroup, eraseFromSession, eraseWholeGroup } from "./erasure.ts";

type Parts = {
  db: Database;
  groups: Groups;
  store: GroupStore;
  sessions: Sessions;
  /** Every stream of a session, or of one member in it, is to be closed on every server. */
  closeStreams: (session: string, member: MemberId | null) => Promise<void>;
  /** Called when something was erased. */
  onErased: () => void;
  report: (error: unknown) => void;
};

/**
 * Erases people and groups for good. Nothing is erased of a call while it is being held: other
 * servers and the pages of those who are in it know it by heart. A refusal says so.
 */
export class Eraser {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Erases a member who asks for it, and who is in the group no longer from then on. With the last
   * one goes the group.
   *
   * @throws {Refused} 409 `call-open`, 422 `wrong-name`
   */
  async member(group: Founded, id: string, member: MemberId, name: string): Promise<void> {
    checkName(name, group.members.find((each) => each.id === member)?.name);
    if (group.members.length === 1) return this.#group(id);
    const calls = await this.#callsOf(id);
    granted(
      await this.#parts.groups.command(id, { type: "erase", member }, member, (tx) =>
        eraseFromGroup(tx, id, member),
      ),
    );
    await this.#close(calls, member);
  }

  /**
   * Erases somebody who has parted, asked for by the facilitator.
   *
   * @throws {Refused} 403 `not-facilitator`, 404 `no-such-former`, 409 `call-open`, 422 `wrong-name`
   */
  async former(id: string, by: MemberId, member: MemberId, name: string): Promise<void> {
    const calls = await this.#callsOf(id);
    await this.#parts.store.locked(id, async (tx) => {
      const { group, former } = await readIn(tx, id);
      if (by !== group.facilitator) throw groupRefused("not-facilitator");
      const found = former.find((each) => each.id === member);
      if (!found) {
        throw new Refused(404, "no-such-former", "Nobody of that name has left this group.");
      }
      checkName(name, found.name);
      if (group.open) throw groupRefused("call-open");
      await eraseFromGroup(tx, id, member);
    });
    await this.#close(calls, member);
  }

  /** Those who have parted and are not erased. @throws {Refused} 403 `not-facilitator` */
  async formerOf(id: string, by: MemberId): Promise<{ id: MemberId; name: string }[]> {
    const events = await this.#parts.store.eventsAfter(id, 0);
    const group = replayGroup(events);
    if (group.status === "none") throw groupRefused("no-such-group");
    if (by !== group.facilitator) throw groupRefused("not-facilitator");
    return formerMembers(events, group.members);
  }

  /**
   * Erases a group with all its calls.
   *
   * @throws {Refused} 404 `no-such-group`, 409 `call-open`, 422 `wrong-name`
   */
  async group(id: string, name: string): Promise<void> {
    const group = await this.#parts.groups.read(id);
    if (group.status === "none") throw groupRefused("no-such-group");
    checkName(name, group.name);
    await this.#group(id);
  }

  /**
   * Erases a member from a session of no group that is over.
   *
   * @throws {Refused} 409 `not-over`, 409 `use-group-link`, 422 `wrong-name`
   */
  async fromSession(id: string, member: MemberId, name: string): Promise<void> {
    const { db, sessions } = this.#parts;
    const session = await sessions.read(id);
    if (!session || session.status === "none") throw sessionRefused(reject("no-such-session"));
    checkName(name, session.members.find((each) => each.id === member)?.name);
    await db.transaction(async (tx) => {
      const [found] = await tx
        .select({ status: sessionRows.status, group: sessionRows.group })
        .from(sessionRows)
        .where(eq(sessionRows.id, id))
        .for("update");
      if (!found) throw sessionRefused(reject("no-such-session"));
      if (found.group !== null) {
        throw new Refused(409, "use-group-link", "This is a call of a group; use its page.");
      }
      if (found.status !== "ended") {
        throw new Refused(409, "not-over", "The hour is not over; then this can be done.");
      }
      await eraseFromSession(tx, id, member);
    });
    await this.#close([id], member);
  }

  async #group(id: string): Promise<void> {
    const calls = await this.#parts.store.locked(id, async (tx) => {
      const { group } = await readIn(tx, id);
      if (group.open) throw groupRefused("call-open");
      return eraseWholeGroup(tx, id);
    });
    await this.#close(calls, null);
  }

  async #callsOf(group: string): Promise<string[]> {
    const { rows } = (await this.#parts.db.execute(
      sql`SELECT id FROM ${sessionRows} WHERE "group" = ${group}`,
    )) as unknown as { rows: { id: string }[] };
    return rows.map(({ id }) => id);
  }

  /** It is erased already: a server that is not told looks at the link at the next gap. */
  async #close(calls: readonly string[], member: MemberId | null): Promise<void> {
    const { closeStreams, onErased, report } = this.#parts;
    for (const session of calls) await closeStreams(session, member).catch(report);
    onErased();
  }
}

async function readIn(tx: Transaction, id: string) {
  const rows = await tx
    .select({ event: groupEvents.event })
    .from(groupEvents)
    .where(eq(groupEvents.group, id))
    .orderBy(groupEvents.version);
  const events = rows.map(({ event }) => event);
  const group = replayGroup(events);
  if (group.status === "none") throw groupRefused("no-such-group");
  return { group, former: formerMembers(events, group.members) };
}

/** Whoever erases types the name: the second step, which no slip of the hand takes. */
function checkName(given: string, name: string | undefined): void {
  if (given.trim() === name) return;
  throw new Refused(422, "wrong-name", "The name is not the one that is to be erased.");
}
