import { randomBytes } from "node:crypto";
import { localAt } from "@hotseat/shared/group";
import type { GroupView, Series } from "@hotseat/shared/group";
import { proofOf } from "../links/proof.ts";
import { cookieIn } from "./box.ts";
import type { Box } from "./box.ts";

const DAY = 86_400_000;

export type GroupPerson = {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
};

const people = [
  { name: "Ayu", zone: "Asia/Jakarta", language: "id" },
  { name: "Budi", zone: "Asia/Makassar", language: "id" },
  { name: "Carla", zone: "Europe/Berlin", language: "en" },
  { name: "Dan", zone: "America/New_York", language: "en" },
] as const;

/** A group of four in four zones, whose links are claimed; the first one facilitates. */
export class GroupTable {
  readonly box: Box;
  readonly id: string;
  readonly ayu: GroupPerson;
  readonly budi: GroupPerson;
  readonly carla: GroupPerson;
  readonly dan: GroupPerson;

  private constructor(box: Box, id: string, all: readonly GroupPerson[]) {
    const [ayu, budi, carla, dan] = all;
    if (!ayu || !budi || !carla || !dan) throw new Error("no group");
    this.box = box;
    this.id = id;
    this.ayu = ayu;
    this.budi = budi;
    this.carla = carla;
    this.dan = dan;
  }

  /** Every week, the first time `ahead` ms from now; to the minute. */
  static async found(
    box: Box,
    { ahead = 10 * DAY, name = "Four <of> us" } = {},
  ): Promise<GroupTable> {
    const secrets = people.map(() => randomBytes(32).toString("base64url"));
    const first = Math.ceil((box.clock.now() + ahead) / 60_000) * 60_000;
    const series: Series = {
      zone: "Asia/Jakarta",
      starts: localAt(first, "Asia/Jakarta"),
      rule: "FREQ=WEEKLY",
    };
    const tag = randomBytes(4).toString("hex");
    const emails = people.map(({ name }) => `${name.toLowerCase()}.${tag}@example.org`);
    const reply = await box.post(
      "/api/operator/groups",
      {
        name,
        purpose: "",
        members: people.map((person, i) => {
          return { ...person, proof: proofOf(secrets[i] ?? ""), email: emails[i] };
        }),
        facilitator: 0,
        deputy: 1,
        series,
      },
      await box.claimOperator(),
    );
    if (reply.statusCode !== 201) throw new Error(reply.body);
    const { group, members } = reply.json<{ group: string; members: { id: string }[] }>();
    const all: GroupPerson[] = [];
    for (const [i, { id }] of members.entries()) {
      const claim = await box.post(`/api/groups/${group}/members/${id}/claim`, {
        proof: proofOf(secrets[i] ?? ""),
      });
      all.push({ id, email: emails[i] ?? "", cookie: cookieIn(claim) });
    }
    return new GroupTable(box, group, all);
  }

  get people(): readonly GroupPerson[] {
    return [this.ayu, this.budi, this.carla, this.dan];
  }

  path(person: GroupPerson, path = ""): string {
    return `/api/groups/${this.id}/members/${person.id}${path}`;
  }

  async ask(
    person: GroupPerson,
    path: string,
    method: "GET" | "POST" | "PUT" | "DELETE",
    body?: object,
  ) {
    return this.box.app.inject({
      method,
      url: this.path(person, path),
      headers: { cookie: person.cookie },
      ...(body ? { payload: body } : {}),
    });
  }

  async view(person: GroupPerson = this.ayu): Promise<GroupView> {
    return (await this.ask(person, "", "GET")).json<{ view: GroupView }>().view;
  }

  /** The calls to come. */
  async calls(): Promise<GroupView["calls"]> {
    return (await this.view()).calls;
  }

  async command(person: GroupPerson, command: object): Promise<void> {
    const reply = await this.ask(person, "/commands", "POST", command);
    if (reply.statusCode !== 200) throw new Error(reply.body);
  }
}
