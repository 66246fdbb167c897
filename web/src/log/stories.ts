import type { Command } from "@hotseat/shared";
import {
  advance,
  agree,
  announceDelay,
  arrive,
  at,
  autoAdvance,
  beganAt,
  create,
  decline,
  emergency,
  end,
  excuse,
} from "../../../shared/src/testing/sample.ts";
import {
  askSeat,
  extend,
  gathered,
  grant,
  handChair,
  leave,
  pass,
  pause,
  question,
  release,
  remove,
  reorder,
  resume,
  skip,
} from "../../../shared/src/testing/sample.ts";
import {
  START,
  start,
  started,
  startedWithout,
  swap,
  takeChair,
  tick,
  yieldTo,
} from "../../../shared/src/testing/sample.ts";

/*
 * Stories of a sample hour: Ana, Ben, Cho and Dee sit in this order, Dee facilitates and Cho is her
 * deputy. Each ends with the command whose events are told. Before the steps stands who and which
 * seconds are to be told of each event: whoever did it and whoever it is about, what moved, and what
 * there is now.
 */

const presenting = [...started(), tick("06:00")];
const lost = [...presenting, leave("ana", "06:00")];
/** Ana's seat of which 11:00 are left has moved behind Dee's, and Ana is gone. */
const gone = [...lost, tick("07:00")];
const lateBen = [...startedWithout("ben"), tick("10:00"), arrive("ben", "11:00")];
const held = [...presenting, autoAdvance(false, "06:10")];
const poor = [...beganAt("04:00"), tick("08:00")];

/** The steps, and the answer to the one question that they leave open. */
const answered = (steps: readonly Command[], by: string, when: string) => [
  ...steps,
  agree(question(steps), when, by),
];
const refused = (steps: readonly Command[], by: string, when: string) => [
  ...steps,
  decline(question(steps), when, by),
];

const offer = [...presenting, yieldTo("ben", "seat-1/present", "06:30", "ana")];
const exchange = [...presenting, swap("ben", "dee", "06:10", "ben")];
const scarce = [...presenting, pause("seat-1/present", "06:00"), tick("07:00")];
const more = [...scarce, extend("seat-1/present", 30, "07:00", "ana")];
const donation = [...poor, extend("seat-1/present", 60, "08:10", "ana")];
const asking = [...lateBen, tick("11:10"), askSeat("ben", "11:10")];
const ending = [...presenting, end("06:10")];

type Story = readonly [facts: string, steps: readonly Command[]];

