import { decideGroup, noGroup } from "@hotseat/shared/group";
import type { Founded, Group, GroupRefusal, GroupWish } from "@hotseat/shared/group";
import type { Actor, MemberId } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import { VersionConflict } from "../store/version-conflict.ts";
import type { Alongside, GroupStore } from "../store/group-store.ts";
import type { FirstSeal } from "../store/seal-store.ts";

export type GroupOutcome =
  | { readonly ok: true; readonly group: Founded }
  | { readonly ok: false; readonly refusal: GroupRefusal };

type Listener = (id: string, group: Founded) => void;

/**
 * The authority over all groups. Unlike an hour, a group changes a few times a week, so nothing is
 * kept in memory: what a command is decided on is read from the store, and when two servers decide
 * at once, the second one reads again.
 */
export class Groups {
  readonly #store: GroupStore;
  readonly #clock: Clock;
  readonly #listeners = new Set<Listener>();

  constructor(store: GroupStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async found(
    id: string,
    wish: Extract<GroupWish, { type: "found" }>,
    proofHashes: ReadonlyMap<MemberId, string>,
    seal: FirstSeal | null = null,
  ): Promise<GroupOutcome> {
    const decision = decideGroup(noGroup, { ...wish, at: this.#clock.now(), by: "operator" });
    if (!decision.ok) return decision;
    return { ok: true, group: await this.#store.create(id, decision.events, proofHashes, seal) };
  }

  async read(id: string): Promise<Group> {
    return this.#store.read(id);
  }

  /**
   * Decides a command at this moment and stores what follows from it. `alongside` is stored with
   * it, all or nothing, and only if anything follows from it.
   */
  async command(
    id: string,
    wish: Exclude<GroupWish, { type: "found" }>,
    by: Actor,
    alongside?: Alongside,
  ): Promise<GroupOutcome> {
    for (;;) {
      const group = await this.#store.read(id);
      if (group.status === "none") return { ok: false, refusal: "no-such-group" };
      const decision = decideGroup(group, { ...wish, at: this.#clock.now(), by });
      if (!decision.ok) return decision;
      if (decision.events.length === 0) return { ok: true, group };
      try {
        const next = await this.#store.append(id, group, decision.events, alongside);
        this.changed(id, next);
        return { ok: true, group: next };
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }

  /** Calls `listener` after every change that this server has stored. */
  onChange(listener: Listener): void {
    this.#listeners.add(listener);
  }

  /** Says that a group has been changed together with something else. */
  changed(id: string, group: Founded): void {
    for (const listener of this.#listeners) listener(id, group);
  }
}
