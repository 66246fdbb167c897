import { expect } from "vitest";
import type { Command } from "../session/command.ts";
import { decide } from "../session/decide.ts";
import type { SessionEvent } from "../session/event.ts";
import type { RejectionCode } from "../session/rejection.ts";
import { evolve, replay } from "../session/evolve.ts";
import { noSession } from "../session/session.ts";
import type { Session } from "../session/session.ts";
import { told } from "./told.ts";

/**
 * A rule, told as a story: `given(before).when(command).then(events)`. What came before is told
 * in events, which are taken as they are, or in commands, which must be accepted.
 */
export function given(before: readonly (SessionEvent | Command)[] = []) {
  const session = sessionAfter(before);
  return {
    session,
    when(command: Command) {
      const decision = decide(session, command);
      return {
        /** The events, to the last second moved. */
        // oxlint-disable-next-line unicorn/no-thenable -- reads as a rule; nobody awaits it
        then(events: readonly SessionEvent[]) {
          expect(decision).toEqual({ ok: true, events });
        },
        /** The same in one line each, without the seconds that moved. */
        thenTold(lines: readonly string[]) {
          expect(decision.ok ? decision.events.map(told) : decision).toEqual(lines);
        },
        thenRejected(code: RejectionCode) {
          expect(decision).toMatchObject({ ok: false, rejection: { code } });
        },
        /** The session after a command that must be accepted. */
        get session(): Session {
          return replay(accepted(session, command), session);
        },
      };
    },
  };
}

/** The session that events and accepted commands lead to. */
export function sessionAfter(before: readonly (SessionEvent | Command)[]): Session {
  return before.reduce<Session>((session, step) => {
    const events = isCommand(step) ? accepted(session, step) : [step];
    return events.reduce(evolve, session);
  }, noSession);
}

/** Everything that happens on the way there, one line each. */
export function storyOf(before: readonly Command[]): string[] {
  const lines: string[] = [];
  let session: Session = noSession;
  for (const command of before) {
    const events = accepted(session, command);
    lines.push(...events.map(told));
    session = replay(events, session);
  }
  return lines;
}

/** The events of a command that must be accepted. */
export function accepted(session: Session, command: Command): readonly SessionEvent[] {
  const decision = decide(session, command);
  if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.rejection.code}`);
  return decision.events;
}

/** One for each type, so that none is taken for an event. */
const commandTypes: { readonly [type in Command["type"]]: true } = {
  create: true,
  arrive: true,
  leave: true,
  "announce-delay": true,
  excuse: true,
  start: true,
  advance: true,
  skip: true,
  yield: true,
  extend: true,
  pass: true,
  reorder: true,
  swap: true,
  pause: true,
  resume: true,
  "set-auto-advance": true,
  "take-chair": true,
  "hand-chair": true,
  release: true,
  remove: true,
  grant: true,
  "ask-seat": true,
  end: true,
  agree: true,
  decline: true,
  tick: true,
};

function isCommand(step: SessionEvent | Command): step is Command {
  return step.type in commandTypes;
}
