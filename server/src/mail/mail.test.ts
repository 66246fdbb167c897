import { describe, expect, it } from "vitest";
import { outboxStore } from "../store/outbox-store.ts";
import { Box } from "../testing/box.ts";
import { Calendar, byIcalJs } from "../testing/calendars.ts";
import {
  DAY,
  HOUR,
  MINUTE,
  from,
  hold,
  later,
  linksIn,
  nameOf,
  openPost,
  startPost,
  subjects,
  timeIs,
} from "../testing/post.ts";
import type { ReceivedMail } from "../testing/mail-server.ts";

describe("mail to a group", { timeout: 90_000 }, () => {
  it("is four messages from one call to the next at most, each once", async () => {
    const { mail, box, table } = await openPost();
    const { carla } = table;
    const [first, second] = await table.calls();
    if (!first || !second) throw new Error("no calls");
    const seen: (string | undefined)[][] = [];
    const cycle = () => {
      seen.push(
        subjects(mail.received.splice(0).filter(({ recipient }) => recipient === carla.email)),
      );
    };
    // A fresh group is left alone for a while before its dates are mailed.
    await box.mailer.sweep();
    expect(mail.received).toEqual([]);
    for (const call of [first, second]) {
      for (const before of [5 * DAY, 48 * HOUR, 47 * HOUR, 24 * HOUR, 2 * HOUR, HOUR, MINUTE]) {
        await timeIs(box, call.at, before);
        await box.mailer.sweep();
      }
      await hold(table, call === first);
      await box.mailer.sweep();
      await timeIs(box, call.at + HOUR, -10 * MINUTE);
      cycle();
    }
    expect(seen[0]?.map((subject) => subject?.replace(/^.*?: /, ""))).toEqual([
      "dates for your calendar",
      expect.stringMatching(/^your brief for \w+ \d+ \w+$/),
      "the call begins soon",
      "after the call, and the next one",
    ]);
    expect(seen[1]?.map((subject) => subject?.replace(/^.*?: /, ""))).toEqual([
      expect.stringMatching(/^will you come on \w+ \d+ \w+\?$/),
      expect.stringMatching(/^your brief for/),
      "the call begins soon",
      "after the call, and the next one",
    ]);
    const rows = await outboxStore(box.database.db).ofMember(table.id, carla.id);
    expect(rows.map(({ state }) => state)).toEqual(Array(8).fill("sent"));
  });

  it("says when by the reader's clocks and the group's, in the reader's language, with plain headers", async () => {
    const { mail, box, table } = await openPost();
    await later(box, 3 * MINUTE);
    expect(mail.received).toHaveLength(4);
    const [carla] = mail.to(table.carla.email);
    const [budi] = mail.to(table.budi.email);
    if (!carla || !budi) throw new Error("no mail");
    const [call] = await table.calls();
    const shown = (zone: string, locale: string) =>
      new Intl.DateTimeFormat(locale, {
        dateStyle: "full",
        timeStyle: "short",
        hourCycle: "h23",
        timeZone: zone,
      }).format(call?.at);
    expect(carla.text).toContain(`${shown("Europe/Berlin", "en-GB")}, your time (Europe/Berlin)`);
    expect(carla.text).toContain(`${shown("Asia/Jakarta", "en-GB")}, the group's time`);
    expect(budi.text).toContain(`${shown("Asia/Makassar", "id-ID")}, waktu Anda (Asia/Makassar)`);
    expect(budi.subject).toBe("Four <of> us: jadwal untuk kalender Anda");
    expect(carla.html).toContain("Four &lt;of&gt; us");
    expect(carla.html).not.toContain("<of>");
    expect(carla.from?.text).toBe('"Hotseat" <hour@example.org>');
    expect(carla.headers.get("auto-submitted")).toBe("auto-generated");
    expect(String(carla.headers.get("list"))).not.toBe("undefined");
    // The address of nobody else, and no secret of a link.
    for (const mailed of mail.received) {
      const files = mailed.attachments.map(({ content }) =>
        String(content).replaceAll("\r\n ", ""),
      );
      const all = [mailed.text, mailed.html, ...files].join();
      const own = table.people.find(({ email }) => email === mailed.recipient);
      for (const { email } of table.people) {
        expect(all.includes(email)).toBe(email === own?.email);
      }
      expect(all).not.toContain("/#");
    }
  });

  it("keeps a calendar as the group is, whatever is moved, skipped and changed", async () => {
    const { mail, box, table } = await openPost({ ahead: 20 * DAY });
    const { ayu, dan } = table;
    const calendar = new Calendar();
    const taken = async () => {
      await later(box, 3 * MINUTE);
      for (const { attachments } of mail.to(dan.email)) {
        for (const { content } of attachments) calendar.take(String(content));
      }
      mail.received.length = 0;
      const calls = await table.calls();
      const end = (calls.at(-1)?.at ?? 0) + 1;
      expect(byIcalJs(calendar.whole(), box.clock.now(), end)).toEqual(calls.map(({ at }) => at));
    };
    await taken();
    const [, second, third] = await table.calls();
    if (!second || !third) throw new Error("no calls");
    await table.command(ayu, { type: "move-call", call: nameOf(second), to: second.at + DAY });
    await table.command(ayu, { type: "skip-call", call: nameOf(third) });
    await taken();
    await table.command(ayu, { type: "restore-call", call: nameOf(third) });
    await table.command(ayu, {
      type: "change-series",
      from: nameOf(third),
      series: { zone: "Europe/Berlin", starts: third.original, rule: "FREQ=WEEKLY;INTERVAL=2" },
    });
    await taken();
    await table.command(ayu, { type: "part", member: dan.id });
    await later(box, 3 * MINUTE);
    const [goodbye] = mail.to(dan.email);
    expect(goodbye?.text).toContain("You are no longer a member");
    for (const { content } of goodbye?.attachments ?? []) calendar.take(String(content));
    expect(calendar.objects.size).toBe(0);
    // What was known of them is gone, and they hear nothing more.
    await later(box, 10 * MINUTE);
    await later(box, 18 * DAY);
    expect(mail.to(dan.email)).toHaveLength(1);
  });

  it("tells several changes together, and asks about the new date instead of twice", async () => {
    const { mail, box, table } = await openPost();
    const { ayu, carla } = table;
    await later(box, 3 * MINUTE);
    const [call] = await table.calls();
    if (!call) throw new Error("no call");
    mail.received.length = 0;
    for (const hours of [1, 2, 3]) {
      await table.command(ayu, {
        type: "move-call",
        call: nameOf(call),
        to: call.at + hours * HOUR,
      });
      await later(box, MINUTE);
    }
    await later(box, 2 * MINUTE);
    const [moved, ...more] = mail.to(carla.email);
    expect(more).toEqual([]);
    expect(moved?.text).toContain("have changed");
    expect(linksIn(moved as ReceivedMail, "/answer/")).toHaveLength(3);
    expect(moved?.attachments.flatMap(({ filename }) => filename ?? [])).toEqual(["invite.ics"]);
    // Two changes in this cycle: neither the question nor the brief, but the last hour.
    await timeIs(box, call.at + 3 * HOUR, 48 * HOUR);
    await timeIs(box, call.at + 3 * HOUR, 24 * HOUR);
    await timeIs(box, call.at + 3 * HOUR, HOUR);
    expect(subjects(mail.to(carla.email)).at(-1)).toContain("the call begins soon");
    expect(mail.to(carla.email)).toHaveLength(2);
  });

  it("leaves alone whoever has said that they cannot come, but for the recap", async () => {
    const { mail, box, table } = await openPost();
    const { carla } = table;
    await later(box, 3 * MINUTE);
    const [call] = await table.calls();
    if (!call) throw new Error("no call");
    await table.command(carla, { type: "answer", call: nameOf(call), answer: "no" });
    mail.received.length = 0;
    await timeIs(box, call.at, 24 * HOUR);
    await timeIs(box, call.at, HOUR);
    expect(mail.to(carla.email)).toEqual([]);
    expect(mail.received).toHaveLength(6);
    await hold(table);
    await box.mailer.sweep();
    expect(subjects(mail.to(carla.email))).toEqual([
      "Four <of> us: after the call, and the next one",
    ]);
    expect(mail.to(carla.email)[0]?.text).toContain("the next call stands as it is");
  });
});

