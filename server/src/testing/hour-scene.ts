import { randomBytes } from "node:crypto";
import type { CreateSessionReply, SessionView } from "@hotseat/shared";
import type { Role } from "../access/access-table.ts";
import { proofOf } from "../links/proof.ts";
import { cookieIn, pathOf } from "./box.ts";
import type { Box, Follower, Member } from "./box.ts";
import { newPublicKey, newRoster, newWrapped } from "./group.ts";

/** A request's sender: the address that they ask below, and the cookie that they have. */
export type Asker = { readonly path: string; readonly cookie: string };

const seated = ["speaker", "member", "deputy", "removed", "facilitator"] as const;
type Seated = (typeof seated)[number];

/** A sealed hour with somebody in every role: in its lobby, where nobody is yet, or in the first seat. */
export class HourScene {
  readonly box: Box;
  readonly session: string;
  readonly #people: Readonly<Record<Seated, Member>>;
  readonly #other: string;
  readonly #operator: string;
  readonly followers = new Map<Role, Follower>();

  private constructor(
    box: Box,
    session: string,
    people: Readonly<Record<Seated, Member>>,
    other: string,
    operator: string,
  ) {
    this.box = box;
    this.session = session;
    this.#people = people;
    this.#other = other;
    this.#operator = operator;
  }

  static async open(box: Box, stage: "lobby" | "seat"): Promise<HourScene> {
    const operator = await box.claimOperator();
    const { session, people } = await create(box, operator);
    const { people: others } = await create(box, operator);
    const other = others.facilitator.cookie;
    const scene = new HourScene(box, session, people, other, operator);
    await scene.command("facilitator", { type: "remove", member: scene.id("removed") });
    if (stage === "seat") await scene.#sit();
    return scene;
  }

  id(role: Role): string {
    return this.person(role).id;
  }

  person(role: Role): Member {
    const person = (this.#people as Partial<Record<Role, Member>>)[role];
    if (!person) throw new Error(`nobody here is ${role}`);
    return person;
  }

  /** In which ways somebody with that role can ask; all are to be answered alike. */
  askers(role: Role): Asker[] {
    const theirs = this.#people.facilitator;
    const path = pathOf(this.session, theirs.id);
    if (role === "stranger") return [{ path, cookie: "" }];
    if (role === "operator") return [{ path, cookie: this.#operator }];
    if (role === "other") {
      return [this.#other, this.#people.deputy.cookie].map((cookie) => ({ path, cookie }));
    }
    const { id, cookie } = this.person(role);
    return [{ path: pathOf(this.session, id), cookie }];
  }

  async view(): Promise<SessionView> {
    return this.box.view(this.session, this.#people.facilitator);
  }

  /** Makes something happen that has to have happened before. */
  async command(role: Role, command: object): Promise<void> {
    const reply = await this.box.command(this.session, this.person(role), command);
    if (reply.statusCode !== 200) throw new Error(`${JSON.stringify(command)}: ${reply.body}`);
  }

  async #sit(): Promise<void> {
    const roles = ["speaker", "member", "deputy", "facilitator"] as const;
    const followers = await this.box.enter(this.session, ...roles.map((role) => this.person(role)));
    for (const [i, role] of roles.entries()) {
      const follower = followers[i];
      if (follower) this.followers.set(role, follower);
    }
    await this.command("facilitator", { type: "start" });
    for (let { current } = await this.view(); !current?.startsWith("seat-1");) {
      await this.command("facilitator", { type: "advance", segment: current });
      ({ current } = await this.view());
    }
  }
}

async function create(
  box: Box,
  operator: string,
): Promise<{ session: string; people: Record<Seated, Member> }> {
  const secrets = seated.map(() => randomBytes(32).toString("base64url"));
  const members = seated.map((name, i) => ({ name, proof: proofOf(secrets[i] ?? "") }));
  const seal = {
    members: seated.map(() => ({ publicKey: newPublicKey(), wrapped: newWrapped() })),
    roster: newRoster(seated.length),
  };
  const body = { hour: 3_600_000, members, facilitator: 4, deputy: 2, seal };
  const reply = await box.post("/api/operator/sessions", body, operator);
  if (reply.statusCode !== 201) throw new Error(reply.body);
  const created = reply.json<CreateSessionReply>();
  const people: Partial<Record<Seated, Member>> = {};
  for (const [i, role] of seated.entries()) {
    const [id = "", secret = ""] = [created.members[i]?.id, secrets[i]];
    const claim = await box.post(`${pathOf(created.session, id)}/claim`, {
      proof: proofOf(secret),
    });
    people[role] = { id, secret, cookie: cookieIn(claim) };
  }
  return { session: created.session, people: people as Record<Seated, Member> };
}
