import { decideGroup, noGroup } from "@hotseat/shared/group";
import type { Founded, Group, GroupRefusal, GroupWish } from "@hotseat/shared/group";
import type { Actor, MemberId } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import { VersionConflict } from "../store/session-store.ts";
import type { GroupStore } from "../store/group-store.ts";

export type GroupOutcome =
  | { readonly ok: true; readonly group: Founded }
  | { readonly ok: false; readonly refusal: GroupRefusal };

/**
 * The authority over all groups. Unlike an hour, a group changes a few times a week, so nothing is
 * kept in memory: what a command is decided on is read from the store, and when two servers decide
 * at once, the second one reads again.
 */
export class Groups {
  readonly #store: GroupStore;
  readonly #clock: Clock;

  constructor(store: GroupStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async found(
    id: string,
    wish: Extract<GroupWish, { type: "found" }>,
    proofHashes: ReadonlyMap<MemberId, string>,
  ): Promise<GroupOutcome> {
    const decision = decideGroup(noGroup, { ...wish, at: this.#clock.now(), by: "operator" });
    if (!decision.ok) return decision;
    return { ok: true, group: await this.#store.create(id, decision.events, proofHashes) };
  }

  async read(id: string): Promise<Group> {
    return this.#store.read(id);
  }

  /** Decides a command at this moment and stores what follows from it. */
  async command(
    id: string,
    wish: Exclude<GroupWish, { type: "found" }>,
    by: Actor,
  ): Promise<GroupOutcome> {
    for (;;) {
      const group = await this.#store.read(id);
      if (group.status === "none") return { ok: false, refusal: "no-such-group" };
      const decision = decideGroup(group, { ...wish, at: this.#clock.now(), by });
      if (!decision.ok) return decision;
      if (decision.events.length === 0) return { ok: true, group };
      try {
        return { ok: true, group: await this.#store.append(id, group, decision.events) };
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }
}
