import { answersTo, isSameCall } from "@hotseat/shared/group";
import type { Answer, MailKind, MailLanguage, ScheduledCall } from "@hotseat/shared/group";
import type { Instant } from "@hotseat/shared";
import type { CalendarFile, CalendarReader } from "../calendar/ics.ts";
import type { Contact } from "../store/contact-store.ts";
import { filesFor, isIn } from "./due.ts";
import { callToCome } from "./moment.ts";
import type { Moment } from "./moment.ts";
import type { MailTokens } from "./tokens.ts";
import { en } from "./words/en.ts";
import type { MailWords } from "./words/en.ts";
import { id } from "./words/id.ts";

const catalogues: Record<MailLanguage, MailWords> = { en, id };

/** What a message says, before it is put into an envelope. */
export type Letter = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly CalendarFile[];
  /** Where one click or one POST stops this kind (RFC 8058). */
  readonly unsubscribe: string;
};

type Link = { readonly label: string; readonly href: string };
/** A paragraph, or links below each other. */
type Part = string | readonly Link[];

export type Writing = {
  readonly publicUrl: string;
  /** From whom mail and invitations come. */
  readonly from: string;
  readonly tokens: MailTokens;
};

/**
 * What a member is written about a group at this moment. It carries what their calendar lacks,
 * their own answering links, and no link that opens anything else.
 */
export function letterFor(
  kind: MailKind,
  moment: Moment,
  contact: Contact,
  writing: Writing,
  now: Instant,
): Letter {
  const { group } = moment;
  const words = catalogues[contact.language];
  const files = filesFor(moment, contact, readerOf(moment, contact, writing), now);
  const member = group.members.find((each) => each.id === contact.member);
  const next = member ? callToCome(moment, now) : null;
  const zone = member?.zone ?? "UTC";
  const day = next ? dayOf(next.at, zone, words) : "";
  const parts: Part[] = [
    ...(member ? [words.greeting(member.name)] : []),
    ...opening(kind, moment, contact, words),
    ...(next ? [whenOf(next, moment, zone, words)] : []),
    ...(next && kind === "ask" ? pollAbout(next, moment, zone, words) : []),
    ...(next ? question(next, moment, contact, writing, words) : []),
    ...(files.length > 0 && next ? [words.attached] : []),
    ...(member ? [[{ label: words.page, href: pageOf(moment, contact, writing) }]] : []),
    ...(member ? [words.pageNote] : []),
  ];
  const unsubscribe = `${writing.publicUrl}/unsubscribe/${writing.tokens.unsubscribe({
    group: moment.id,
    member: contact.member,
    kind,
  })}`;
  const foot: Part[] = [words.reason(group.name), [{ label: words.stop(kind), href: unsubscribe }]];
  return {
    subject: subjectOf(kind, group.name, day, words),
    text: textOf(parts, foot),
    html: htmlOf(contact.language, parts, foot),
    files,
    unsubscribe,
  };
}

/** For whom a member's calendar is written. */
export function readerOf(
  moment: Moment,
  contact: Contact,
  writing: Pick<Writing, "publicUrl" | "from">,
): CalendarReader {
  const words = catalogues[contact.language];
  const page = pageOf(moment, contact, writing);
  return {
    email: contact.email,
    organizer: addressIn(writing.from),
    host: new URL(writing.publicUrl).hostname,
    page,
    summary: words.event.summary(moment.group.name),
    description: words.event.description(page),
  };
}

/** The address in `Name <address>`. */
export function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

/** The member's page without the secret: it opens where they have opened their link before. */
function pageOf({ id }: Moment, { member }: Contact, { publicUrl }: Pick<Writing, "publicUrl">) {
  return `${publicUrl}/g/${id}/${member}`;
}

function subjectOf(kind: MailKind, group: string, day: string, words: MailWords): string {
  return words[kind].subject(group, day);
}

