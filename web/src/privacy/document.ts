import type { Brief, GroupEvent } from "@hotseat/shared/group";
import type { SessionEvent } from "@hotseat/shared";
import type { PrivacyWords } from "./words.ts";
import type { OpenedCall, OpenedGroup, OpenedSession } from "./opened.ts";

type Words = PrivacyWords["file"];

/** An export as a document in Markdown, in the reader's language, that needs no program to be read. */
export function documentOf(data: OpenedGroup | OpenedSession, words: Words): string {
  const made = words.made(timeOf(data.at));
  const lines =
    data.kind === "session"
      ? [`# ${text(words.session(data.member.name))}`, "", made, ...callLines(data.call, words)]
      : groupLines(data, words, made);
  return `${lines.join("\n")}\n`;
}

function groupLines(data: OpenedGroup, words: Words, made: string): string[] {
  const { member, group, contact, hours } = data;
  const marks = hours ? [...new Set(hours.hours)] : [];
  return [
    `# ${text(words.head(member.name, group.name))}`,
    "",
    made,
    ...section(words.you, [
      `- ${words.name}: ${text(member.name)}`,
      `- ${words.zone}: ${text(member.zone)}`,
      `- ${words.role}: ${member.role}`,
      `- ${words.email}: ${text(contact?.email ?? words.none)}`,
      `- ${words.language}: ${contact?.language ?? words.none}`,
      `- ${words.off}: ${contact?.off.join(", ") || words.none}`,
      `- ${words.feed}: ${contact?.feed ? words.exists : words.none}`,
    ]),
    ...section(
      words.hours,
      marks.map((mark) => {
        const count = hours?.hours.filter((each) => each === mark).length ?? 0;
        return `- ${words.count(mark, count)}`;
      }),
    ),
    ...section(
      words.promises,
      data.commitments.flatMap(({ madeAt, text: promise, doneWhen, ifThen, state, checkIn }) => [
        `- ${timeOf(madeAt)}: ${text(promise)} (${text(doneWhen)}) — ${state}`,
        ...(ifThen ? [`  - ${text(ifThen)}`] : []),
        ...(checkIn ? [`  - ${timeOf(checkIn.at)}: ${checkIn.how} ${text(checkIn.line)}`] : []),
      ]),
    ),
    ...section(
      words.briefs,
      data.briefs.flatMap(({ call, brief }) => [
        `- ${call.original}`,
        ...("sealed" in brief ? [`  - ${words.shut}`] : briefLines(brief)),
      ]),
    ),
    ...section(
      words.mail,
      data.mail.map(({ at, kind, call, state }) => `- ${timeOf(at)}: ${kind}, ${call}, ${state}`),
    ),
    ...section(words.history, data.events.map(eventLine)),
    ...data.calls.flatMap((call) => callLines(call, words)),
  ];
}

function briefLines(brief: Brief): string[] {
  return Object.values(brief)
    .filter((each) => each !== "")
    .map((each) => `  - ${text(each)}`);
}

function callLines(call: OpenedCall, words: Words): string[] {
  const said = (each: { readonly text: string; readonly sealed?: true }) =>
    each.sealed ? words.shut : text(each.text);
  const { note, pulse } = call;
  return [
    "",
    `## ${words.call(call.session)}`,
    ...part(words.note, note ? [`- ${said(note)}`] : []),
    ...part(
      words.seatNotes,
      call.seatNotes.map((each) => `- ${timeOf(each.at)}: ${said(each)}`),
    ),
    ...part(
      words.remarks,
      call.remarks.map((each) => `- ${timeOf(each.at)}: ${said(each)}`),
    ),
    ...part(
      words.chat,
      call.messages.map((each) => `- ${timeOf(each.at)}: ${said(each)}`),
    ),
    ...part(words.pulse, pulse ? [`- ${pulse.useful}, ${pulse.trust}, ${pulse.time}`] : []),
    ...part(words.history, call.events.map(eventLine)),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `### ${title}`, "", ...lines];
}

function eventLine({ at, by: _by, type, ...rest }: GroupEvent | SessionEvent): string {
  const what = JSON.stringify(rest).replaceAll("`", "'");
  return `- ${timeOf(at)}: ${type}${what === "{}" ? "" : ` \`${what}\``}`;
}

/** The same in every language and zone, since a file is read anywhere. */
function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Words of people in one line, with nothing in them that Markdown would take for its own. */
function text(words: string): string {
  return words.replaceAll(/\s+/gu, " ").replaceAll(/[\\`*_[\]<>#|]/gu, String.raw`\$&`);
}
