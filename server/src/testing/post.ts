import { nextCall } from "@hotseat/shared/group";
import type { CallName, Founded } from "@hotseat/shared/group";
import { onTestFinished } from "vitest";
import { Groups } from "../groups/groups.ts";
import { groupStore } from "../store/group-store.ts";
import { Box } from "./box.ts";
import { GroupTable } from "./group-table.ts";
import { MailServer } from "./mail-server.ts";
import type { ReceivedMail } from "./mail-server.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** From whom the mail of the tests is. */
export const from = "Hotseat <hour@example.org>";

/** A mail server that ends with the test. */
export async function startPost(): Promise<MailServer> {
  const mail = await MailServer.start();
  onTestFinished(() => mail.stop());
  return mail;
}

/** A group of four whose server sends mail. */
export async function openPost(options: { ahead?: number } = {}) {
  const mail = await startPost();
  const box = await Box.open({ mail: { url: mail.url, from } });
  return { mail, box, table: await GroupTable.found(box, options) };
}

/** Lets the time come that is so long before an instant, and mail go out. */
export async function timeIs(box: Box, at: number, before = 0): Promise<void> {
  box.clock.pass(Math.max(at - before - box.clock.now(), 0) + 1_000);
  await box.mailer.sweep();
}

/** Lets so much time go by, and mail go out. */
export async function later(box: Box, by: number): Promise<void> {
  await timeIs(box, box.clock.now() + by);
}

export const nameOf = ({ span, original }: CallName): CallName => ({ span, original });

/** Opens and closes a call as the server does by its clock. */
export async function hold(table: GroupTable, held = true): Promise<void> {
  const { box, id } = table;
  const groups = new Groups(groupStore(box.database.db), box.clock);
  const group = (await groups.read(id)) as Founded;
  const call = nextCall(group.schedule, box.clock.now());
  box.clock.pass(call.at - box.clock.now());
  await groups.command(id, { type: "open-call", call: nameOf(call), session: "s" }, "clock");
  box.clock.pass(HOUR);
  await groups.command(id, { type: "close-call", held }, "clock");
}

export const subjects = (mails: readonly ReceivedMail[]) => mails.map(({ subject }) => subject);

/** The addresses in a mail that have a part in them. */
export function linksIn({ text }: ReceivedMail, part: string): string[] {
  return [...(text ?? "").matchAll(/https?:\/\/\S+/g)]
    .map(String)
    .filter((link) => link.includes(part));
}
