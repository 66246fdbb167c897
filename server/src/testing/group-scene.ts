import type { GroupCallView, GroupView } from "@hotseat/shared/group";
import type { Role } from "../access/access-table.ts";
import { pathOf } from "./box.ts";
import type { Box, Follower, Member } from "./box.ts";
import { TestGroup } from "./group.ts";
import type { Asker } from "./hour-scene.ts";

const MINUTE = 60_000;
const places: Readonly<Partial<Record<Role, number>>> = {
  facilitator: 0,
  deputy: 1,
  member: 2,
  removed: 3,
};

const came = ["facilitator", "deputy", "member"] as const;

/**
 * A group with somebody in every role; without a call, or in the first call, which everybody came to but
 * one: then that one is there in the place of the one who has parted. In the part of the call in which
 * the next one is set, the streams of those who came are open.
 */
export class GroupScene {
  readonly box: Box;
  readonly group: TestGroup;
  /** The session of the call; empty without one. */
  readonly session: string;
  readonly #other: string;
  readonly #operator: string;
  readonly followers = new Map<Role, Follower>();

  private constructor(
    box: Box,
    group: TestGroup,
    session: string,
    other: string,
    operator: string,
  ) {
    this.box = box;
    this.group = group;
    this.session = session;
    this.#other = other;
    this.#operator = operator;
  }

  static async open(
    box: Box,
    stage: "between" | "call" | "next-call" | "afterwards",
    sealed = false,
  ): Promise<GroupScene> {
    const group = await TestGroup.found(box, { sealed });
    const other = (await TestGroup.found(box)).at(0).cookie;
    const operator = await box.claimOperator();
    if (stage === "between") {
      const scene = new GroupScene(box, group, "", other, operator);
      await scene.command("facilitator", { type: "part", member: scene.id("removed") });
      return scene;
    }
    const { session, at } = await group.open();
    const early = await group.enter(session, group.at(0), group.at(1), group.at(2));
    await group.until(at + 1_000);
    const scene = new GroupScene(box, group, session, other, operator);
    await scene.#settle();
    if (stage === "next-call") {
      await group.until(at + 57 * MINUTE + 5_000);
      // An hour has passed at once, so nobody counts as being there any more.
      await box.sweep();
      for (const each of early) each.socket.terminate();
      await scene.#comeBack();
    }
    if (stage === "afterwards") {
      await group.until(at + 61 * MINUTE);
      await scene.#settle();
    }
    return scene;
  }

  /** Has the hour catch up with a clock that was moved, and all that follows from it happen. */
  async #settle(): Promise<void> {
    const { id, cookie } = await this.group.seat(this.group.at(0), this.session);
    await this.box.post(`${pathOf(this.session, id)}/mute`, { member: "nobody" }, cookie);
    await this.box.look();
    await this.box.rooms.reconcile();
  }

  async #comeBack(): Promise<void> {
    const people = came.map((role) => this.person(role));
    const followers = await this.group.enter(this.session, ...people);
    for (const [i, role] of came.entries()) {
      const follower = followers[i];
      await follower?.until(({ view }) => view?.current === "next-call");
      if (follower) this.followers.set(role, follower);
    }
  }

  id(role: Role): string {
    return this.person(role).id;
  }

  person(role: Role): Member {
    const place = places[role === "absent" ? "removed" : role];
    if (place === undefined) throw new Error(`nobody here is ${role}`);
    return this.group.at(place);
  }

  /** In which ways somebody with that role can ask; all are to be answered alike. */
  askers(role: Role): Asker[] {
    const path = this.group.path(this.group.at(0));
    if (role === "stranger") return [{ path, cookie: "" }];
    if (role === "operator") return [{ path, cookie: this.#operator }];
    if (role === "other") {
      return [this.#other, this.group.at(1).cookie].map((cookie) => ({ path, cookie }));
    }
    const person = this.person(role);
    return [{ path: this.group.path(person), cookie: person.cookie }];
  }

  async view(): Promise<GroupView> {
    return this.group.view();
  }

  /** A call to come, by its place from 0. */
  async call(place = 0): Promise<GroupCallView> {
    const call = (await this.view()).calls[place];
    if (!call) throw new Error("no such call");
    return call;
  }

  async post(role: Role, path: string, body: object): Promise<void> {
    const reply = await this.group.post(this.person(role), path, body);
    if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.body}`);
  }

  /** Makes something happen that has to have happened before. */
  async command(role: Role, command: object): Promise<void> {
    await this.post(role, "/commands", command);
  }
}
