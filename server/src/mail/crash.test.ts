import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { outboxStore } from "../store/outbox-store.ts";
import { Box } from "../testing/box.ts";
import { stores } from "../testing/database.ts";
import { GroupTable } from "../testing/group-table.ts";
import type { MailServer } from "../testing/mail-server.ts";
import { HOUR, MINUTE, from, later, startPost, subjects } from "../testing/post.ts";

/** A wire to the mail server that can be cut. */
async function wireTo(mail: MailServer): Promise<{ readonly url: string; now(): void }> {
  const { hostname, port } = new URL(mail.url);
  const sockets = new Set<Socket>();
  const wire = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) socket.on("error", () => {});
    near.pipe(far).pipe(near);
    sockets.add(near).add(far);
  });
  await new Promise<void>((done) => wire.listen(0, "127.0.0.1", done));
  onTestFinished(() => void wire.close());
  return {
    url: `smtp://127.0.0.1:${(wire.address() as AddressInfo).port}`,
    now: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The subject of a change of dates, in either language. */
const dates = expect.stringMatching(/: (dates for your calendar|jadwal untuk kalender Anda)$/);

const settings = (url: string) => ({ mail: { url, from } });

describe.each(stores)(
  "a server that dies with mail in hand, on %s",
  { timeout: 90_000 },
  (_, open) => {
    async function waiting(url?: string, started?: MailServer) {
      const mail = started ?? (await startPost());
      const database = await open();
      const box = await Box.open({ database, ...settings(url ?? mail.url) });
      const table = await GroupTable.found(box, { ahead: HOUR / 2 });
      return { mail, database, box, table, outbox: outboxStore(database.db) };
    }

    it("leaves what it had claimed to the next one, which then alone may send it", async () => {
      const { mail, box, table, outbox } = await waiting();
      mail.mood = { kind: "refusing", code: 451 };
      await box.mailer.sweep();
      mail.recover();
      box.clock.pass(2 * MINUTE);
      const taken = await outbox.claim("the dead one", box.clock.now());
      if (!taken) throw new Error("nothing to claim");
      expect(table.people.map(({ id }) => id)).toContain(taken.member);
      const person = table.people.find(({ id }) => id === taken.member);
      await box.mailer.sweep();
      expect(mail.received).toHaveLength(3);
      expect(mail.to(person?.email ?? "")).toEqual([]);
      await later(box, 5 * MINUTE);
      expect(mail.to(person?.email ?? "")).toHaveLength(1);
      expect(await outbox.hand(taken, "the dead one")).toBe(false);
    });

    it("has what it was handing over called unsure, and not sent again", async () => {
      const { mail, box, table, outbox } = await waiting();
      mail.mood = { kind: "refusing", code: 451 };
      await box.mailer.sweep();
      mail.recover();
      box.clock.pass(2 * MINUTE);
      const taken = await outbox.claim("the dead one", box.clock.now());
      if (!taken) throw new Error("nothing to claim");
      expect(await outbox.hand(taken, "the dead one")).toBe(true);
      await later(box, 4 * MINUTE);
      await later(box, 2 * MINUTE);
      await later(box, 2 * MINUTE);
      const person = table.people.find(({ id }) => id === taken.member);
      if (!person) throw new Error("nobody");
      // The dates that went with it may be missing in their calendar, and are told by themselves.
      expect(subjects(mail.to(person.email))).toEqual([dates]);
      expect(mail.received).toHaveLength(4);
      expect((await table.ask(person, "/contact", "GET")).json()).toMatchObject({
        trouble: [{ kind: "soon", state: "unsure" }],
      });
    });

    it("sends each message once when two servers look at the same time, again and again", async () => {
      const { mail, database, box } = await waiting();
      const other = await Box.open({ database, ...settings(mail.url) });
      await GroupTable.found(box, { ahead: HOUR / 2 });
      await GroupTable.found(other, { ahead: HOUR / 2 });
      for (let i = 0; i < 3; i += 1) {
        await Promise.all([box.mailer.sweep(), other.mailer.sweep(), box.mailer.sweep()]);
      }
      const all = mail.received.map(({ recipient }) => recipient);
      expect(all).toHaveLength(12);
      expect(new Set(all).size).toBe(12);
      expect(new Set(mail.received.map(({ messageId }) => messageId)).size).toBe(12);
    });

    it("does not send again what the mail server took without an answer", async () => {
      const mail = await startPost();
      const cut = await wireTo(mail);
      const { box, table } = await waiting(cut.url, mail);
      mail.mood = { kind: "holding" };
      const sweeping = box.mailer.sweep();
      await expect.poll(() => mail.held, { timeout: 20_000 }).toBe(1);
      mail.mood = { kind: "well" };
      cut.now();
      await sweeping;
      const [taken] = mail.received;
      const person = table.people.find(({ email }) => email === taken?.recipient);
      if (!person) throw new Error("nobody");
      expect((await table.ask(person, "/contact", "GET")).json()).toMatchObject({
        trouble: [{ kind: "soon", state: "unsure" }],
      });
      await later(box, 10 * MINUTE);
      expect(subjects(mail.to(person.email))).toEqual([taken?.subject, dates]);
      const others = table.people.filter((each) => each !== person);
      expect(others.map(({ email }) => mail.to(email).length)).toEqual([1, 1, 1]);
    });
  },
);
