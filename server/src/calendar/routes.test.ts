import { describe, expect, it } from "vitest";
import { Box } from "../testing/box.ts";
import { byIcalJs } from "../testing/calendars.ts";
import { GroupTable } from "../testing/group-table.ts";
import { DAY, nameOf } from "../testing/post.ts";

describe("a calendar feed", { timeout: 90_000 }, () => {
  it("is for whoever has its address, and follows the group", async () => {
    const box = await Box.open();
    const table = await GroupTable.found(box);
    const { carla, ayu } = table;
    const made = await table.ask(carla, "/calendar-feed", "POST", {});
    expect(made.statusCode).toBe(201);
    const { pathname } = new URL(made.json<{ address: string }>().address);
    const feed = await box.get(pathname);
    expect(feed.headers["content-type"]).toBe("text/calendar; charset=utf-8; method=PUBLISH");
    expect(feed.headers["cache-control"]).toBe("private, no-cache");
    const calls = await table.calls();
    const end = (calls.at(-1)?.at ?? 0) + 1;
    const instants = calls.map(({ at }) => at);
    expect(byIcalJs(feed.body, box.clock.now(), end)).toEqual(instants);
    expect(feed.body).not.toContain(carla.email);
    expect(feed.body).not.toContain(pathname.slice(10, 40));
    const again = await box.app.inject({
      url: pathname,
      headers: { "if-none-match": String(feed.headers["etag"]) },
    });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    const [call] = calls;
    if (!call) throw new Error("no call");
    await table.command(ayu, { type: "move-call", call: nameOf(call), to: call.at + DAY });
    const moved = await box.app.inject({
      url: pathname,
      headers: { "if-none-match": String(feed.headers["etag"]) },
    });
    expect(moved.statusCode).toBe(200);
    expect(byIcalJs(moved.body, box.clock.now(), end)).toEqual([
      call.at + DAY,
      ...instants.slice(1),
    ]);
    expect((await table.ask(carla, "/contact", "GET")).json()).toMatchObject({ feed: true });

    const anew = await table.ask(carla, "/calendar-feed", "POST", {});
    expect((await box.get(pathname)).json()).toMatchObject({ code: "no-such-feed" });
    const second = new URL(anew.json<{ address: string }>().address).pathname;
    expect((await box.get(second)).statusCode).toBe(200);
    await table.command(ayu, { type: "part", member: carla.id });
    expect((await box.get(second)).statusCode).toBe(404);

    const mine = await table.ask(ayu, "/calendar-feed", "POST", {});
    const third = new URL(mine.json<{ address: string }>().address).pathname;
    expect((await table.ask(ayu, "/calendar-feed", "DELETE")).statusCode).toBe(204);
    expect((await box.get(third)).statusCode).toBe(404);
  });
});
