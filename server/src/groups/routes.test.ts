import { randomBytes } from "node:crypto";
import { HOURS_OF_WEEK, localAt } from "@hotseat/shared/group";
import type { AlternativesReply, GroupView } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { proofOf } from "../links/proof.ts";
import { Box, cookieIn } from "../testing/box.ts";

type Person = { readonly id: string; readonly secret: string; cookie: string };

const zones = ["Asia/Jakarta", "Asia/Makassar", "Europe/Berlin", "America/New_York"];
const series = {
  zone: "Asia/Jakarta",
  starts: localAt(Date.now() + 7 * 86_400_000, "Asia/Jakarta"),
  rule: "FREQ=WEEKLY",
};
const DAY = 86_400_000;
const newSecret = () => randomBytes(32).toString("base64url");

async function asOperator(box: Box, method: "GET" | "POST", url: string, body: object = {}) {
  const cookie = await box.claimOperator();
  return method === "GET" ? box.get(url, cookie) : box.post(url, body, cookie);
}

/** A group of four whose links have been claimed; the first one facilitates, the second is deputy. */
async function table(box: Box) {
  const secrets = zones.map(newSecret);
  const founded = await asOperator(box, "POST", "/api/operator/groups", {
    name: "Four of us",
    purpose: "",
    members: zones.map((zone, i) => ({ name: `M${i}`, zone, proof: proofOf(secrets[i] ?? "") })),
    facilitator: 0,
    deputy: 1,
    series,
  });
  expect(founded.statusCode).toBe(201);
  const { group, members } = founded.json() as { group: string; members: { id: string }[] };
  const people: Person[] = [];
  for (const [i, { id }] of members.entries()) {
    const person = { id, secret: secrets[i] ?? "", cookie: "" };
    await claim(box, group, person);
    people.push(person);
  }
  const [ayu, budi, citra, dewi] = people;
  if (!ayu || !budi || !citra || !dewi) throw new Error("no group");
  return { group, ayu, budi, citra, dewi };
}

async function claim(box: Box, group: string, person: Person): Promise<number> {
  const url = `/api/groups/${group}/members/${person.id}/claim`;
  const reply = await box.post(url, { proof: proofOf(person.secret) });
  if (reply.statusCode === 204) person.cookie = cookieIn(reply);
  return reply.statusCode;
}

async function ask(box: Box, group: string, person: Person, path: string, body?: object) {
  const url = `/api/groups/${group}/members/${person.id}${path}`;
  return body ? box.post(url, body, person.cookie) : box.get(url, person.cookie);
}

async function viewOf(box: Box, group: string, person: Person): Promise<GroupView> {
  return ((await ask(box, group, person, "")).json() as { view: GroupView }).view;
}

