import type { Proposable, SessionEvent } from "@hotseat/shared";

type Of<Type extends SessionEvent["type"]> = Extract<SessionEvent, { type: Type }>;
type ReleaseCause = Of<"seat-released">["cause"];
type ResumeCause = Of<"resumed">["cause"];
type EndCause = Of<"session-ended">["cause"];
type Outcome = Of<"proposal-closed">["outcome"];
type WishType = Proposable["type"];

export const log = {
  /** Every event of the log in a sentence: what changed, why, and who has paid for it. */
  log: {
    clock: "the clock",
    operator: "the operator",
    created: (names: string) => `The hour was set up for ${names}.`,
    arrived: (name: string) => `${name} is here.`,
    left: (name: string) => `${name} has lost the connection or left.`,
    gone: (name: string) => `${name} did not come back in time.`,
    sharedAnew: "The turns of advice are shared out anew.",
    excusedSelf: (name: string) => `${name} will not come. The hour is planned for the others.`,
    excused: (name: string, by: string) =>
      `${name} will not come, says ${by}. The hour is planned for the others.`,
    removed: (name: string, by: string) => `${name} was removed by ${by} and cannot come back.`,
    delayed: (name: string, delay: string) => `${name} will be ${delay} late. Their seat is kept.`,
    reordered: (by: string, order: string) => `The order is now ${order}, set by ${by}.`,
    swapped: (order: string) => `Two seats have changed places: ${order}.`,
    swappedAlone: (by: string, order: string) =>
      `Two seats have changed places, by ${by} alone, as one of the two is not here: ${order}.`,
    movedBack: (name: string, order: string) =>
      `${name} is not here, so their seat comes later: ${order}.`,
    started: (by: string) => `The hour has begun, started by ${by}.`,
    startedItself: "The hour has opened itself at its time.",
    waits: "It waits for a second person.",
    begun: {
      inTime: "We begin.",
      late: (waited: string, review: string | null, reserve: string | null, seat: string) =>
        `We began ${waited} late: ${review === null ? "" : `reviews are ${review}, `}the reserve is ${reserve ?? "spent"}, each seat is ${seat}.`,
    },
    segment: {
      deadline: (part: string) => `${part}: its time was up.`,
      advanced: (part: string, _person: string, by: string) => `${part}: ${by} moved on.`,
      done: (part: string, person: string) => `${part}: ${person} was done.`,
      absent: (part: string, person: string) =>
        person === ""
          ? `${part} is passed over.`
          : `${part} is passed over: ${person} is not here.`,
      broken: (part: string, person: string) =>
        `${part} is broken off: ${person} is not here. The rest comes later.`,
      skipped: (part: string, _person: string, by: string) => `${part} was skipped by ${by}.`,
    },
    overtime: (part: string) => `${part} runs over.`,
    atMost: (pays: string) => (pays === "" ? "" : `${pays} That is the most it can cost.`),
    overtimeOver: "Overtime has ended.",
    extended: (holder: string, amount: string, left: string, by: string) =>
      `Seat of ${holder}: ${amount} more, from the reserve (${left} left), by ${by}.`,
    extendedSilently: (holder: string, amount: string, left: string) =>
      `Seat of ${holder}: ${amount} more, from the reserve (${left} left). Nobody objected.`,
    donated: (holder: string, amount: string, donor: string, seat: string) =>
      `Seat of ${holder}: ${amount} more, given by ${donor}, whose seat is ${seat} now.`,
    yielded: (holder: string) => `${holder} is done and gives the rest away.`,
    yieldedTo: (holder: string, to: string) => `${holder} gives the rest of the seat to ${to}.`,
    yieldedToTalk: (holder: string) => `${holder} goes straight to open talk.`,
    released: {
      "no-show": (name: string, at: string) => `${name} did not come by ${at}.`,
      absent: (name: string) => `${name} is not here: their seat goes to the others.`,
      passed: (name: string) => `${name} passes the seat on to the others.`,
      excused: (name: string) => `${name} will not come: their seat goes to the others.`,
      removed: (name: string) => `The seat and the turns of ${name} go to the others.`,
    } as Readonly<Record<ReleaseCause, (name: string, at: string) => string>>,
    /** The same where whoever has the chair has decided it. */
    releasedBy: {
      absent: (name: string, by: string) =>
        `${name} did not come back, and ${by} gives their seat to the others.`,
      excused: (name: string, by: string) =>
        `${name} will not come, says ${by}: their seat goes to the others.`,
    },
    granted: (name: string, amount: string, by: string) =>
      `${name} gets a last seat of ${amount}, by ${by}.`,
    admitted: (name: string, amount: string) =>
      `All agreed: ${name} gets a last seat of ${amount}.`,
    paused: {
      seat: (holder: string, most: string, by: string) =>
        `The clock of ${holder}'s seat stands still for up to ${most}, by ${by}.`,
      drop: (holder: string, most: string) =>
        `${holder} has lost the connection. The clock of the seat stands still for up to ${most}.`,
      emergency: (_holder: string, most: string, by: string) =>
        `${by} has stopped the clocks for up to ${most}. The hour runs on.`,
    },
    resumed: {
      asked: (_holder: string, by: string) => `The clocks go on, by ${by}.`,
      returned: (holder: string) => `${holder} is back. The clock of the seat goes on.`,
      "without-holder": (holder: string, by: string) =>
        `The seat goes on without ${holder}, by ${by}.`,
      time: () => "The pause is over.",
    } as Readonly<Record<ResumeCause, (holder: string, by: string) => string>>,
    chair: {
      absent: (name: string, before: string) =>
        before === ""
          ? `${name} has the chair now.`
          : `${name} has the chair now: ${before} is not here.`,
      handed: (name: string, before: string) => `${before} has handed the chair to ${name}.`,
      taken: (name: string) => `${name} has taken the chair.`,
    },
    automaticOn: (by: string) => `Parts end by themselves again, by ${by}.`,
    automaticOff: (by: string) =>
      `Parts do not end by themselves now, by ${by}. What runs over is taken from the seat, then from the reserve.`,
    asked: {
      extend: (by: string, _to: string, amount: string) =>
        `${by} asks for ${amount} from the reserve.`,
      donate: (by: string, _to: string, amount: string) => `${by} asks who gives ${amount}.`,
      yield: (by: string, to: string) => `${by} offers the rest of the seat to ${to}.`,
      swap: (by: string, a: string, b: string) => `${by} asks that ${a} and ${b} change places.`,
      admit: (by: string) => `${by} asks for a share of the seats.`,
      end: (by: string) => `${by} asks to end the hour.`,
    } as Readonly<Record<WishType, (by: string, a: string, b: string) => string>>,
    question: {
      extend: "more time from the reserve",
      donate: "more time from another seat",
      yield: "the rest of a seat",
      swap: "changing places",
      admit: "a share for a latecomer",
      end: "ending the hour",
      unknown: "a question",
    } as Readonly<Record<WishType | "unknown", string>>,
    agreed: (name: string, question: string) => `${name} agreed (${question}).`,
    closed: {
      accepted: (question: string) => `Agreed: ${question}.`,
      declined: (question: string, by: string) => `${by} said no (${question}). Nothing changes.`,
      withdrawn: (question: string, by: string) => `${by} took it back (${question}).`,
      lapsed: (question: string) => `The question has lapsed (${question}). Nothing changes.`,
    } as Readonly<Record<Outcome, (question: string, by: string) => string>>,
    ended: {
      "hour-over": () => "The hour is over.",
      agreed: () => "All agreed to end the hour.",
      closed: (by: string) => `${by} ended the hour.`,
      "not-held": () => "The hour was not held: there were never two.",
    } as Readonly<Record<EndCause, (by: string) => string>>,
    eachGets: (amount: string) => `Each seat gets ${amount} more.`,
    manyGet: (names: string, amount: string) => `${names} get ${amount} more each.`,
    oneGets: (name: string, amount: string) => `${name} gets ${amount} more.`,
    reserveGets: (amount: string, now: string) => `The reserve gets ${amount} and has ${now} now.`,
    partGets: (part: string, amount: string) => `${amount} go to ${part}.`,
    manyPay: (names: string, amount: string) => `The seats of ${names} give ${amount} each.`,
    onePays: (name: string, amount: string) => `${name}'s seat gives ${amount}.`,
    reservePays: (amount: string, left: string) => `The reserve pays ${amount} (${left} left).`,
    partPays: (part: string, amount: string) => `${capital(part)} gives ${amount}.`,
    party: {
      rest: "the rest of the seat",
      waiting: "the wait",
      open: "the opening",
      review: "the round of reviews",
      floor: "the open floor",
      closing: "the closing round",
      "next-call": "the next call",
      goodbye: "the goodbye",
    },
  },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
