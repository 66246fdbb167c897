import { randomBytes } from "node:crypto";
import { localAt } from "@hotseat/shared/group";
import type { MailLanguage, MessagesReply } from "@hotseat/shared/group";
import { cookieIn, operatorCookie, post, proofOf } from "./member.ts";
import type { Server } from "./server.ts";

const people = [
  { name: "Ayu", zone: "Asia/Jakarta", language: "id" },
  { name: "Budi", zone: "Asia/Makassar", language: "id" },
  { name: "Carla", zone: "Europe/Berlin", language: "en" },
  { name: "Dan", zone: "America/New_York", language: "en" },
] as const satisfies readonly { name: string; zone: string; language: MailLanguage }[];

/** A group of four whose members have given an address, and what one of them is mailed. */
export class MailedGroup {
  readonly emails: readonly string[];
  readonly #base: string;
  readonly #cookie: string;

  private constructor(emails: readonly string[], base: string, cookie: string) {
    this.emails = emails;
    this.#base = base;
    this.#cookie = cookie;
  }

  /** @param ahead how long from now the first call is, in ms; one every week */
  static async found(server: Server, ahead: number): Promise<MailedGroup> {
    const tag = randomBytes(4).toString("hex");
    const members = people.map((person) => {
      const secret = randomBytes(32).toString("base64url");
      return { ...person, email: `${person.name.toLowerCase()}.${tag}@example.org`, secret };
    });
    const reply = await post(
      `${server.url}/api/operator/groups`,
      {
        name: `Group ${tag}`,
        purpose: "",
        members: members.map(({ secret, ...member }) => ({ ...member, proof: proofOf(secret) })),
        facilitator: 0,
        deputy: 1,
        series: {
          zone: "Asia/Jakarta",
          starts: localAt(Date.now() + ahead, "Asia/Jakarta"),
          rule: "FREQ=WEEKLY",
        },
      },
      await operatorCookie(server),
    );
    if (reply.status !== 201) throw new Error(await reply.text());
    const founded = (await reply.json()) as { group: string; members: { id: string }[] };
    const carla = 2;
    const base = `${server.url}/api/groups/${founded.group}/members/${founded.members[carla]?.id}`;
    const proof = proofOf(members[carla]?.secret ?? "");
    const claim = await post(`${base}/claim`, { proof });
    return new MailedGroup(
      members.map(({ email }) => email),
      base,
      cookieIn(claim),
    );
  }

  /** The first address with `part` in it that Carla is mailed before a call. */
  async linkToCarla(part: string): Promise<string> {
    const reply = await fetch(`${this.#base}/messages`, { headers: { cookie: this.#cookie } });
    const { messages } = (await reply.json()) as MessagesReply;
    const text = messages.find(({ kind }) => kind === "ask")?.text ?? "";
    const links = [...text.matchAll(/https?:\/\/\S+/g)].map(String);
    const link = links.find((each) => each.includes(part));
    if (link === undefined) throw new Error(`no ${part} in:\n${text}`);
    return link;
  }
}
