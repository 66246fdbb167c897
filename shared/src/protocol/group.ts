import { Type } from "typebox";
import type { Static } from "typebox";
import { HOURS_OF_WEEK } from "../series/slots.ts";
import type { NextAlternative } from "../group/next-choice.ts";
import { MOST_TIMES } from "../group/poll.ts";
import type { GroupView } from "../group/view.ts";
import type { MemberId } from "../session/member.ts";
import { FULL_HOUR, SHORTEST_HOUR } from "../time.ts";
import type { Instant } from "../time.ts";
import { AgendaData, FirstSealData, MemberName, Proof } from "./http.ts";
import { MailAddress, MailLanguage } from "./mail.ts";

/*
 * What travels over HTTP about groups. As in http.ts the schemas are the source.
 */

const Zone = Type.String({
  minLength: 1,
  maxLength: 64,
  description: "An IANA time zone, such as Asia/Jakarta.",
});

const Local = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$",
  description: "A local date and time without a zone.",
});

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });

const SeriesData = Type.Object(
  {
    zone: Zone,
    starts: Local,
    rule: Type.String({ maxLength: 200, description: "An RRULE value without UNTIL and COUNT." }),
  },
  { additionalProperties: false },
);

/** The name of a call: it stays whatever the call is moved to. */
const CallNameData = Type.Object(
  { span: Type.Integer({ minimum: 0, maximum: 10_000 }), original: Local },
  { additionalProperties: false },
);

/** The same in an address. */
export const CallQuery = Type.Object(
  { span: Type.String({ pattern: "^\\d{1,5}$" }), original: Local },
  { additionalProperties: false },
);

const InstantData = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const PollNumber = Type.Integer({ minimum: 1, description: "Which poll of the group is meant." });

export const FoundGroupRequest = Type.Object(
  {
    name: Type.String({ maxLength: 80 }),
    purpose: Type.String({ maxLength: 400 }),
    members: Type.Array(
      Type.Object(
        {
          name: MemberName,
          zone: Zone,
          proof: Proof,
          email: Type.Optional(MailAddress),
          language: Type.Optional(MailLanguage),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 12 },
    ),
    facilitator: Type.Integer({ minimum: 0, description: "Index into members." }),
    deputy: Type.Integer({ minimum: 0, description: "Index into members." }),
    agenda: Type.Optional(AgendaData),
    series: SeriesData,
    hour: Type.Optional(
      Type.Integer({
        minimum: SHORTEST_HOUR,
        maximum: FULL_HOUR,
        description: "How long its calls last, in ms; less than 3600000 is for rehearsing.",
      }),
    ),
    seal: Type.Optional(FirstSealData),
  },
  { additionalProperties: false },
);
export type FoundGroupRequest = Static<typeof FoundGroupRequest>;

export const FoundGroupReply = Type.Object({
  group: Type.String(),
  members: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});
export type FoundGroupReply = Static<typeof FoundGroupReply>;

const command = <const T extends string, P extends Parameters<typeof Type.Object>[0]>(
  type: T,
  properties: P,
) => Type.Object({ type: Type.Literal(type), ...properties }, { additionalProperties: false });

/** What a member can ask of their group. */
export const GroupCommandRequest = Type.Union([
  command("describe", {
    name: Type.String({ maxLength: 80 }),
    purpose: Type.String({ maxLength: 400 }),
  }),
  command("set-agenda", { agenda: AgendaData }),
  command("part", { member: Id }),
  command("set-roles", { facilitator: Id, deputy: Id }),
  command("set-week", {
    week: Type.Object(
      {
        zone: Zone,
        hours: Type.Array(
          Type.Union([Type.Literal("good"), Type.Literal("possible"), Type.Literal("never")]),
          { minItems: HOURS_OF_WEEK, maxItems: HOURS_OF_WEEK },
        ),
      },
      { additionalProperties: false },
    ),
  }),
  command("move-call", { call: CallNameData, to: InstantData }),
  command("skip-call", { call: CallNameData }),
  command("restore-call", { call: CallNameData }),
  command("change-series", { from: CallNameData, series: SeriesData }),
  command("answer", {
    call: CallNameData,
    answer: Type.Union([Type.Literal("yes"), Type.Literal("late"), Type.Literal("no")]),
  }),
  command("open-poll", {
    call: CallNameData,
    times: Type.Array(InstantData, { minItems: 1, maxItems: MOST_TIMES }),
    deadline: InstantData,
  }),
  command("answer-poll", {
    poll: PollNumber,
    time: InstantData,
    answer: Type.Union([Type.Literal("yes"), Type.Literal("if-need-be"), Type.Literal("no")]),
  }),
  command("close-poll", { poll: PollNumber }),
  command("choose-time", { poll: PollNumber, to: InstantData }),
  command("drop-poll", { poll: PollNumber }),
  command("archive", {}),
  command("reopen", {}),
]);
export type GroupCommandRequest = Static<typeof GroupCommandRequest>;

/** A member's group as it is now. */
export type GroupReply = {
  readonly now: Instant;
  readonly view: GroupView;
  /** The seat order of the next call, or of the open one (rules 8.6 and 8.7). */
  readonly order: readonly MemberId[];
};

/** What may be offered in the place of a coming call. */
export type AlternativesReply = { readonly alternatives: readonly NextAlternative[] };

/** Which cookies are to be taken from this browser: from the beginning, or from where the answer before has ended. */
export const ForgetRequest = Type.Object(
  { from: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) },
  { additionalProperties: false },
);

/** Where the next request goes on; null when all of them are taken. */
export const ForgetReply = Type.Object({ next: Type.Union([Type.Integer(), Type.Null()]) });
export type ForgetReply = Static<typeof ForgetReply>;
