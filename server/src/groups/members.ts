import { randomBytes } from "node:crypto";
import type { Founded } from "@hotseat/shared/group";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Refused } from "../http/refusal.ts";
import { groupPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import type { GroupStore } from "../store/group-store.ts";
import type { Groups } from "./groups.ts";
import { groupRefused } from "./refusals.ts";

export const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });
/** Of every route for a member of a group. */
export const Params = Type.Object({ group: Id, member: Id });
export const path = groupPath(":group", ":member");

/** Who a request to a group comes from. */
export class GroupMembers {
  readonly #access: Access;
  readonly #groups: Groups;
  readonly #store: GroupStore;

  constructor(access: Access, groups: Groups, store: GroupStore) {
    this.#access = access;
    this.#groups = groups;
    this.#store = store;
  }

  /** Gives the cookie of a link to whoever proves to have it. @throws {Refused} 403 `wrong-link` */
  async claim(reply: FastifyReply, group: string, member: string, proof: string): Promise<void> {
    const hash = await this.#store.proofHash(group, member);
    const path = groupPath(group, member);
    this.#access.claim(reply, { path, holder: holderOf(group, member), hash }, proof);
  }

  /** The group, asked for by whoever has the link of this member. @throws {Refused} 401 `not-your-group` */
  async require(request: FastifyRequest): Promise<Founded> {
    const { group: id, member } = request.params as { group: string; member: string };
    const hash = await this.#store.proofHash(id, member);
    if (!this.#access.holds(request, { holder: holderOf(id, member), hash })) {
      throw new Refused(401, "not-your-group", "Open your personal link to this group first.");
    }
    const group = await this.#groups.read(id);
    if (group.status === "none") throw groupRefused("no-such-group");
    if (!isIn(group, member)) throw groupRefused("not-in-group");
    return group;
  }
}

export function isIn(group: Founded, member: string): boolean {
  return group.members.some(({ id }) => id === member);
}

/** Ids are in addresses, so they are short; what must not be guessed is the link's secret. */
export function randomId(): string {
  return randomBytes(9).toString("base64url");
}

/** What a cookie for a group says; no session's id contains a space. */
function holderOf(group: string, member: string): string {
  return `group ${group} ${member}`;
}
