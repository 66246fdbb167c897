import { createHash, randomUUID } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Instant } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import type { MailSettings } from "../settings.ts";
import type { Contact, ContactStore } from "../store/contact-store.ts";
import type { GroupStore } from "../store/group-store.ts";
import type { Log } from "../watch/log.ts";
import type { MailName, OutboxRow, OutboxStore } from "../store/outbox-store.ts";
import { InTurn } from "../work/in-turn.ts";
import { Repeating } from "../work/repeating.ts";
import { SETTLES_AFTER, dueByChange, dueByTime, fitsCycle, isIn, wakeAfter } from "./due.ts";
import { addressIn, letterFor } from "./letter.ts";
import type { Letter, Writing } from "./letter.ts";
import { momentOf } from "./moment.ts";
import type { Moment } from "./moment.ts";
import { deliver } from "./post.ts";
import type { Delivery } from "./post.ts";

export type MailerParts = {
  /** Null: no mail server is configured, and nothing becomes due. */
  readonly settings: MailSettings | null;
  readonly writing: Writing;
  readonly groups: GroupStore;
  readonly contacts: ContactStore;
  readonly outbox: OutboxStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (error: unknown) => void;
};

const LOOK_EVERY = 15_000;

/** Waits between tries, in ms: one minute, then twice as long each time, an hour at most. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 3_600_000;

const KILLED = "The server ended while the mail server was being given this.";
const TOO_LATE = "It could not be delivered in time.";

/**
 * Sends what members of groups are to be told. What is due is worked out from the groups
 * themselves and stored once by its name, so it does not matter how often and by how many servers that
 * is done; each message is then taken by one server. The text is made when it is sent.
 *
 * A message is sent at most once. The one moment of which nobody can know what became of it is
 * between the mail server's asking for the text and its answer to it: a server that dies there
 * leaves the message `unsure`, and it is not sent again.
 */
export class Mailer {
  readonly #parts: MailerParts;
  readonly #name = randomUUID();
  /** Groups that have been looked at, until something can become due in them. */
  readonly #looked = new Map<string, { readonly version: number; readonly wakeAt: Instant }>();
  readonly #sweeps = new InTurn();
  readonly #sweeping: Repeating;
  #stopped = false;

