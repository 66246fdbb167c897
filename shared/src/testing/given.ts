import { expect } from "vitest";
import type { Command } from "../session/command.ts";
import { decide } from "../session/decide.ts";
import type { SessionEvent } from "../session/event.ts";
import type { RejectionCode } from "../session/rejection.ts";
import { evolve, noSession } from "../session/session.ts";
import type { Session } from "../session/session.ts";

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
        // oxlint-disable-next-line unicorn/no-thenable -- reads as a rule; nobody awaits it
        then(events: readonly SessionEvent[]) {
          expect(decision).toEqual({ ok: true, events });
        },
        thenRejected(code: RejectionCode) {
          expect(decision).toMatchObject({ ok: false, rejection: { code } });
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

/** The events of a command that must be accepted. */
export function accepted(session: Session, command: Command): readonly SessionEvent[] {
  const decision = decide(session, command);
  if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.rejection.code}`);
  return decision.events;
}

const commandTypes: ReadonlySet<string> = new Set([
  "create",
  "arrive",
  "leave",
  "start",
  "advance",
  "tick",
]);

function isCommand(step: SessionEvent | Command): step is Command {
  return commandTypes.has(step.type);
}
