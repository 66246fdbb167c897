import { Type } from "typebox";
import type { Static } from "typebox";
import type { CallName } from "../series/schedule.ts";
import type { MemberId } from "../session/member.ts";
import type { Instant } from "../time.ts";

/*
 * What members write for a call and about one: briefs, notes, answers to three questions, thanks.
 * In a sealed group every text is an envelope, `<epoch>.<base64url>` under the group's text key, and
 * private notes `own.<base64url>` under a key of the link's own.
 */

const exact = { additionalProperties: false } as const;
const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });

/** How much each field of a brief takes, in UTF-16 code units: a minute of reading in all. */
export const LONGEST_BRIEF = { question: 200, context: 600, tried: 400, help: 200 } as const;

/** The most of a private note of one call, and of one note of a seat. */
export const LONGEST_NOTE = 8_000;
export const LONGEST_SEAT_NOTE = 1_000;

/** The most of a thank-you or a correction. */
export const LONGEST_REMARK = 500;

/** Three bytes a code unit, a third more for base64, and the envelope on top. */
export const envelopeOf = (units: number): number => Math.ceil((units * 3 * 4) / 3) + 64;

const Text = (units: number) => Type.String({ maxLength: envelopeOf(units) });

const briefUnits = Object.values(LONGEST_BRIEF).reduce((sum, each) => sum + each, 0);

const PlainBrief = Type.Object(
  {
    question: Text(LONGEST_BRIEF.question),
    context: Text(LONGEST_BRIEF.context),
    tried: Text(LONGEST_BRIEF.tried),
    help: Text(LONGEST_BRIEF.help),
  },
  exact,
);
/** The four fields of a brief; sealed, they are JSON in one envelope. */
export type Brief = Static<typeof PlainBrief>;

const SealedBrief = Type.Object(
  // Names and quotes of JSON come on top, and what it escapes may be twice as long.
  { sealed: Type.String({ maxLength: envelopeOf(2 * briefUnits + 200) }) },
  exact,
);

/** The call that a brief is for; see GroupView.calls. */
const CallNameData = Type.Object(
  {
    span: Type.Integer({ minimum: 0, maximum: 10_000 }),
    original: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$" }),
  },
  exact,
);

export const BriefRequest = Type.Object(
  {
    call: CallNameData,
    brief: Type.Union([PlainBrief, SealedBrief, Type.Null()], {
      description: "Null takes it back.",
    }),
  },
  exact,
);
export type BriefRequest = Static<typeof BriefRequest>;

export type BriefsReply = {
  readonly call: CallName;
  readonly briefs: readonly {
    readonly member: MemberId;
    readonly brief: Brief | { readonly sealed: string };
    readonly savedAt: Instant;
  }[];
};

/** A private note of a call takes the place of the one before. */
export const NoteRequest = Type.Object({ text: Text(LONGEST_NOTE) }, exact);

/** A note that belongs to the holder of a seat, whoever writes it. */
export const SeatNoteRequest = Type.Object({ holder: Id, text: Text(LONGEST_SEAT_NOTE) }, exact);
export const SeatNoteReply = Type.Object({ number: Type.Integer() });

export type NotesReply = {
  /** The asker's own; null when there is none. */
  readonly own: { readonly text: string; readonly savedAt: Instant } | null;
  /** Of all seats, in the order in which they were written. */
  readonly seats: readonly SeatNote[];
};

export type SeatNote = {
  /** Counts from 1 within a call. */
  readonly number: number;
  /** To whom it belongs: only they, and whoever wrote it, take it away. */
  readonly holder: MemberId;
  readonly author: MemberId;
  readonly text: string;
  readonly at: Instant;
};

const Grade = Type.Integer({ minimum: 1, maximum: 5 });

/** Was it useful, can I trust this group, was the time well spent? Until the recap closes. */
export const PulseRequest = Type.Object({ useful: Grade, trust: Grade, time: Grade }, exact);
export type Pulse = Static<typeof PulseRequest>;

/** Fewer answers than this would say who gave which. */
export const FEWEST_FOR_AVERAGE = 3;

export type PulseReply = {
  /** The asker's own. */
  readonly mine: Pulse | null;
  /** Whether answers are still taken. */
  readonly open: boolean;
  /** Once no more are taken, and of three answers at least: before, a change would say whose it was. */
  readonly averages: (Pulse & { readonly answers: number }) | null;
};

/** Thanks, or what was not so, in the ten minutes after the end. */
export const RemarkRequest = Type.Object(
  {
    kind: Type.Union([Type.Literal("thanks"), Type.Literal("correction")]),
    /** Whom it is for; null for all. */
    to: Type.Union([Id, Type.Null()]),
    text: Text(LONGEST_REMARK),
  },
  exact,
);
export type RemarkRequest = Static<typeof RemarkRequest>;

export type RemarksReply = {
  /** Until when they are taken; null before the end. */
  readonly until: Instant | null;
  readonly remarks: readonly (RemarkRequest & {
    readonly number: number;
    readonly member: MemberId;
    readonly at: Instant;
  })[];
};
