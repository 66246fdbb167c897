import { describe, expect, it } from "vitest";
import { limited, limitedByMember } from "../access/access-table.ts";
import { groupPath } from "../links/access.ts";
import { Box } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { TestGroup } from "../testing/group.ts";

/** The most that any route takes in a minute. */
const MOST = 60;

/** The most that a member of a group writes in a minute. */
const MOST_OF_MEMBER = 120;

describe("whoever tries too often", () => {
  it.each(limited)("is told to wait: %s", async (route) => {
    const box = await Box.open({ pages: true });
    const [method = "", template = ""] = route.split(" ");
    const url = template
      .replace(":file", `${"A".repeat(43)}.ics`)
      .replaceAll(/:\w+/g, "A".repeat(22));
    const ask = (remoteAddress: string) =>
      box.app.inject({ method: method as "POST", url, remoteAddress });
    const statuses: number[] = [];
    for (let tried = 0; tried <= MOST; tried += 1)
      statuses.push((await ask("192.0.2.1")).statusCode);
    const last = await ask("192.0.2.1");
    expect(statuses[0]).not.toBe(429);
    expect([last.statusCode, last.json()]).toEqual([
      429,
      { code: "too-many-requests", message: expect.stringMatching(/^Rate limit exceeded/) },
    ]);
    expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
    // Nobody else has to wait for that.
    expect((await ask("192.0.2.2")).statusCode).not.toBe(429);
  });

  async function firstRefusal(box: Box, headersOf: (i: number) => object, from: string) {
    for (let i = 0; i <= MOST; i += 1) {
      const reply = await box.app.inject({
        method: "GET",
        url: "/api/answers/aaaaaaaaaaaaaaaaaaaaaaaa",
        headers: { ...headersOf(i) },
        remoteAddress: from,
      });
      if (reply.statusCode === 429) return i;
    }
    return null;
  }

  const invented = (i: number) => ({ "x-forwarded-for": `198.51.100.${i}` });

  it("cannot hide behind addresses that they have made up", async () => {
    expect(await firstRefusal(await Box.open(), invented, "192.0.2.1")).toBe(MOST);
  });

  it("cannot do so in front of a proxy either, which adds the true one", async () => {
    const box = await Box.open({ trustProxy: true });
    const added = (i: number) => ({ "x-forwarded-for": `198.51.100.${i}, 203.0.113.9` });
    expect(await firstRefusal(box, added, "10.0.0.1")).toBe(MOST);
    // Behind a proxy everybody is somebody else.
    expect(await firstRefusal(await Box.open({ trustProxy: true }), invented, "10.0.0.1")).toBe(
      null,
    );
  });

  it("cannot go through the many addresses of one network of IPv6", async () => {
    const box = await Box.open({ trustProxy: true });
    const same = (i: number) => ({ "x-forwarded-for": `2001:db8:1:2::${i.toString(16)}` });
    expect(await firstRefusal(box, same, "10.0.0.1")).toBe(MOST);
  });
});

describe("a member of a group who writes too often", () => {
  /** What has the right shape, where something has to be sent. */
  const bodies: Readonly<Record<string, object>> = {
    "/commands": { type: "describe", name: "Another name", purpose: "" },
    "/call": {},
    "/forget": {},
    "/contact": { email: null, language: "en", off: [] },
    "/notes": { text: "" },
  };

  it.each(limitedByMember)("is told to wait, and nobody else: %s", async (route) => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const [ayu, budi] = [group.at(0), group.at(1)];
    const [method = "", template = ""] = route.split(" ");
    const end = template.slice(groupPath(":group", ":member").length);
    const body = Object.entries(bodies).find(([last]) => end.endsWith(last))?.[1];
    const write = async (person: Member, remoteAddress = "192.0.2.1") =>
      box.app.inject({
        method: method as "POST",
        url: group.path(person) + end.replace(":session", "a-call").replace(":number", "1"),
        headers: { cookie: person.cookie },
        ...(body ? { payload: body } : {}),
        remoteAddress,
      });
    // Nobody can use up what is another's.
    for (let tried = 0; tried <= MOST_OF_MEMBER; tried += 1) await write({ ...ayu, cookie: "" });
    expect((await write({ ...ayu, cookie: "" })).statusCode).toBe(429);
    const answers: (number | string)[] = [];
    for (let tried = 0; tried < MOST_OF_MEMBER; tried += 1) {
      const { statusCode, body } = await write(ayu);
      answers.push(statusCode === 400 || statusCode === 429 ? body : statusCode);
    }
    expect(answers.filter((answer) => typeof answer !== "number")).toEqual([]);
    const refused = await write(ayu, "192.0.2.2");
    expect([refused.statusCode, refused.json()]).toEqual([
      429,
      { code: "too-many-requests", message: expect.stringMatching(/^Rate limit exceeded/) },
    ]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await write(budi)).statusCode).not.toBe(429);
  });
});
