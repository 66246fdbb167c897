import { planOf } from "../session/plan.ts";
import type { Plan, Segment } from "../session/plan.ts";
import type { Ended, Lobby, Running } from "../session/session.ts";
import type { SessionEvent } from "../session/event.ts";
import { scaled } from "../time.ts";

/**
 * Every law of the hour that a session breaks, in words; empty when all hold. For sessions of
 * `four-seats` that commands have led to. The figures are the format's own, not the code's.
 */
export function lawsBroken(
  session: Lobby | Running | Ended,
  plan: Plan = planOf(session),
): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, sentence: string) => {
    if (!holds) broken.push(sentence);
  };
  const { hour } = session;
  const startsAt = session.status === "lobby" ? 0 : session.startedAt;
  const endings = session.status === "lobby" ? [] : session.endings;
  const { segments } = plan;
  const toCome = segments.slice(endings.length + 1);

  law(plan.startsAt === startsAt, "the hour starts when it was started");
  law(plan.endsAt === startsAt + hour, "the hour lasts the hour (L1)");
  law(segments[0]?.startsAt === startsAt, "the first part starts with the hour");
  law(segments.at(-1)?.endsAt === plan.endsAt, "the last part ends with the hour (L1)");
  law(
    segments.every(
      ({ endsAt }, i) => i + 1 >= segments.length || segments[i + 1]?.startsAt === endsAt,
    ),
    "parts follow each other without gap or overlap",
  );
  law(
    segments.every((s) => lengthOf(s) >= 0 && Number.isInteger(s.startsAt)),
    "every part lasts whole milliseconds, never less than none",
  );
  law(
    endings.every((ending, i) => segments[i]?.endsAt === ending),
    "what has ended stays as it was",
  );
  law(
    segments.every(
      ({ graceUntil, startsAt: from, endsAt }) =>
        graceUntil === null ||
        (graceUntil >= from && graceUntil <= Math.min(endsAt, from + scaled(10, hour))),
    ),
    "grace is inside its handover and no longer than 10 s",
  );

  const unbegun = [1, 2, 3, 4].flatMap((turn) => {
    const parts = toCome.filter((s) => s.block === "seat" && s.turn === turn);
    return parts.length === 9 ? [parts.reduce((sum, part) => sum + lengthOf(part), 0)] : [];
  });
  law(new Set(unbegun).size <= 1, "seats not yet begun are equal (L2)");
  law(
    unbegun.every((length) => length === scaled(720, hour)),
    "no seat loses time to an early end elsewhere (L2)",
  );
  law(
    [1, 2, 3, 4].every((turn) => {
      const parts = segments.filter((s) => s.block === "seat" && s.turn === turn);
      return parts.reduce((sum, part) => sum + lengthOf(part), 0) <= scaled(720, hour);
    }),
    "no seat lasts longer than planned",
  );

  const closing = segments.find(({ id }) => id === "closing-1")?.startsAt ?? Number.NaN;
  const planned = 4 * scaled(30, hour) + scaled(120, hour) + scaled(60, hour);
  law(plan.endsAt - closing >= planned, "the closing block has its planned length or more (L3)");
  const reserveEnded = endings.length > segments.findIndex(({ id }) => id === "reserve");
  law(
    reserveEnded || plan.endsAt - closing === planned,
    "the closing block starts at its fixed time, unless the reserve was ended by hand (L3)",
  );
  law(
    segments.slice(endings.length).every((s) => lengthOf(s) >= scaled(closingSeconds(s), hour)),
    "no part of the closing block that has not ended is short (L3)",
  );
  return broken;
}

/** Every law that a history breaks. */
export function historyBroken(events: readonly SessionEvent[]): string[] {
  const broken: string[] = [];
  events.slice(1).forEach(({ at }, i) => {
    if (at < (events[i]?.at ?? 0)) broken.push("no event precedes the one before it");
  });
  const started = events.find(({ type }) => type === "session-started");
  const created = events.find((event) => event.type === "session-created");
  const over = events.filter(({ type }) => type === "session-ended");
  if (over.length > 1) broken.push("the hour ends once");
  if (over.some(({ at }) => at !== (started?.at ?? 0) + (created?.hour ?? 0))) {
    broken.push("the hour ends exactly when it is over (L1)");
  }
  if (over[0] && events.at(-1) !== over[0]) broken.push("nothing happens after the hour");
  return broken;
}

function lengthOf({ startsAt, endsAt }: Segment): number {
  return endsAt - startsAt;
}

function closingSeconds({ block }: Segment): number {
  return { closing: 30, "next-call": 120, goodbye: 60 }[block as string] ?? 0;
}
