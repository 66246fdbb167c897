import type { MessagesReply } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { outboxStore } from "../store/outbox-store.ts";
import { Box } from "../testing/box.ts";
import { byIcalJs } from "../testing/calendars.ts";
import { GroupTable } from "../testing/group-table.ts";
import { HOUR } from "../testing/post.ts";

describe("a server without mail", { timeout: 90_000 }, () => {
  it("gives everybody what would be sent, for copying, with their own links", async () => {
    const box = await Box.open();
    const table = await GroupTable.found(box);
    await box.mailer.sweep();
    const contact = await table.ask(table.dan, "/contact", "GET");
    expect(contact.json()).toMatchObject({ email: table.dan.email, mail: false, trouble: [] });
    const { messages } = (await table.ask(table.dan, "/messages", "GET")).json<MessagesReply>();
    const [call] = await table.calls();
    expect(messages.map(({ kind }) => kind)).toEqual(["dates", "ask", "brief", "soon"]);
    expect(messages[1]?.due).toBe((call?.at ?? 0) - 48 * HOUR);
    for (const { text, subject, files } of messages) {
      expect(subject).toContain("Four <of> us");
      expect(text).toContain("/answer/");
      expect(byIcalJs(files[0]?.content ?? "", 0, (call?.at ?? 0) + 1)).toEqual([call?.at]);
    }
    const other = await box.get(table.path(table.dan, "/messages"), table.ayu.cookie);
    expect([other.statusCode, other.json().code]).toEqual([401, "not-your-group"]);
    expect(await outboxStore(box.database.db).ofMember(table.id, table.dan.id)).toEqual([]);
  });

  it("says in the question whether one comes that other times are asked about", async () => {
    const box = await Box.open();
    const table = await GroupTable.found(box);
    const [call] = await table.calls();
    if (!call) throw new Error("no call");
    const question = async () => {
      const reply = await table.ask(table.dan, "/messages", "GET");
      const { messages } = reply.json<MessagesReply>();
      return messages.filter(({ text }) => text.includes("Other times")).map(({ kind }) => kind);
    };
    expect(await question()).toEqual([]);
    const opened = await table.ask(table.ayu, "/commands", "POST", {
      type: "open-poll",
      call: { span: call.span, original: call.original },
      times: [call.at + 24 * HOUR],
      deadline: call.at - 12 * HOUR,
    });
    expect(opened.statusCode).toBe(200);
    expect(await question()).toEqual(["ask"]);
  });

  it("keeps addresses to their owners", async () => {
    const box = await Box.open();
    const table = await GroupTable.found(box);
    const set = (body: object) => table.ask(table.dan, "/contact", "PUT", body);
    const wishes = { email: "dan@elsewhere.example", language: "en", off: ["soon"] };
    expect((await set(wishes)).statusCode).toBe(204);
    expect((await table.ask(table.dan, "/contact", "GET")).json()).toMatchObject(wishes);
    for (const email of [
      "dan",
      "a@b",
      "a b@c.org",
      "a@b.org\nBcc: x@y.org",
      `${"a".repeat(260)}@b.org`,
    ]) {
      expect((await set({ ...wishes, email })).statusCode).toBe(400);
    }
    expect((await set({ ...wishes, off: ["spam"] })).statusCode).toBe(400);
    expect((await set({ ...wishes, email: null })).statusCode).toBe(204);
    const seen = await box.get(table.path(table.dan, "/contact"), table.ayu.cookie);
    expect(seen.statusCode).toBe(401);
    const views = await Promise.all(table.people.map((person) => table.view(person)));
    const list = await box.get("/api/operator/groups", await box.claimOperator());
    expect(JSON.stringify([views, list.json()])).not.toContain("@");
  });
});
