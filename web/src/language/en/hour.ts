import type { PausePayer, PhaseId } from "@hotseat/shared";

export const hour = {
  controls: {
    label: "Controls",
    mute: "Mute",
    unmute: "Unmute",
    stopVideo: "Stop video",
    startVideo: "Start video",
    share: "Share screen",
    stopShare: "Stop sharing",
    leave: "Leave",
    end: "End for everyone",
    microphones: "Choose microphone and speaker",
    cameras: "Choose camera",
    hear: "Tap to hear the others",
  },
  tile: {
    you: (name: string) => `${name} (you)`,
    muted: "Muted",
    advises: "Advises",
    facilitates: "Facilitates",
    hasChair: "Has the chair",
    screenOf: (name: string) => `${name}'s screen`,
  },
  seat: {
    none: "next time",
    leftOut: "no turns today",
    released: "given to the others",
    move: (name: string) => `Move ${name}: drag, or press the up and down arrows`,
    swap: (name: string) => `Swap ${name}'s seat: drag it onto another, or press the arrows`,
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
  },
  time: {
    seatLeft: "Seat",
    hourLeft: "Hour",
    phaseLeft: "Time left in this part",
    reserve: "Reserve",
    next: "Next",
    soon: "Wrap up",
    last: "Last seconds",
    theEnd: "The end",
    finish: "Finish your sentence",
    title: (time: string, phase: string) => `${time} · ${phase}`,
    over: (time: string) => `+${time}`,
    overBy: "Over by",
    pays: { reserve: "Over: the reserve pays", seat: "Over: the rest of this seat pays" },
    overUntil: (left: string) => `Ends by itself in ${left} at the latest`,
    held: "Parts do not end by themselves",
    chair: (name: string) => `${name} has the chair`,
    given: "Your seat went to the others; you listen and advise",
    leftOut: "This hour was planned without you: you listen, and take part in what is open to all",
  },
  /** Why the clock of a seat stands still, for how long, and who pays. */
  pause: {
    seat: (by: string, left: string) =>
      `${by} has paused the seat. It goes on by itself in ${left}.`,
    emergency: (by: string, left: string) =>
      `${by} has stopped the clocks of the seats. They go on in ${left} at the latest; the hour runs.`,
    drop: (name: string, left: string) => `${name} is reconnecting, held for ${left}.`,
    pays: {
      reserve: "The reserve pays",
      seats: "The seats to come pay",
      seat: "The rest of this seat pays",
    } as Readonly<Record<PausePayer, string>>,
    /** Who pays next, once whoever comes before has nothing left. */
    thenPays: {
      reserve: "then the reserve",
      seats: "then the seats to come",
      seat: "then the rest of this seat",
    } as Readonly<Record<PausePayer, string>>,
  },
  /** Before the end of the hour, over the pictures. */
  warning: {
    first: "The hour is nearly over",
    second: "Come to a close",
    last: "The hour ends now",
  },
  /** Ending the hour for everybody, which is not the same as leaving. */
  ending: {
    title: "End the hour for everyone?",
    ask: "It ends once everybody who is here has agreed. Nobody can come back into it.",
    now: "It ends at once, for everybody who is here. Nobody can come back into it.",
    askAll: "Ask everyone",
    endNow: "End for everyone",
    keep: "Go on",
  },
  /** What the current part is called, and what it is for. */
  part: {
    lobby: {
      name: "Gathering",
      what: (chair: string) => `${chair} starts the hour`,
      away: (chair: string) =>
        `${chair} starts the hour and is not here yet. Anybody can: Take the chair, under More`,
      yours: "Start when everybody is at the table",
      byItself: "The hour opens itself at its time",
    },
    waiting: { name: "Waiting for a second person", what: "The hour is running" },
    open: (name: string) => ({ name: "Opening", what: `${name} opens the hour` }),
    review: (name: string) => ({
      name: `${name} looks back`,
      what: "What became of the last promise",
    }),
    /** What a phase of a seat is called, and what it is for. */
    phase: {
      present: (holder: string) => ({
        name: `${holder} presents`,
        what: "Only the hot seat talks",
      }),
      report: (holder: string) => ({
        name: `${holder} reports`,
        what: "What went well, and what did not",
      }),
      clarify: () => ({ name: "Questions", what: "Questions only, no advice" }),
      probe: () => ({ name: "Deeper questions", what: "Ask what lies below; still no advice" }),
      blockers: () => ({ name: "Blockers", what: "What stands in the way, in questions" }),
      restate: (holder: string) => ({
        name: `${holder} says it anew`,
        what: "The question, as it is by now",
      }),
      think: () => ({ name: "Silence", what: "Nobody talks, everybody writes" }),
      advise: (holder: string, adviser: string) => ({
        name: `${adviser} advises`,
        what: `${holder} listens`,
      }),
      "advise-away": (holder: string) => ({
        name: "The others advise",
        what: `${holder} has turned away and listens`,
      }),
      open: () => ({ name: "Open talk", what: "Anybody may talk" }),
      reflect: (holder: string) => ({
        name: `${holder} reflects`,
        what: "What was heard, and what it does",
      }),
      plan: (holder: string) => ({
        name: `${holder} plans`,
        what: "The next steps, and by when",
      }),
      commit: (holder: string) => ({
        name: `${holder} commits`,
        what: "What will be done, and by when",
      }),
    } as Readonly<
      Record<
        Exclude<PhaseId, "handover">,
        (holder: string, adviser: string) => { readonly name: string; readonly what: string }
      >
    >,
    handover: {
      name: "Handover",
      what: (name: string) => `${name} is next, take a breath`,
      last: "The last seat is over",
    },
    floor: { name: "Open floor", what: "Whatever concerns everybody" },
    reserve: { name: "Spare time", what: "For whatever is left" },
    closing: (name: string) => ({ name: `${name} closes`, what: "One thing to take along" }),
    "next-call": { name: "Next call", what: "Agree when you meet again" },
    goodbye: { name: "Goodbye", what: "The hour ends by itself" },
  },
  /** The one big button: what happens next. */
  action: {
    start: "Start the hour",
    open: "To the opening",
    review: (name: string) => `To ${name}'s review`,
    seat: (name: string) => `Start ${name}'s seat`,
    phase: {
      present: (holder: string) => `${holder} presents`,
      report: (holder: string) => `${holder} reports`,
      clarify: () => "To questions",
      probe: () => "To deeper questions",
      blockers: () => "To blockers",
      restate: (holder: string) => `${holder} says it anew`,
      think: () => "To silence",
      advise: (_holder: string, adviser: string) => `To ${adviser}'s advice`,
      "advise-away": () => "To advice",
      open: () => "To open talk",
      reflect: (holder: string) => `${holder} reflects`,
      plan: (holder: string) => `To ${holder}'s plan`,
      commit: (holder: string) => `To ${holder}'s commitment`,
      handover: (holder: string) => `Close ${holder}'s seat`,
    } as Readonly<Record<PhaseId, (holder: string, adviser: string) => string>>,
    floor: "To the open floor",
    reserve: "To spare time",
    closing: (name: string) => `To ${name}'s closing`,
    "next-call": "Close the round",
    goodbye: "To goodbye",
    last: "The hour ends by itself",
    goesOn: "It goes on by itself",
    keeps: "The next call keeps its time",
    waiting: "It begins by itself with the second person",
    done: "I'm done",
    from: (left: string) => `in ${left}`,
    resume: "Go on",
    resumeWithout: (name: string) => `Go on without ${name}`,
  },
  ring: {
    label: "The hour as a ring",
    left: "left",
    long: "long",
    opening: "Opening",
    review: "Review",
    reserve: "Reserve",
    closing: "Closing",
    "next-call": "Next call",
    goodbye: "Goodbye",
    seat: (name: string) => `${name}'s seat`,
  },
  /** A segment by a lasting name, in tables and in the log. */
  segment: {
    block: {
      waiting: "Wait for a second person",
      open: "Opening",
      floor: "Open floor",
      reserve: "Reserve",
      "next-call": "Next call",
      goodbye: "Goodbye",
    },
    rounds: { review: "Reviews", closing: "Closing round" },
    turn: {
      review: (name: string) => `${name}'s review`,
      closing: (name: string) => `${name}'s closing`,
    },
    seat: (name: string) => `${name}'s seat`,
    inSeat: (name: string, part: string) => `${name}'s seat, ${part}`,
    advice: (name: string) => `${name}'s advice`,
    phase: {
      present: "Presenting",
      report: "Report",
      clarify: "Questions",
      probe: "Deeper questions",
      blockers: "Blockers",
      restate: "Said anew",
      think: "Silence",
      advise: "Advice",
      "advise-away": "Advice, turned away",
      open: "Open talk",
      reflect: "Reflection",
      plan: "Plan",
      commit: "Commitment",
      handover: "Handover",
    } as Readonly<Record<PhaseId, string>>,
  },
};
