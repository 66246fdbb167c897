import type { SessionEvent } from "../session/event.ts";
import { decide } from "../session/decide.ts";
import { nextDeadline } from "../session/deadline.ts";
import { evolve, replay } from "../session/evolve.ts";
import { currentStart, noSession } from "../session/session.ts";
import type { Session } from "../session/session.ts";
import {
  amountsAreTrue,
  offersAreTrue,
  refusalIsKnown,
  repeatIsVoid,
  replayIsLive,
  same,
  staleIsVoid,
  viewsAreOwn,
} from "./answers.ts";
import type { Scenario } from "./arbitrary.ts";
import { lawsOfEvent, stageIsRight } from "./laws.ts";
import type { Report } from "./laws.ts";
import { live } from "./live.ts";
import { rulesOfEvent, rulesWhenSettled } from "./rule-checks.ts";
import type { Life, Moment } from "./live.ts";

/** Every law and rule that a scenario breaks, each once, beginning with its number. */
export function brokenBy(scenario: Scenario): { broken: string[]; life: Life } {
  const sentences = new Set<string>();
  const broken: Report = (sentence) => sentences.add(sentence);
  const life = live(scenario);
  const { moments, events, session, failure } = life;
  if (failure) broken(failure);
  moments.forEach((moment, i) => {
    const { before, command, decision, after } = moment;
    if (i === 0 && decision.ok) broken("1.2: an agenda with a mistake in it is accepted");
    if (!decision.ok) {
      refusalIsKnown(decision.rejection, broken);
      return;
    }
    let now = before;
    for (const event of decision.events) {
      const next = evolve(now, event);
      lawsOfEvent(now, event, next, broken);
      rulesOfEvent(now, event, next, broken);
      now = next;
    }
    if (now.status === "running") {
      stageIsRight(now, broken);
      rulesWhenSettled(now, broken);
      const end = now.startedAt + now.hour;
      if (command.at >= end) broken("L1: the hour goes on after its end");
      const current = now.boxes[now.position];
      if (current && currentStart(now) + current.length < now.at) broken("1.8: time runs out");
    }
    if (now.status === "running" && now.proposals.length > 0) {
      const due = nextDeadline(now) ?? now.at;
      const later = now.at + Math.floor((Math.max(due, now.at + 1) - now.at - 1) * ((i % 5) / 4));
      amountsAreTrue(now, later, broken);
    }
    if (i % 4 === 0) repeatIsVoid(moment, broken);
    const stale = moments[i >> 1];
    if (i % 8 === 1 && stale && after.status !== "none") staleIsVoid(stale.command, after, broken);
  });
  lookClosely(life, broken);
  replayIsLive(moments, events, session, broken);
  if (events.length % 3 === 0) lateIsPunctual(moments, broken);
  usedIsWhatPassed(events, session, broken);
  return { broken: [...sentences], life };
}

/** One moment is worth a closer look, which takes longer; which one differs from life to life. */
function lookClosely({ moments, events }: Life, broken: Report) {
  const some = moments[(events.length * 13) % Math.max(1, moments.length)]?.after;
  if (!some || some.status === "none") return;
  const { order, chair } = some;
  const member = events.length % 3 === 0 ? chair : order[events.length % order.length];
  offersAreTrue(some, member ?? "", broken);
  if (events.length % 2 === 0) viewsAreOwn(some, broken);
}

/** 11.5: whether deadlines are ticked off as they come or settled much later changes nothing. */
function lateIsPunctual(moments: readonly Moment[], broken: Report) {
  const rare: SessionEvent[] = [];
  const often: SessionEvent[] = [];
  let late: Session = noSession;
  let punctual: Session = noSession;
  const make = (session: Session, command: Moment["command"], log: SessionEvent[]): Session => {
    const decision = decide(session, command);
    if (!decision.ok) return session;
    log.push(...decision.events);
    return replay(decision.events, session);
  };
  let now = 0;
  for (const { command } of moments) {
    if (!Number.isSafeInteger(command.at)) continue;
    now = Math.max(now, command.at);
    if (command.type === "tick" && command !== moments.at(-1)?.command) continue;
    for (
      let due = nextDeadline(punctual);
      due !== null && due <= now;
      due = nextDeadline(punctual)
    ) {
      punctual = make(punctual, { type: "tick", at: due, by: "clock" }, often);
    }
    late = make(late, { ...command, at: now }, rare);
    punctual = make(punctual, { ...command, at: now }, often);
  }
  if (!same(rare, often)) broken("11.5: a late timer changes what happens");
}

/** L4: the clock on the wall has run for as long as the books say, segment by segment. */
function usedIsWhatPassed(events: readonly SessionEvent[], session: Session, broken: Report) {
  if (session.status !== "ended") return;
  let since = session.startedAt;
  const took = new Map<string, number>();
  for (const event of events) {
    if (event.type !== "segment-ended") continue;
    took.set(event.segment, (took.get(event.segment) ?? 0) + event.at - since);
    since = event.at;
  }
  const { boxes, position, endedAt, hour } = session;
  let used = 0;
  let planned = 0;
  let unspent = 0;
  boxes.forEach(({ id, length, planned: whole, block }, i) => {
    if (block !== "reserve") planned += whole;
    if (i < position && length !== (took.get(id) ?? 0)) {
      broken(`L4: ${id} took ${took.get(id) ?? 0} and the books say ${length}`);
    }
    if (i < position) used += length;
    else unspent += length;
  });
  const current = endedAt - currentStart(session);
  const reserve = boxes.find(({ block }) => block === "reserve")?.planned ?? 0;
  if (planned + reserve !== used + current + (unspent - current) || planned + reserve !== hour) {
    broken("L4: planned and reserve are not used and unspent");
  }
  if (current > unspent) broken("L4: more was used than there was");
}