  constructor(parts: MailerParts) {
    this.#parts = parts;
    this.#sweeping = new Repeating({
      every: LOOK_EVERY,
      work: () => this.sweep(),
      report: parts.report,
    });
  }

  start(): void {
    if (this.#parts.settings) this.#sweeping.start(0);
  }

  /** Returns when what was being sent has been. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#sweeping.stop();
    await this.#sweeps.idle();
  }

  /** Looks at a group again although nothing has happened in it: somebody is reached elsewhere now. */
  forget(group: string): void {
    this.#looked.delete(group);
  }

  /** Works out what is due by now and sends it. */
  async sweep(): Promise<void> {
    return this.#sweeps.do(() => this.#sweep());
  }

  async #sweep(): Promise<void> {
    const { settings, contacts, outbox, clock } = this.#parts;
    if (!settings) return;
    for (const { id, version } of await contacts.reachableGroups()) {
      const looked = this.#looked.get(id);
      if (looked && looked.version === version && looked.wakeAt > clock.now()) continue;
      await this.#lookAt(id);
    }
    await outbox.closeAbandoned(clock.now(), KILLED);
    while (!this.#stopped) {
      const row = await outbox.claim(this.#name, clock.now());
      if (!row) return;
      await this.#send(row, settings);
    }
  }

  async #lookAt(id: string): Promise<void> {
    const { groups, contacts, outbox, clock } = this.#parts;
    const now = clock.now();
    const moment = momentOf(id, await groups.eventsAfter(id, 0));
    if (!moment) return;
    let settled = true;
    for (const contact of await contacts.ofGroup(id)) {
      if (contact.email === null) continue;
      const { member } = contact;
      for (const mail of dueByTime(moment, contact, now)) {
        const known = await outbox.ofMember(id, member);
        if (known.some((each) => isSameMail(each, mail))) continue;
        const had = known.filter(({ cycle }) => cycle === mail.cycle).map(({ kind }) => kind);
        if (fitsCycle(mail.kind, had)) await outbox.add(mail, now);
      }
      // What is under way takes along what has changed.
      if (await outbox.isPending(id, member)) {
        settled = false;
        continue;
      }
      const change = dueByChange(moment, contact, now);
      const had = change ? await outbox.ofMember(id, member) : [];
      const isNew = change !== null && !had.some((each) => isSameMail(each, change));
      const kinds = had.filter(({ cycle }) => cycle === change?.cycle).map(({ kind }) => kind);
      if (change && isNew && fitsCycle("dates", kinds)) {
        await outbox.add(change, now);
        settled = false;
      } else if (!isIn(moment.group, member) && now >= moment.group.at + SETTLES_AFTER) {
        // Told, or it could not be told: either way nothing is left to write to them.
        await contacts.remove(id, member);
      }
    }
    const { version } = moment.group;
    if (settled) this.#looked.set(id, { version, wakeAt: wakeAfter(moment, now) });
    else this.#looked.delete(id);
  }

  async #send(row: OutboxRow, settings: MailSettings): Promise<void> {
    const { groups, contacts, outbox, writing, clock } = this.#parts;
    const now = clock.now();
    if (now >= row.until) {
      const problem = row.problem ?? TOO_LATE;
      const { kind, attempts } = row;
      this.#parts.log.warn(
        { event: "mail-given-up", kind, attempts },
        "a message could not be delivered in time",
      );
      return outbox.giveUp(row, this.#name, "failed", now, problem);
    }
    const contact = await contacts.find(row.group, row.member);
    const moment = momentOf(row.group, await groups.eventsAfter(row.group, 0));
    if (!moment || !contact || !isStillDue(row, moment, contact, now)) {
      return outbox.withdraw(row, this.#name);
    }
    const letter = letterFor(row.kind, moment, contact, writing, now);
    const to = contact.email ?? "";
    const raw = await mimeOf(row, letter, to, writing);
    const delivery = await deliver(settings.url, { from: addressIn(writing.from), to }, raw, () =>
      outbox.hand(row, this.#name),
    );
    const after = clock.now();
    this.#note(row, delivery);
    switch (delivery.outcome) {
      case "sent":
        return outbox.sent(row, this.#name, after, moment.group.version);
      case "unsure":
        return outbox.giveUp(row, this.#name, "unsure", after, delivery.problem);
      case "not-sent": {
        const { permanent, problem } = delivery;
        if (permanent) return outbox.giveUp(row, this.#name, "failed", after, problem);
        const wait = Math.min(FIRST_WAIT * 2 ** (row.attempts - 1), LONGEST_WAIT);
        return outbox.retry(row, this.#name, Math.min(after + wait, row.until), problem);
      }
      case "withdrawn":
    }
  }

  /** What the mail server answered may quote an address: the operator finds it under "Mail". */
  #note({ kind, attempts }: OutboxRow, delivery: Delivery): void {
    const { outcome } = delivery;
    if (outcome === "sent" || outcome === "withdrawn") return;
    const permanent = outcome === "not-sent" && delivery.permanent;
    this.#parts.log.warn(
      { event: "mail-not-sent", kind, attempts, outcome, permanent },
      "a message was not sent",
    );
  }
}

function isSameMail(a: MailName, b: MailName): boolean {
  return a.kind === b.kind && a.call === b.call && a.change === b.change;
}

/** Whether what was due when it was stored still says something true when it is sent. */
function isStillDue(row: OutboxRow, moment: Moment, contact: Contact, now: Instant): boolean {
  if (contact.email === null) return false;
  if (row.kind === "dates") return dueByChange(moment, contact, now) !== null;
  return dueByTime(moment, contact, now).some((each) => isSameMail(each, row));
}

/** One message with its headers. Its Message-ID is the same at every try. */
async function mimeOf(
  row: MailName,
  letter: Letter,
  to: string,
  { from, publicUrl }: Writing,
): Promise<Buffer> {
  const name = [row.group, row.member, row.kind, row.call, row.change].join(" ");
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 32);
  const [first, ...others] = letter.files;
  const composer = new MailComposer({
    from,
    to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: `<${hash}@${new URL(publicUrl).hostname}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "List-Unsubscribe": `<${letter.unsubscribe}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    // The first one as the body's alternative, which is what programs offer to accept.
    ...(first
      ? { icalEvent: { method: first.method, filename: first.name, content: first.content } }
      : {}),
    attachments: others.map(({ name, method, content }) => ({
      filename: name,
      content,
      contentType: `text/calendar; charset=utf-8; method=${method}`,
    })),
  });
  return new Promise((done, fail) =>
    composer.compile().build((error, message) => (error ? fail(error) : done(message))),
  );
}
