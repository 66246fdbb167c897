import { describe, expect, it } from "vitest";
import {
  HOUR,
  MINUTE,
  hold,
  later,
  linksIn,
  nameOf,
  openPost,
  subjects,
  timeIs,
} from "../testing/post.ts";
import type { ReceivedMail } from "../testing/mail-server.ts";

describe("links in mail", { timeout: 90_000 }, () => {
  const tokenIn = (mail: ReceivedMail | undefined, part: string) => {
    const [link = ""] = mail ? linksIn(mail, part) : [];
    return new URL(link).pathname.split("/").at(-1) ?? "";
  };

  async function asked() {
    const { mail, box, table } = await openPost();
    await later(box, 3 * MINUTE);
    const [call, after] = await table.calls();
    if (!call || !after) throw new Error("no calls");
    const mailed = mail.to(table.carla.email)[0];
    const token = tokenIn(mailed, "/answer/");
    const answer = (given: string) => box.post(`/api/answers/${token}`, { answer: given });
    const answers = async () => (await table.calls())[0]?.answers;
    return { mail, box, table, call, after, mailed, token, answer, answers };
  }

  it("answer for one member and one call, and only when something is posted", async () => {
    const { box, table, token, call, answer, answers } = await asked();
    for (const method of ["GET", "HEAD"] as const) {
      const looked = await box.app.inject({ method, url: `/api/answers/${token}` });
      expect(looked.statusCode).toBe(200);
    }
    expect((await box.get(`/api/answers/${token}`)).json()).toEqual({
      group: "Four <of> us",
      name: "Carla",
      language: "en",
      at: call.at,
      zone: "Europe/Berlin",
      groupZone: "Asia/Jakarta",
      answer: null,
    });
    expect(await answers()).toEqual([]);
    expect((await answer("late")).statusCode).toBe(204);
    expect(await answers()).toEqual([{ member: table.carla.id, answer: "late" }]);
    expect((await box.get(`/api/answers/${token}`)).json()).toMatchObject({ answer: "late" });
    expect((await answer("no")).statusCode).toBe(204);
    expect((await answer("maybe")).statusCode).toBe(400);
    expect((await table.calls())[1]?.answers).toEqual([]);
  });

  it("are worth nothing when changed, moved or over", async () => {
    const { box, table, token, call, answer, answers } = await asked();
    const [group, member, ...rest] = token.split(".");
    for (const wrong of [
      [group, table.dan.id, ...rest].join("."),
      [group, member, "1", ...rest.slice(1)].join("."),
      `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
      "x".repeat(40),
    ]) {
      const reply = await box.post(`/api/answers/${wrong}`, { answer: "yes" });
      expect([reply.statusCode, reply.json().code]).toEqual([404, "bad-link"]);
    }
    await table.command(table.ayu, { type: "move-call", call: nameOf(call), to: call.at + HOUR });
    const moved = await answer("yes");
    expect([moved.statusCode, moved.json().code]).toEqual([410, "call-moved"]);
    await table.command(table.ayu, { type: "restore-call", call: nameOf(call) });
    box.clock.pass(call.at - box.clock.now());
    const over = await answer("yes");
    expect([over.statusCode, over.json().code]).toEqual([410, "call-over"]);
    expect(await answers()).toEqual([]);
  });

  it("are worth nothing in the hands of somebody who has parted", async () => {
    // On a server of its own: one whose clock is days ahead would have opened the call already.
    const { table, answer } = await asked();
    await table.command(table.ayu, { type: "part", member: table.carla.id });
    expect((await answer("yes")).statusCode).toBe(404);
  });

  it("stop one kind of mail by one click of a mail program, and nothing else", async () => {
    const { mail, box, table, call, mailed } = await asked();
    const list = mailed?.headers.get("list") as {
      unsubscribe?: { url?: string };
      "unsubscribe-post"?: { name?: string };
    };
    const url = new URL(list.unsubscribe?.url ?? "");
    expect(list["unsubscribe-post"]?.name).toBe("List-Unsubscribe=One-Click");
    const briefToken = async () => {
      await timeIs(box, call.at, 24 * HOUR);
      return tokenIn(mail.to(table.carla.email).at(-1), "/unsubscribe/");
    };
    const token = await briefToken();
    expect(token).not.toBe(url.pathname.split("/").at(-1));
    const subscription = `/api/subscriptions/${token}`;
    expect((await box.get(subscription)).json()).toMatchObject({ kind: "brief", on: true });
    const clicked = await box.app.inject({
      method: "POST",
      url: `/unsubscribe/${token}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: "List-Unsubscribe=One-Click",
    });
    expect(clicked.statusCode).toBe(204);
    expect((await box.get(subscription)).json()).toMatchObject({ kind: "brief", on: false });
    expect((await table.ask(table.carla, "/contact", "GET")).json()).toMatchObject({
      off: ["brief"],
    });
    await timeIs(box, call.at, HOUR);
    await hold(table);
    await box.mailer.sweep();
    mail.received.length = 0;
    const [next] = await table.calls();
    for (const before of [48 * HOUR, 24 * HOUR, HOUR]) await timeIs(box, next?.at ?? 0, before);
    expect(subjects(mail.to(table.carla.email)).map((each) => each?.slice(14))).toEqual([
      expect.stringMatching(/^will you come/),
      "the call begins soon",
    ]);
    expect(mail.to(table.dan.email)).toHaveLength(3);
    expect((await box.post(subscription, { on: true })).statusCode).toBe(204);
    expect((await box.get(subscription)).json()).toMatchObject({ on: true });
    const forged = await box.app.inject({ method: "POST", url: `/unsubscribe/${token}x` });
    expect(forged.statusCode).toBe(404);
  });
});
