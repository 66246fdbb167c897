import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CalendarShelf } from "../testing/calendar-shelf.ts";
import { Calendar } from "../testing/calendars.ts";
import type { GroupPerson } from "../testing/group-table.ts";
import type { MailServer } from "../testing/mail-server.ts";
import { DAY, HOUR, MINUTE, hold, later, nameOf, openPost } from "../testing/post.ts";
import { startRadicale } from "../testing/radicale.ts";
import type { TestRadicale } from "../testing/radicale.ts";

/* Invitations by real mail into a real calendar server, which then says itself when the calls are. */
describe("a calendar server", { timeout: 180_000 }, () => {
  let radicale: TestRadicale | null = null;

  // The first time it is obtained, unless test/needs has done so.
  beforeAll(async () => {
    radicale = await startRadicale();
  }, 300_000);

  afterAll(async () => {
    await radicale?.stop();
  });

  async function shelf() {
    if (!radicale) throw new Error("no calendar server");
    return CalendarShelf.of(radicale.url, "carla");
  }

  it("holds exactly the calls of the group after every change", async () => {
    const { mail, box, table } = await openPost({ ahead: 20 * DAY });
    const { ayu, carla } = table;
    const program = new Calendar();
    const there = await shelf();

    /** The mail comes, the program takes it, and the server has what it has. */
    const arrives = async () => {
      await later(box, 3 * MINUTE);
      expect(takeMail(mail, carla, program)).toBeGreaterThan(0);
      await there.sync(program);
    };
    const holds = async () => {
      const calls = await table.calls();
      const end = (calls.at(-1)?.at ?? 0) + HOUR;
      expect(calls.length).toBeGreaterThan(3);
      expect(await there.instants(box.clock.now(), end)).toEqual(calls.map(({ at }) => at));
      return calls;
    };

    await arrives();
    const [, second, third, fourth] = await holds();
    if (!second || !third || !fourth) throw new Error("no calls");
    expect(await there.objects()).toHaveLength(1);

    await table.command(ayu, { type: "move-call", call: nameOf(second), to: second.at + DAY });
    await arrives();
    await holds();

    await table.command(ayu, { type: "skip-call", call: nameOf(third) });
    await arrives();
    await holds();
    expect(await there.objects()).toHaveLength(1);

    // A cycle takes four messages; the next change is told in the next one.
    await hold(table);
    takeMail(mail, carla, program);
    const series = {
      zone: "America/New_York",
      starts: `${fourth.original.slice(0, 10)}T19:30`,
      rule: "FREQ=WEEKLY;INTERVAL=2",
    };
    await table.command(ayu, { type: "change-series", from: nameOf(fourth), series });
    await arrives();
    await holds();
    expect(await there.objects()).toHaveLength(2);

    await table.command(ayu, { type: "archive" });
    await arrives();
    expect(await there.instants(box.clock.now(), box.clock.now() + 400 * DAY)).toEqual([]);
    await table.command(ayu, { type: "reopen" });
    await arrives();
    await holds();
    await table.command(ayu, { type: "part", member: carla.id });
    await arrives();
    expect(await there.objects()).toEqual([]);
  });
});

function takeMail(mail: MailServer, { email }: GroupPerson, program: Calendar): number {
  const files = mail.to(email).flatMap(({ attachments }) => attachments);
  for (const { content } of files) program.take(String(content));
  mail.received.length = 0;
  return files.length;
}
