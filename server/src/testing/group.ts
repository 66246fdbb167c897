import { randomBytes } from "node:crypto";
import type { EnterCallReply, ServerMessage } from "@hotseat/shared";
import { localAt } from "@hotseat/shared/group";
import type { GroupReply, GroupView } from "@hotseat/shared/group";
import type { LightMyRequestResponse } from "fastify";
import { proofOf } from "../links/proof.ts";
import { cookieIn } from "./box.ts";
import type { Box, Follower, Member } from "./box.ts";

/** Sealed bytes look random, and the server cannot tell them from any others. */
const text = (bytes: number) => randomBytes(bytes).toString("base64url");
export const newSecret = (): string => text(32);
export const newPublicKey = (): string => text(32);
export const newWrapped = (): string => text(80);
export const newRoster = (members: number): string => text(28 + 32 * members);

const MINUTE = 60_000;
const DAY = 86_400_000;
const names = ["Ayu", "Budi", "Citra", "Dewi"];

/** A founded group of four whose links have been claimed; the first facilitates, the second is deputy. */
export class TestGroup {
  readonly box: Box;
  readonly id: string;
  readonly people: Member[];
  readonly publicKeys: readonly string[];

  private constructor(box: Box, id: string, people: Member[], publicKeys: readonly string[]) {
    this.box = box;
    this.id = id;
    this.people = people;
    this.publicKeys = publicKeys;
  }

  static async found(box: Box, { sealed = false, hour = 3_600_000 } = {}): Promise<TestGroup> {
    const secrets = names.map(newSecret);
    const publicKeys = names.map(newPublicKey);
    const seal = {
      members: publicKeys.map((publicKey) => ({ publicKey, wrapped: newWrapped() })),
      roster: newRoster(names.length),
    };
    const body = {
      name: "Four of us",
      purpose: "",
      members: names.map((name, i) => ({
        name,
        zone: "Asia/Jakarta",
        proof: proofOf(secrets[i] ?? ""),
      })),
      facilitator: 0,
      deputy: 1,
      series: {
        zone: "Asia/Jakarta",
        starts: localAt(box.clock.now() + 7 * DAY, "Asia/Jakarta"),
        rule: "FREQ=WEEKLY",
      },
      hour,
      ...(sealed ? { seal } : {}),
    };
    const reply = await box.post("/api/operator/groups", body, await box.claimOperator());
    if (reply.statusCode !== 201) throw new Error(reply.body);
    const { group, members } = reply.json<{ group: string; members: { id: string }[] }>();
    const people = members.map(({ id }, i) => ({ id, secret: secrets[i] ?? "", cookie: "" }));
    const founded = new TestGroup(box, group, people, publicKeys);
    for (const person of people) await founded.claim(person);
    return founded;
  }

  /** Somebody whom the facilitator adds, and who has claimed their link. */
  async join(name: string): Promise<Member> {
    const secret = newSecret();
    const body = { name, zone: "Asia/Jakarta", proof: proofOf(secret) };
    const reply = await this.post(this.at(0), "/members", body);
    if (reply.statusCode !== 201) throw new Error(reply.body);
    const person = { id: reply.json<{ id: string }>().id, secret, cookie: "" };
    await this.claim(person);
    return person;
  }

  /** The person at a place, from 0. */
  at(place: number): Member {
    const person = this.people[place];
    if (!person) throw new Error(`nobody at ${place}`);
    return person;
  }

  nameOf(id: string): string {
    return names[this.people.findIndex((person) => person.id === id)] ?? "";
  }

  path(person: Member): string {
    return `/api/groups/${this.id}/members/${person.id}`;
  }

  async claim(person: Member): Promise<number> {
    const reply = await this.box.post(`${this.path(person)}/claim`, {
      proof: proofOf(person.secret),
    });
    if (reply.statusCode === 204) person.cookie = cookieIn(reply);
    return reply.statusCode;
  }

  async get<T = unknown>(person: Member, path = ""): Promise<T> {
    const reply = await this.box.get(`${this.path(person)}${path}`, person.cookie);
    return reply.json() as T;
  }

  async post(person: Member, path: string, body: object): Promise<LightMyRequestResponse> {
    return this.box.post(`${this.path(person)}${path}`, body, person.cookie);
  }

  /** Status, and the code of a refusal. */
  async tries(person: Member, path: string, body: object): Promise<[number, string?]> {
    const reply = await this.post(person, path, body);
    if (reply.statusCode < 400) return [reply.statusCode];
    return [reply.statusCode, reply.json<{ code: string }>().code];
  }

  async asOperator(path: string, body: object): Promise<[number, string?]> {
    const url = `/api/operator/groups/${this.id}${path}`;
    const reply = await this.box.post(url, body, await this.box.claimOperator());
    if (reply.statusCode < 400) return [reply.statusCode];
    return [reply.statusCode, reply.json<{ code: string }>().code];
  }

  async view(person: Member = this.at(0)): Promise<GroupView> {
    return (await this.get<GroupReply>(person)).view;
  }

  /** Lets time pass until the lobby of the next call is open; its session, and when it begins. */
  async open(): Promise<{ session: string; at: number }> {
    const [call] = (await this.view()).calls;
    if (!call) throw new Error("no call");
    await this.until(call.at - 15 * MINUTE);
    const { open } = await this.view();
    if (!open) throw new Error("no open call");
    return { session: open.session, at: call.at };
  }

  /** Lets time pass until an instant, and does what is due then. */
  async until(at: number): Promise<void> {
    this.box.clock.pass(at - this.box.clock.now());
    await this.box.look();
  }

  /** Gets a member the cookie of a call, as they then have it in its session. */
  async seat(person: Member, session?: string): Promise<Member> {
    const reply = await this.post(person, "/call", session === undefined ? {} : { session });
    if (reply.statusCode !== 200) throw new Error(reply.body);
    const { member } = reply.json<EnterCallReply>();
    return { ...person, id: member, cookie: cookieIn(reply) };
  }

  /** Members come to a call, until they are all there. */
  async enter(session: string, ...people: readonly Member[]): Promise<Follower[]> {
    const seats: Member[] = [];
    for (const person of people) seats.push(await this.seat(person));
    return this.box.enter(session, ...seats);
  }
}

/** What a stream was told last of its group. */
export function groupMessage(follower: Follower): Extract<ServerMessage, { type: "group" }> | null {
  const found = follower.received.findLast(({ type }) => type === "group");
  return found?.type === "group" ? found : null;
}
