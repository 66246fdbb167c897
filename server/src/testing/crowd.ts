import { setTimeout as pause } from "node:timers/promises";
import { chainOf, decide, fourSeats, nextDeadline, noSession, replay } from "@hotseat/shared";
import type { Command, Instant, Session, SessionEvent } from "@hotseat/shared";
import { readClock } from "../clock/clock.ts";
import type { Clock } from "../clock/clock.ts";
import { Sessions } from "../sessions/sessions.ts";
import type { OpenDatabase } from "../store/database.ts";
import { sessionEvents, sessions as sessionRows } from "../store/schema.ts";
import { sessionStore } from "../store/session-store.ts";
import { Metrics } from "../watch/metrics.ts";

const HOUR = 3_600_000;
const members = ["a", "b", "c", "d"].map((id) => ({ id, name: id }));

export type Crowd = {
  readonly clock: Clock;
  /** What `startOf` was told the time was. */
  readonly openedAt: Instant;
  /** How late each automatic advance was in the store and announced, in ms, since the last asking. */
  lateness(): number[];
  close(): Promise<void>;
};

/** How many sessions are written in one go. */
const CHUNK = 250;

/**
 * One server with many live sessions, as if it had been serving them all along: for measurements of
 * how punctual it is.
 *
 * @param startOf when the hour of session `i` started, given what the time is now.
 */
export async function openCrowd(
  database: OpenDatabase,
  count: number,
  startOf: (i: number, now: Instant) => Instant,
): Promise<Crowd> {
  const clock = await readClock(database.now);
  const store = sessionStore(database.db);
  const now = clock.now();
  for (let from = 0; from < count; from += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, count - from) }, (_, k) => {
      const i = from + k;
      return { id: `s${i}`, events: history(Math.round(startOf(i, now)), clock.now()) };
    });
    await insert(database, chunk);
  }
  const failures: unknown[] = [];
  // Counted as in the product: what that costs is part of the figures.
  const metrics = new Metrics();
  database.watch(metrics.storeWorked);
  const report = (error: unknown) => void failures.push(error);
  const sessions = new Sessions(store, database.announcements, clock, report, metrics);
  let lateness: number[] = [];
  // Called once a change is in the store, for everybody who follows the session.
  sessions.onChange((_, session) => {
    if (session.status !== "none") lateness.push(clock.precise() - session.at);
  });
  await sessions.resume();
  // What came due while they were being made is not what is to be measured.
  while ((await store.overdue(clock.now())).length > 0) await pause(50);
  lateness = [];
  return {
    clock,
    openedAt: now,
    lateness: () => {
      const taken = lateness;
      lateness = [];
      return taken;
    },
    close: async () => {
      await sessions.close();
      if (failures.length > 0) throw failures[0];
    },
  };
}

async function insert(
  { db }: OpenDatabase,
  chunk: readonly { id: string; events: SessionEvent[] }[],
): Promise<void> {
  await db.insert(sessionRows).values(
    chunk.map(({ id, events }) => {
      const session = replay(events);
      if (session.status === "none") throw new Error("no session");
      const { version, status } = session;
      return { id, room: `room-${id}`, version, status, deadline: nextDeadline(session) };
    }),
  );
  await db
    .insert(sessionEvents)
    .values(
      chunk.flatMap(({ id, events }) =>
        chainOf(id, events).map((entry) => ({ session: id, ...entry })),
      ),
    );
}

/** All that has happened until now in an hour that started then, with everybody there. */
function history(startedAt: number, now: number): SessionEvent[] {
  const events: SessionEvent[] = [];
  let session: Session = noSession;
  const issue = (command: Command) => {
    const decision = decide(session, command);
    if (!decision.ok) throw new Error(decision.rejection.message);
    events.push(...decision.events);
    session = replay(decision.events, session);
  };
  const at = startedAt;
  const agenda = fourSeats;
  issue({ type: "create", agenda, hour: HOUR, members, facilitator: "d", at, by: "operator" });
  for (const { id } of members) issue({ type: "arrive", member: id, at, by: id });
  issue({ type: "start", at, by: "d" });
  issue({ type: "tick", at: Math.max(startedAt, now), by: "clock" });
  return events;
}