function opening(
  kind: MailKind,
  { group, closed }: Moment,
  { member, sentVersion }: Contact,
  words: MailWords,
): string[] {
  const { name } = group;
  if (kind === "recap") {
    const { held, notHeld, agreed, tentative, next } = words.recap;
    const after = group.next === null ? next : group.next.state === "agreed" ? agreed : tentative;
    const said = closed?.held === false ? notHeld(name) : held(name);
    return group.status === "active" ? [said, after] : [said];
  }
  if (kind !== "dates") return [words[kind].text(name)];
  if (!isIn(group, member)) return [words.dates.gone(name)];
  if (group.status === "archived") return [words.dates.archived(name)];
  return [sentVersion === null ? words.dates.first(name) : words.dates.changed(name)];
}

/** When a call is, by the reader's clocks and, where those differ, by the group's. */
function whenOf(call: ScheduledCall, { group }: Moment, zone: string, words: MailWords): string {
  const anchor = group.schedule.spans[call.span]?.series.zone ?? zone;
  const [own, common] = [timeOf(call.at, zone, words), timeOf(call.at, anchor, words)];
  const lines = [words.yourTime(own, zone)];
  if (own !== common) lines.push(words.groupTime(common, anchor));
  return lines.join("\n");
}

/** That there is a poll about the call; it is answered on the group's page, to which the letter leads. */
function pollAbout(
  call: ScheduledCall,
  { group: { poll } }: Moment,
  zone: string,
  words: MailWords,
): string[] {
  if (poll?.status !== "open" || !isSameCall(poll.call, call)) return [];
  return [words.ask.poll(timeOf(poll.deadline, zone, words))];
}

function question(
  call: ScheduledCall,
  { id, group }: Moment,
  { member }: Contact,
  { publicUrl, tokens }: Writing,
  words: MailWords,
): Part[] {
  const token = tokens.answer({
    group: id,
    member,
    call: { span: call.span, original: call.original },
    at: call.at,
  });
  const given = answersTo(group, call).get(member);
  const choices: readonly Answer[] = ["yes", "late", "no"];
  return [
    given ? words.answered(given) : words.question,
    choices.map((answer) => ({
      label: words.answers[answer],
      href: `${publicUrl}/answer/${token}?answer=${answer}`,
    })),
  ];
}

function timeOf(at: Instant, zone: string, { locale }: MailWords): string {
  const options = { dateStyle: "full", timeStyle: "short", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);
}

function dayOf(at: Instant, zone: string, { locale }: MailWords): string {
  const options = { weekday: "long", day: "numeric", month: "long" } as const;
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);
}

function textOf(parts: readonly Part[], foot: readonly Part[]): string {
  const plain = (part: Part) =>
    typeof part === "string"
      ? part
      : part.map(({ label, href }) => `${label}:\n${href}`).join("\n");
  return `${[...parts, "-- ", ...foot].map(plain).join("\n\n")}\n`;
}

const BODY =
  "font:16px/1.5 system-ui,sans-serif;color:#1d2430;max-width:34rem;margin:1.5rem auto;padding:0 1rem";
const BUTTON =
  "display:inline-block;margin:0 .5rem .5rem 0;padding:.65rem 1rem;border:1px solid #5b6b84;border-radius:.5rem;color:#1d2430;text-decoration:none";

function htmlOf(language: MailLanguage, parts: readonly Part[], foot: readonly Part[]): string {
  const link = (style: string) => (each: Link) =>
    `<a href="${escaped(each.href)}" style="${style}">${escaped(each.label)}</a>`;
  const block = (style: string) => (part: Part) =>
    typeof part === "string"
      ? `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`
      : `<p>${part.map(link(style)).join(" ")}</p>`;
  const small = `<div style="font-size:13px;color:#55606f;border-top:1px solid #d5dae2;margin-top:2rem">${foot
    .map(block("color:#55606f"))
    .join("")}</div>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body><div style="${BODY}">${parts
    .map(block(BUTTON))
    .join("")}${small}</div></body></html>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
