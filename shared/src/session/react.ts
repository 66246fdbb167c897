import type { Command } from "./command.ts";
import { handChair, takeChair } from "./rules/chair.ts";
import { end } from "./rules/ending.ts";
import { reorder, swap } from "./rules/order.ts";
import { pauseForEmergency, pauseSeat, resume } from "./rules/pauses.ts";
import { arrive, leave } from "./rules/presence.ts";
import { agree, askSeat, decline } from "./rules/proposals.ts";
import type { Reaction } from "./rules/reaction.ts";
import { announceDelay, excuse, grant, pass, releaseByChair } from "./rules/seats.ts";
import { extend, yieldSeat } from "./rules/seconds.ts";
import { remove } from "./rules/removal.ts";
import { create, start } from "./rules/start.ts";
import { advance, setAutoAdvance, skip } from "./rules/turns.ts";
import type { Session } from "./session.ts";

/** One small rule per command, on a session whose deadlines are settled. */
export function react(session: Session, command: Command): Reaction {
  switch (command.type) {
    case "create":
      return create(session, command, command.at);
    case "arrive":
      return arrive(session, command.member, command);
    case "leave":
      return leave(session, command.member, command.since, command);
    case "announce-delay":
      return announceDelay(session, command.minutes, command);
    case "excuse":
      return excuse(session, command.member, command);
    case "start":
      return start(session, command);
    case "advance":
      return advance(session, command.segment, command);
    case "skip":
      return skip(session, command.segment, command);
    case "yield":
      return yieldSeat(session, command.segment, command.to, command);
    case "extend":
      return extend(session, command.segment, command.seconds, command);
    case "pass":
      return pass(session, command);
    case "reorder":
      return reorder(session, command.order, command);
    case "swap":
      return swap(session, command.a, command.b, command);
    case "pause":
      return command.emergency
        ? pauseForEmergency(session, command)
        : pauseSeat(session, command.segment, command);
    case "resume":
      return resume(session, command.since, command);
    case "set-auto-advance":
      return setAutoAdvance(session, command.on, command);
    case "take-chair":
      return takeChair(session, command);
    case "hand-chair":
      return handChair(session, command.to, command);
    case "release":
      return releaseByChair(session, command.member, command);
    case "grant":
      return grant(session, command.member, command);
    case "remove":
      return remove(session, command.member, command);
    case "ask-seat":
      return askSeat(session, command);
    case "end":
      return end(session, command);
    case "agree":
      return agree(session, command.proposal, command);
    case "decline":
      return decline(session, command.proposal, command);
    case "tick":
      return [];
    default:
      return unknownCommand(command);
  }
}

/** Makes the compiler refuse a command type that `react` forgot. */
function unknownCommand(_command: never): Reaction {
  return [];
}
