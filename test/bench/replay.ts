import { decide, evolve, fourSeats, noSession, planOf, replay as replayed } from "@hotseat/shared";
import type { Command, Session, SessionEvent } from "@hotseat/shared";

const HOUR = 3_600_000;
const ROUNDS = 9;
/** How many whole hours make a round; enough for a round to last some tens of milliseconds. */
const HOURS = 100;

/**
 * Events per second through the rules, for whole hours of four people in which nobody does
 * anything after the start. Beside it, in the same run, the same events through JSON, which every
 * server that stores or sends them pays anyway.
 */
export function replay(): string {
  const events = wholeHour();
  const text = JSON.stringify(events);
  let sink = 0;
  const rates = {
    json: median(() => {
      for (let i = 0; i < HOURS; i++) sink += JSON.stringify(JSON.parse(text)).length;
    }),
    evolve: median(() => {
      for (let i = 0; i < HOURS; i++) sink += replayed(events).version;
    }),
    decide: median(() => {
      for (let i = 0; i < HOURS; i++) sink += wholeHour().length;
    }),
    plan: median(() => {
      const session = events.slice(0, 30).reduce(evolve, noSession as Session);
      if (session.status === "none") throw new Error("no session");
      // A copy each time: the plan of one state is worked out once and kept.
      for (let i = 0; i < HOURS * events.length; i++)
        sink += planOf({ ...session }).segments.length;
    }),
  };
  if (sink === 0) throw new Error("nothing was measured");
  const perSecond = (ms: number) => Math.round((HOURS * events.length * 1000) / ms);
  const ratio = (ms: number) => (ms / rates.json).toFixed(2);
  return (
    `evolve ${perSecond(rates.evolve)} events/s (${ratio(rates.evolve)} of JSON's time), ` +
    `decide with settling ${perSecond(rates.decide)} events/s (${ratio(rates.decide)}), ` +
    `planOf ${perSecond(rates.plan)} plans/s; JSON ${perSecond(rates.json)} events/s; median of ${ROUNDS} rounds`
  );
}

/** All the events of an hour, decided one deadline after the other as a live server does. */
function wholeHour(): SessionEvent[] {
  const members = ["a", "b", "c", "d"].map((id) => ({ id, name: id }));
  const events: SessionEvent[] = [];
  let session: Session = noSession;
  const act = (command: Command) => {
    const decision = decide(session, command);
    if (!decision.ok) throw new Error(decision.rejection.code);
    events.push(...decision.events);
    session = replayed(decision.events, session);
  };
  act({
    type: "create",
    agenda: fourSeats,
    hour: HOUR,
    members,
    facilitator: "d",
    at: 0,
    by: "operator",
  });
  for (const { id } of members) act({ type: "arrive", member: id, at: 0, by: id });
  act({ type: "start", at: 0, by: "d" });
  for (let at = 30_000; at <= HOUR; at += 30_000) act({ type: "tick", at, by: "clock" });
  return events;
}

function median(work: () => void): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
}
