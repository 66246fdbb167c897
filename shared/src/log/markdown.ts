import { replay } from "../session/evolve.ts";
import type { Session } from "../session/session.ts";
import type { SessionEvent } from "../session/event.ts";
import type { Change } from "../session/timebox.ts";
import type { Instant, Millis } from "../time.ts";
import type { Recap } from "./recap.ts";

/** Who was erased. */
const FORMER = "a former member";

/** The recap as a document that can be kept and read without any program, in English. */
export function markdownOf(recap: Recap): string {
  const names = new Map(recap.members.map(({ id, name }) => [id, text(name || FORMER)]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const start = recap.startedAt ?? recap.entries[0]?.event.at ?? 0;
  const session = replay(recap.entries.map(({ event }) => event));
  return [
    `# Hotseat: recap of ${recap.session}`,
    "",
    `- Agenda: ${text(recap.agenda.id)}, an hour of ${duration(recap.hour)}${recap.practice ? ", for practice" : ""}`,
    `- Began: ${recap.startedAt === null ? "not yet" : day(recap.startedAt)}`,
    `- Ended: ${recap.endedAt === null ? "not yet" : `${clock(recap.endedAt, start)} (${recap.cause})`}`,
    `- Next call: ${recap.next.order.map(nameOf).join(", ")}; ${nameOf(recap.next.facilitator)} facilitates`,
    `- Log: ${recap.entries.length} entries, last hash \`${recap.head}\``,
    "",
    "## Planned and actual",
    "",
    "| Segment | Who | Planned | Actual |",
    "|---|---|---|---|",
    ...recap.segments
      .filter(({ planned, actual }) => planned > 0 || actual > 0)
      .map(({ id, holder, adviser, planned, actual }) => {
        const who = [holder, adviser].flatMap((member) => (member ? [nameOf(member)] : []));
        return row(id, who.join(", advised by "), duration(planned), duration(actual));
      }),
    "",
    "## Seat time",
    "",
    "| Member | Planned | Used | Given | Taken | First |",
    "|---|---|---|---|---|---|",
    ...recap.ledger.map((line) =>
      row(
        nameOf(line.member),
        duration(line.planned),
        duration(line.used),
        duration(line.given),
        duration(line.taken),
        String(line.first),
      ),
    ),
    "",
    "## Log",
    "",
    "| No. | At | By | What | Seconds moved | Hash |",
    "|---|---|---|---|---|---|",
    ...recap.entries.map(({ version, event, hash }) =>
      row(
        String(version),
        clock(event.at, start),
        nameOf(event.by),
        phrase(event, nameOf),
        "changes" in event ? moved(event.changes, session, nameOf) : "",
        `\`${hash.slice(0, 16)}\``,
      ),
    ),
    "",
  ].join("\n");
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Names are people's own words: nothing in them may read as markup. */
function text(words: string): string {
  return words.replace(/[\\`*_{}[\]()#+\-.!|<>&~]/g, "\\$&");
}

/** `m:ss`, with milliseconds where there are some. */
function duration(millis: Millis): string {
  const seconds = Math.floor(Math.abs(millis) / 1000);
  const rest = Math.abs(millis) % 1000;
  const whole = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const exact = rest === 0 ? whole : `${whole}.${String(rest).padStart(3, "0")}`;
  return millis < 0 ? `-${exact}` : exact;
}

function day(instant: Instant): string {
  // oxlint-disable-next-line no-restricted-globals -- writes an instant down, reads no clock
  return new Date(instant).toISOString();
}

function clock(at: Instant, start: Instant): string {
  return duration(at - start);
}

/** Where seconds went, by seat or part. */
function moved(
  changes: readonly Change[],
  session: Session,
  nameOf: (id: string) => string,
): string {
  const sums = new Map<string, Millis>();
  for (const { segment, by } of changes) {
    const part = segment.split("/", 1)[0] ?? segment;
    sums.set(part, (sums.get(part) ?? 0) + by);
  }
  const boxes = session.status === "none" ? [] : session.boxes;
  return [...sums]
    .filter(([, by]) => by !== 0)
    .map(([part, by]) => {
      const seat = boxes.find(({ id, block }) => block === "seat" && id.startsWith(`${part}/`));
      const label = seat?.holder ? `${nameOf(seat.holder)}'s seat` : part;
      return `${label} ${by > 0 ? "+" : ""}${duration(by)}`;
    })
    .join(", ");
}

function phrase(event: SessionEvent, nameOf: (id: string) => string): string {
  switch (event.type) {
    case "session-created":
      return `created for ${event.members.map(({ id }) => nameOf(id)).join(", ")}`;
    case "member-arrived":
      return `${nameOf(event.member)} is here`;
    case "member-left":
      return `${nameOf(event.member)} was lost`;
    case "member-gone":
      return `${nameOf(event.member)} did not come back in time`;
    case "member-excused":
      return `${nameOf(event.member)} will not come`;
    case "member-removed":
      return `${nameOf(event.member)} was removed`;
    case "delay-announced":
      return `${nameOf(event.member)} will be ${duration(event.delay)} late`;
    case "order-changed":
      return `order ${event.order.map(nameOf).join(", ")} (${event.cause})`;
    case "session-started":
      return "the hour began to count";
    case "segment-ended":
      return `${event.segment} ended (${event.cause})`;
    case "overtime-began":
      return `${event.segment} runs over`;
    case "overtime-ended":
      return "overtime ended";
    case "seat-extended":
      return `seat extended, paid by ${event.source === "reserve" ? "the reserve" : nameOf(event.source)}`;
    case "seat-yielded":
      return `rest of the seat given to ${nameOf(event.to)}`;
    case "seat-released":
      return `${nameOf(event.member)}'s seat was released (${event.cause})`;
    case "seat-granted":
      return `${nameOf(event.member)} got a seat from the ${event.source}`;
    case "paused":
      return `clock of the seat stands still (${event.kind})`;
    case "resumed":
      return `clock of the seat goes on (${event.cause})`;
    case "chair-taken":
      return `${nameOf(event.member)} has the chair (${event.cause})`;
    case "auto-advance-set":
      return `parts ${event.on ? "end" : "do not end"} by themselves`;
    case "proposed":
      return `question ${event.proposal.id}: ${event.proposal.wish.type}`;
    case "agreed":
      return `${nameOf(event.member)} agreed to question ${event.proposal}`;
    case "proposal-closed":
      return `question ${event.proposal} ${event.outcome}`;
    case "session-ended":
      return `the session ended (${event.cause})`;
    default:
      return isNeverAnEvent(event);
  }
}

function isNeverAnEvent(_event: never): string {
  return "";
}