describe("a group", () => {
  it("is founded by the operator and seen by its members alone", async () => {
    const box = await Box.open();
    const { group, ayu, dewi } = await table(box);
    const view = await viewOf(box, group, ayu);
    expect(view).toMatchObject({ name: "Four of us", you: { role: "facilitator" }, series });
    expect(view.members.map(({ role }) => role)).toEqual([
      "facilitator",
      "deputy",
      "member",
      "member",
    ]);
    const stranger = { ...ayu, cookie: dewi.cookie };
    expect((await ask(box, group, stranger, "")).json()).toMatchObject({ code: "not-your-group" });
    const list = await asOperator(box, "GET", "/api/operator/groups");
    expect(list.json()).toMatchObject({
      groups: [{ group, name: "Four of us", status: "active" }],
    });
    const unknown = await box.get("/api/operator/groups");
    expect(unknown.statusCode).toBe(401);
  });

  it.each([
    ["a rule with an end", { series: { ...series, rule: "FREQ=WEEKLY;COUNT=2" } }, 422, "bad-rule"],
    [
      "a zone that there is not",
      { series: { ...series, zone: "Mars/Olympus" } },
      422,
      "unknown-zone",
    ],
    ["one member as both", { deputy: 0 }, 422, "bad-roles"],
    ["a role for nobody", { facilitator: 9 }, 422, "bad-roles"],
    ["no name", { name: " " }, 422, "bad-name"],
    ["a field too many", { colour: "red" }, 400, "bad-request"],
  ])("is not founded with %s", async (_, wrong, status, code) => {
    const box = await Box.open();
    const members = zones.map((zone) => ({ name: "M", zone, proof: proofOf(newSecret()) }));
    const body = { name: "X", purpose: "", members, facilitator: 0, deputy: 1, series, ...wrong };
    const reply = await asOperator(box, "POST", "/api/operator/groups", body);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect((await asOperator(box, "GET", "/api/operator/groups")).json()).toEqual({ groups: [] });
  });

  it("takes answers from its members and dates from its facilitator", async () => {
    const box = await Box.open();
    const { group, ayu, citra } = await table(box);
    const [first, second] = (await viewOf(box, group, citra)).calls;
    if (!first || !second) throw new Error("no calls");
    const call = { span: first.span, original: first.original };
    const answered = await ask(box, group, citra, "/commands", {
      type: "answer",
      call,
      answer: "no",
    });
    expect(answered.json()).toEqual({ version: 2 });
    const move = { type: "move-call", call, to: first.at + 86_400_000 };
    const refused = await ask(box, group, citra, "/commands", move);
    expect([refused.statusCode, refused.json().code]).toEqual([403, "not-facilitator"]);
    expect((await viewOf(box, group, ayu)).calls[0]?.answers).toEqual([
      { member: citra.id, answer: "no" },
    ]);
    expect((await ask(box, group, ayu, "/commands", move)).statusCode).toBe(200);
    const [moved] = (await viewOf(box, group, ayu)).calls;
    expect(moved).toMatchObject({ at: move.to, moved: true, answers: [] });
    const clash = { type: "move-call", call, to: second.at };
    expect((await ask(box, group, ayu, "/commands", clash)).statusCode).toBe(409);
    const nowhere = { type: "skip-call", call: { span: 3, original: "2030-01-02T07:00" } };
    expect((await ask(box, group, ayu, "/commands", nowhere)).statusCode).toBe(404);
    const malformed = await ask(box, group, ayu, "/commands", { type: "open-call", call });
    expect(malformed.statusCode).toBe(400);
  });

  it("finds the best weekly times for those who have said when they can", async () => {
    const box = await Box.open();
    const { group, ayu, citra } = await table(box);
    expect((await ask(box, group, ayu, "/slots")).json()).toEqual({ slots: [] });
    const mornings = (zone: string, from: number) => ({
      type: "set-week",
      week: {
        zone,
        hours: Array.from({ length: HOURS_OF_WEEK }, (_, i) =>
          i % 24 >= from && i % 24 < from + 3 ? "good" : "never",
        ),
      },
    });
    await ask(box, group, ayu, "/commands", mornings("Asia/Jakarta", 13));
    await ask(box, group, citra, "/commands", mornings("Europe/Berlin", 7));
    const { slots } = (await ask(box, group, ayu, "/slots")).json() as {
      slots: { nevers: number; slot: { minute: number } }[];
    };
    expect(slots).toHaveLength(12);
    // 14:00 in Jakarta is 8:00 in Berlin in winter and 9:00 in summer.
    expect(slots[0]).toMatchObject({ nevers: 0, slot: { minute: 13 * 60 } });
    expect((await viewOf(box, group, ayu)).members.map(({ hasHours }) => hasHours)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it("asks all about other times for a call, and moves it when the deadline comes", async () => {
    const box = await Box.open();
    const { group, ayu, budi, citra, dewi } = await table(box);
    const [first] = (await viewOf(box, group, ayu)).calls;
    if (!first) throw new Error("no calls");
    const call = { span: first.span, original: first.original };
    const say = async (person: Person, body: object) => {
      const reply = await ask(box, group, person, "/commands", body);
      return reply.statusCode === 200 ? 200 : [reply.statusCode, reply.json().code];
    };
    const deadline = first.at - 2 * DAY;
    const opening = { type: "open-poll", call, times: [first.at + DAY], deadline };
    expect(await say(citra, opening)).toEqual([403, "not-in-charge"]);
    expect(await say(ayu, { ...opening, deadline: first.at })).toEqual([422, "bad-deadline"]);
    expect(await say(ayu, { ...opening, times: [Number.MAX_SAFE_INTEGER] })).toEqual([
      422,
      "bad-poll",
    ]);
    expect(await say(ayu, { ...opening, times: [] })).toEqual([400, "bad-request"]);
    // The deputy may ask as well.
    expect(await say(budi, opening)).toBe(200);
    expect(await say(ayu, opening)).toEqual([409, "poll-open"]);
    const { poll } = await viewOf(box, group, dewi);
    if (!poll) throw new Error("no poll");
    expect(poll).toMatchObject({ status: "open", call, at: first.at, deadline, taken: null });
    const answer = (time: number, said: string) => ({
      type: "answer-poll",
      poll: poll.number,
      time,
      answer: said,
    });
    expect(await say(citra, answer(first.at, "no"))).toBe(200);
    expect(await say(dewi, answer(first.at + DAY, "if-need-be"))).toBe(200);
    expect(await say(citra, answer(first.at + 1, "yes"))).toEqual([422, "not-in-poll"]);
    expect(await say(citra, answer(first.at, "maybe"))).toEqual([400, "bad-request"]);
    expect(await say(citra, { type: "close-poll", poll: poll.number })).toEqual([
      403,
      "not-in-charge",
    ]);
    expect(await say(ayu, { type: "drop-poll", poll: 99 })).toEqual([404, "no-such-poll"]);
    expect((await viewOf(box, group, budi)).poll?.times).toMatchObject([
      { at: first.at, said: [{ member: citra.id, answer: "no" }], no: [citra.id] },
      { at: first.at + DAY, said: [{ member: dewi.id, answer: "if-need-be" }], no: [] },
    ]);
    box.clock.pass(deadline - box.clock.now());
    expect(await say(dewi, answer(first.at, "yes"))).toEqual([409, "poll-over"]);
    await box.look();
    const after = await viewOf(box, group, citra);
    expect(after.calls[0]).toMatchObject({ ...call, at: first.at + DAY, moved: true });
    expect(after.poll).toMatchObject({ status: "decided", taken: first.at + DAY });
  });

  it("names other times for a call that nobody's hours forbid", async () => {
    const box = await Box.open();
    const { group, ayu } = await table(box);
    const [first] = (await viewOf(box, group, ayu)).calls;
    if (!first) throw new Error("no calls");
    const path = (original: string) =>
      `/alternatives?span=${first.span}&original=${encodeURIComponent(original)}`;
    const alternatives = async () =>
      ((await ask(box, group, ayu, path(first.original))).json() as AlternativesReply).alternatives;
    expect(await alternatives()).toEqual([]);
    const hours = Array.from({ length: HOURS_OF_WEEK }, (_, i) =>
      [9, 10].includes(i % 24) ? "good" : "never",
    );
    const week = { zone: "Asia/Jakarta", hours };
    await ask(box, group, ayu, "/commands", { type: "set-week", week });
    const found = await alternatives();
    expect(found.length).toBeGreaterThan(2);
    for (const { at } of found) expect(localAt(at, "Asia/Jakarta")).toMatch(/T(09:|10:00)/);
    for (const none of ["2030-01-01T10:00", "2030-99-99T99:99"]) {
      const refused = await ask(box, group, ayu, path(none));
      expect([refused.statusCode, refused.json().code]).toEqual([404, "no-such-call"]);
    }
  });

  it("gives new links: the facilitator to anybody, the deputy to a facilitator who lost theirs", async () => {
    const box = await Box.open();
    const { group, ayu, budi, citra } = await table(box);
    const renewed = newSecret();
    const link = { proof: proofOf(renewed) };
    expect((await ask(box, group, budi, `/links/${citra.id}`, link)).statusCode).toBe(403);
    expect((await ask(box, group, budi, `/links/${ayu.id}`, link)).statusCode).toBe(204);
    // The old link and what was given for it are worth nothing.
    expect((await ask(box, group, ayu, "")).statusCode).toBe(401);
    expect(await claim(box, group, ayu)).toBe(403);
    const again = { ...ayu, secret: renewed };
    expect(await claim(box, group, again)).toBe(204);
    expect(
      (await ask(box, group, again, `/links/${citra.id}`, { proof: proofOf(newSecret()) }))
        .statusCode,
    ).toBe(204);
    const byOperator = `/api/operator/groups/${group}/links/${ayu.id}`;
    expect((await asOperator(box, "POST", byOperator, link)).statusCode).toBe(204);
  });

  it("takes in members and lets them go, with their links", async () => {
    const box = await Box.open();
    const { group, ayu, dewi } = await table(box);
    const eva: Person = { id: "", secret: newSecret(), cookie: "" };
    const added = await ask(box, group, ayu, "/members", {
      name: "Eva",
      zone: "Europe/London",
      proof: proofOf(eva.secret),
    });
    expect(added.statusCode).toBe(201);
    const person = { ...eva, id: (added.json() as { id: string }).id };
    expect(await claim(box, group, person)).toBe(204);
    expect((await viewOf(box, group, person)).members).toHaveLength(5);
    await ask(box, group, dewi, "/commands", { type: "part", member: dewi.id });
    expect((await ask(box, group, dewi, "")).statusCode).toBe(401);
    expect(await claim(box, group, dewi)).toBe(403);
  });
});