export const stories: Readonly<Record<string, Story>> = {
  created: ["Ana Ben Cho Dee", [create()]],
  arrived: ["Ana", [create(), arrive("ana", START)]],
  "arrived after their seat was given away": ["Ben", lateBen],
  left: ["Ana / Ana 1:00 1:00 1:00", lost],
  gone: ["Ana /  / Ana Ana / Ana Ben Cho Dee Ana", gone],
  "excused by themselves": ["Ben", [...gathered({}, "ben"), excuse("ben", START)]],
  "excused by the chair": ["Ben Dee", [...gathered({}, "ben"), excuse("ben", START, "dee")]],
  "the facilitator excused": ["Dee / Cho Dee", [...gathered({}, "dee"), excuse("dee", START)]],
  removed: ["Ben Dee / Ben 4:00 0:30 2:30", [...presenting, remove("ben", "06:10")]],
  delayed: ["Ben 7:00", [...gathered({}, "ben"), announceDelay("ben", 7, START)]],
  reordered: ["Ben Ana Cho Dee Dee", [...gathered(), reorder(["ben", "ana", "cho", "dee"])]],
  "swapped by both": ["Dee /  / Ana Dee Cho Ben", answered(exchange, "dee", "06:20")],
  "swapped by the chair alone": [
    "Dee Ana Cho Ben Dee",
    [...presenting, leave("cho", "06:00"), swap("ben", "cho", "06:10")],
  ],
  started: ["Dee", started()],
  "started alone": ["Dee", [create(), arrive("dee", START), start()]],
  "started by itself": ["", [create({ scheduledFor: at("05:00") }), tick("05:00")]],
  "begun in time": ["Ana / ", [create(), arrive("dee", START), start(), arrive("ana", START)]],
  "begun late": [
    "Ana / 3:00 0:30 1:00 12:00",
    [create(), arrive("dee", START), start(), arrive("ana", "03:00")],
  ],
  "a part ended by the clock": ["Ana", [...presenting, tick("07:00")]],
  "a part ended by the chair": [
    "Ana Dee 0:30",
    [...presenting, advance("seat-1/present", "06:30")],
  ],
  "a part ended by its holder": [
    "Ana Ana 0:30",
    [...presenting, advance("seat-1/present", "06:30", "ana")],
  ],
  "a turn passed over": [
    "Ana / Ben Ben 1:00 3:00",
    [...startedWithout("ben"), tick("01:59"), tick("02:00")],
  ],
  "a turn of the last round passed over": [
    "Ana / Ben Ben 0:30",
    [...presenting, tick("53:00"), leave("ben", "53:00"), tick("55:29"), tick("55:30")],
  ],
  skipped: ["Ana Ana 0:30", [...presenting, skip("seat-1/present", "06:30", "ana")]],
  "overtime of a seat": ["Ana 8:15 2:00 0:00", [...held, tick("07:00")]],
  "overtime of another part": [
    "2:00 0:00",
    [...started(), autoAdvance(false, "00:10"), tick("01:00")],
  ],
  "overtime over by a pause": [
    "8:05 2:00 2:00 / Ben 5:00 2:00 0:00 Ben Cho Dee 1:00",
    [...held, tick("07:00"), emergency("07:10", "ben")],
  ],
  extended: ["Ana 0:30 1:30 Dee", [...presenting, extend("seat-1/present", 30, "06:10")]],
  "extended in silence": [" / Ana 0:30 0:30", [...more, tick("07:05")]],
  "extended by a donor": ["Cho /  / Ana 1:00 Cho 11:00", answered(donation, "cho", "08:20")],
  "yielded to the reserve": [
    "Ana 8:30 10:30 / Ana Ana",
    [...presenting, yieldTo("reserve", "seat-1/present", "06:30", "ana")],
  ],
  "yielded to open talk": [
    "Ana / Ana Ana",
    [...presenting, yieldTo("questions", "seat-1/present", "06:30", "ana")],
  ],
  "yielded to a member": [
    "Ben /  / Ana Ben Ben 8:00 0:20 2:20 / Ana Ana",
    answered(offer, "ben", "06:40"),
  ],
  "released at 10:00": [
    "Ben 10:00 4:00 0:30 3:30",
    [...startedWithout("ben"), tick("09:59"), tick("10:00")],
  ],
  "released when it should begin": [
    "Dee / Ana 11:30 12:30 / Ana Ana",
    [...gone, tick("42:59"), tick("43:00")],
  ],
  "released by the chair": [
    "Ana Dee Ben Cho Dee 3:40 0:30 1:30",
    [...gone, release("ana", "07:10")],
  ],
  passed: ["Cho 4:00", [...presenting, pass("cho", "06:10")]],
  "excused in the hour by themselves": [
    "Ben 4:00 0:30 3:30",
    [...startedWithout("ben"), tick("06:00"), excuse("ben", "06:00")],
  ],
  "excused in the hour by the chair": [
    "Ben Dee 4:00 0:30 3:30",
    [...startedWithout("ben"), tick("06:00"), excuse("ben", "06:00", "dee")],
  ],
  granted: [
    "Ana 1:30 Dee 1:30 0:00",
    [...gone, release("ana", "07:10"), arrive("ana", "08:00"), grant("ana", "08:10")],
  ],
  "admitted by all": [
    "Dee /  / Ben 10:40 Cho Dee 5:20",
    ["ana", "cho", "dee"].reduce<readonly Command[]>(
      (steps, by) => answered(steps, by, "11:20"),
      asking,
    ),
  ],
  "paused by the holder": [
    "Ana 1:00 Ana 1:00 1:00",
    [...presenting, pause("seat-1/present", "06:10", "ana")],
  ],
  "paused by a drop": ["Ana / Ana 1:00 1:00 1:00", lost],
  "paused by a drop without a reserve": ["Ana / Ana 1:00 1:00", [...poor, leave("ana", "08:10")]],
  "stopped by anybody": [
    "Ben 5:00 2:00 0:00 Ben Cho Dee 1:00",
    [...presenting, emergency("06:10", "ben")],
  ],
  "stopped when one seat is to come": [
    "Ben 5:00 Dee 5:00",
    [...poor, tick("34:00"), emergency("34:00", "ben")],
  ],
  "going on, asked": [
    "Ben Ben Cho Dee 1:00 1:30 1:30",
    [...presenting, emergency("06:10", "ben"), resume("06:40", "ben")],
  ],
  "going on, returned": ["Ana / Ana 0:40 1:40", [...lost, arrive("ana", "06:20")]],
  "going on without the holder": ["Ana Dee 0:40 1:40", [...lost, resume("06:20")]],
  "going on by itself": [
    "",
    [...presenting, pause("seat-1/present", "06:10", "ana"), tick("07:10")],
  ],
  "the chair for want of the facilitator": [
    "Cho Dee / ",
    [...startedWithout("dee"), tick("01:00")],
  ],
  "the chair handed": ["Dee Ben", [...presenting, handChair("ben", "06:10")]],
  "the chair taken": ["Ben", [...presenting, takeChair("ben", "06:10")]],
  "parts held": ["Dee", held],
  "parts let go": ["Dee", [...held, autoAdvance(true, "06:20")]],
  "asked for more": ["Ana 0:30", more],
  "asked who gives": ["Ana 1:00", donation],
  "offered the rest": ["Ana Ben", offer],
  "asked to swap": ["Ben Ben Dee", exchange],
  "asked for a share": ["Ben", asking],
  "asked to end": ["Dee", ending],
  agreed: ["Ben", answered(ending, "ben", "06:20")],
  "said no": ["Dee", refused(exchange, "dee", "06:20")],
  "said no to more time": ["Ben", refused(more, "ben", "07:02")],
  "taken back": ["Ben", refused(exchange, "ben", "06:20")],
  lapsed: ["", [...exchange, tick("06:40")]],
  "the end of the hour": [" / ", [...started(), tick("59:59"), tick("60:00")]],
  "the end by all": [
    "Cho /  / ",
    ["ana", "ben", "cho"].reduce<readonly Command[]>(
      (steps, by) => answered(steps, by, "06:20"),
      ending,
    ),
  ],
  "the end by the chair alone": ["Dee", [...started(), tick("57:30"), end("57:30")]],
  "not held": ["", [create({ scheduledFor: START }), tick("20:00")]],
};