describe("what does not get through", { timeout: 90_000 }, () => {
  it("is tried again with longer and longer waits, and given up when it is too late", async () => {
    const { mail, box, table } = await openPost();
    const { carla } = table;
    const outbox = outboxStore(box.database.db);
    const row = async () => (await outbox.ofMember(table.id, carla.id))[0];
    mail.mood = { kind: "refusing", code: 451 };
    await later(box, 3 * MINUTE);
    expect(await row()).toMatchObject({ state: "waiting", attempts: 1 });
    expect((await row())?.problem).toContain("451");
    await box.mailer.sweep();
    expect(await row()).toMatchObject({ attempts: 1 });
    const trouble = await table.ask(carla, "/contact", "GET");
    expect(trouble.json()).toMatchObject({
      mail: true,
      trouble: [{ kind: "dates", state: "waiting" }],
    });
    for (const [i, wait] of [1, 2, 4, 8].entries()) {
      const now = box.clock.now();
      expect(((await row())?.tryAt ?? 0) - now).toBeGreaterThan((wait - 0.5) * MINUTE);
      await later(box, wait * MINUTE);
      expect((await row())?.attempts).toBe(i + 2);
    }
    mail.recover();
    await later(box, HOUR);
    expect(await row()).toMatchObject({ state: "sent", problem: null });
    expect(mail.to(carla.email)).toHaveLength(1);

    const [call] = await table.calls();
    mail.mood = { kind: "refusing", code: 451 };
    await timeIs(box, call?.at ?? 0, HOUR);
    await timeIs(box, call?.at ?? 0);
    expect(await row()).toMatchObject({ kind: "soon", state: "failed" });
    const unsent = await box.get("/api/operator/mail", await box.claimOperator());
    expect(unsent.json<{ unsent: unknown[] }>().unsent).toContainEqual(
      expect.objectContaining({ member: carla.id, kind: "soon", state: "failed" }),
    );
  });

  it("is given up at once when the mail server will never take it", async () => {
    const { mail, box, table } = await openPost();
    mail.mood = { kind: "rejecting", code: 554 };
    await later(box, 3 * MINUTE);
    const rows = await outboxStore(box.database.db).ofMember(table.id, table.dan.id);
    expect(rows).toMatchObject([
      { state: "failed", attempts: 1, problem: expect.stringContaining("554") },
    ]);
    mail.recover();
    await later(box, DAY);
    expect(mail.to(table.dan.email)).toEqual([]);
  });

  it("is sent by the next start when the mail server was away", async () => {
    const { mail, box, table } = await openPost();
    await mail.stop();
    await later(box, 3 * MINUTE);
    const rows = await outboxStore(box.database.db).ofMember(table.id, table.dan.id);
    expect(rows).toMatchObject([{ state: "waiting", attempts: 1 }]);
    await box.app.close();
    const other = await startPost();
    const next = await Box.open({
      database: box.database,
      mail: { url: other.url, from },
    });
    await timeIs(next, box.clock.now(), -MINUTE);
    expect(other.received.map(({ recipient }) => recipient).toSorted()).toEqual(
      table.people.map(({ email }) => email).toSorted(),
    );
  });
});
