import { describe, expect, it } from "vitest";
import { limited } from "../access/access-table.ts";
import { Box } from "../testing/box.ts";

/** The most that any route takes in a minute. */
const MOST = 60;

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
