import { Type } from "typebox";
import type { Static } from "typebox";
import type { Agenda } from "../agenda/agenda.ts";
import { phaseIds, plenaryIds, roundIds } from "../agenda/agenda.ts";
import { FULL_HOUR, SHORTEST_HOUR } from "../time.ts";

/*
 * What travels over HTTP. The schemas are the source: the server validates with them and makes
 * the OpenAPI document from them, the client takes the types.
 */

/** The proof that a browser derives from a link's secret: 32 bytes as base64url. */
export const Proof = Type.String({
  pattern: "^[A-Za-z0-9_-]{43}$",
  description: "HKDF-SHA-256 of the link's secret, 32 bytes, base64url without padding.",
});

/** Chosen by a browser tab, kept over a reload. */
export const TabId = Type.String({ pattern: "^[A-Za-z0-9_-]{8,32}$" });

export const ClaimRequest = Type.Object({ proof: Proof }, { additionalProperties: false });

const literals = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(Type.Union(values.map((value) => Type.Literal(value))));

/** An agenda of a group's own; presets have the same shape (`presets` in shared/src/agenda). */
export const AgendaData = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z][a-z0-9-]{0,31}$" }),
    seats: Type.Union([Type.Literal("all"), Type.Integer({ minimum: 1, maximum: 6 })]),
    blocks: Type.Array(
      Type.Union([
        Type.Object(
          {
            kind: Type.Literal("plenary"),
            id: literals(plenaryIds),
            seconds: Type.Integer({ minimum: 1, maximum: 3600 }),
            led: Type.Boolean(),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          {
            kind: Type.Literal("round"),
            id: literals(roundIds),
            secondsEach: Type.Integer({ minimum: 1, maximum: 3600 }),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          {
            kind: Type.Literal("seats"),
            longest: Type.Integer({ minimum: 1, maximum: 3600 }),
            phases: Type.Array(
              Type.Object(
                {
                  id: literals(phaseIds),
                  seconds: Type.Integer({ minimum: 1, maximum: 3600 }),
                  elastic: Type.Boolean(),
                },
                { additionalProperties: false },
              ),
              { minItems: 1, maxItems: 14 },
            ),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          {
            kind: Type.Literal("reserve"),
            seconds: Type.Integer({ minimum: 1, maximum: 3600 }),
          },
          { additionalProperties: false },
        ),
      ]),
      { minItems: 1, maxItems: 12 },
    ),
  },
  { additionalProperties: false },
);

/** A member's public key of X25519, 32 bytes. */
export const PublicKey = Type.String({
  pattern: "^[A-Za-z0-9_-]{43}$",
  description: "HPKE, DHKEM(X25519): 32 bytes, base64url without padding.",
});

/** A session's key, wrapped to one public key by HPKE: 32 bytes encapsulated key, 48 ciphertext. */
export const WrappedKey = Type.String({ pattern: "^[A-Za-z0-9_-]{107}$" });

/** The public keys in member order, sealed with the session's key: 28 bytes, and 32 for each of 1 to 6. */
export const SealedRoster = Type.String({ pattern: "^[A-Za-z0-9_-]{80,294}$" });

/** The first key of a session or a group, wrapped for each of its members. */
export const FirstSealData = Type.Object(
  {
    members: Type.Array(
      Type.Object({ publicKey: PublicKey, wrapped: WrappedKey }, { additionalProperties: false }),
      { minItems: 2, maxItems: 6, description: "In the order of `members`." },
    ),
    roster: SealedRoster,
  },
  { additionalProperties: false, description: "Absent: not sealed." },
);
export type FirstSealData = Static<typeof FirstSealData>;

/** What a member is called. */
export const MemberName = Type.String({
  minLength: 1,
  maxLength: 40,
  // Something else than white space, and neither control characters nor halves of pairs.
  pattern: "^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]+$",
});

export const CreateSessionRequest = Type.Object(
  {
    hour: Type.Integer({
      minimum: SHORTEST_HOUR,
      maximum: FULL_HOUR,
      description: "Length of the hour in milliseconds; less than 3600000 is a rehearsal.",
    }),
    members: Type.Array(
      Type.Object(
        {
          name: MemberName,
          proof: Proof,
        },
        { additionalProperties: false },
      ),
      { minItems: 2, maxItems: 6, description: "In seat order." },
    ),
    facilitator: Type.Integer({ minimum: 0, maximum: 5, description: "Index into `members`." }),
    deputy: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 5, description: "Index into `members`." }),
    ),
    agenda: Type.Optional(AgendaData),
    scheduledFor: Type.Optional(
      Type.Integer({
        description:
          "When the hour opens itself, in ms since 1970; else the facilitator starts it.",
      }),
    ),
    practice: Type.Optional(Type.Boolean({ description: "Kept out of mail, bookings, ledger." })),
    follows: Type.Optional(
      Type.String({
        pattern: "^[A-Za-z0-9_-]{1,32}$",
        description:
          "The session before this one, of the same members in its order: their ledger goes on.",
      }),
    ),
    seal: Type.Optional(FirstSealData),
  },
  { additionalProperties: false },
);
export type CreateSessionRequest = Static<typeof CreateSessionRequest>;

export const CreateSessionReply = Type.Object({
  session: Type.String(),
  members: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});
export type CreateSessionReply = Static<typeof CreateSessionReply>;

/** What the operator sees of the newest sessions, and what the next one of each would be. */
export const SessionList = Type.Object({
  sessions: Type.Array(
    Type.Object({
      session: Type.String(),
      status: literals(["lobby", "running", "ended"]),
      agenda: Type.Unsafe<Agenda>(AgendaData),
      hour: Type.Integer(),
      scheduledFor: Type.Union([Type.Integer(), Type.Null()]),
      members: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
      next: Type.Object({ order: Type.Array(Type.String()), facilitator: Type.String() }),
    }),
  ),
});
export type SessionList = Static<typeof SessionList>;

export const WaitRequest = Type.Object({ tab: TabId }, { additionalProperties: false });

export const JoinRequest = Type.Object(
  {
    tab: TabId,
    waits: Type.Optional(
      Type.Literal(true, { description: "This tab is connected already, with a token to wait." }),
    ),
  },
  { additionalProperties: false },
);

/** Whose microphone is to be turned off, by whoever has the chair. */
export const MuteRequest = Type.Object(
  { member: Type.String({ minLength: 1, maxLength: 32 }) },
  { additionalProperties: false },
);

export const TokenReply = Type.Object({
  token: Type.String({ description: "A LiveKit access token, valid for minutes." }),
});
export type TokenReply = Static<typeof TokenReply>;

export const JoinReply = Type.Object({
  token: Type.Union([Type.String(), Type.Null()], {
    description: "As above; null when the tab, which waited, has been let in as it is.",
  }),
});
export type JoinReply = Static<typeof JoinReply>;

const Segment = Type.String({ minLength: 1, maxLength: 64 });
const Id = Type.String({ minLength: 1, maxLength: 32 });
const exact = { additionalProperties: false } as const;

/** What a member can ask for, by docs/rules.md. What is about the current segment names it. */
export const CommandRequest = Type.Union([
  Type.Object({ type: Type.Literal("start") }, exact),
  Type.Object({ type: Type.Literal("advance"), segment: Segment }, exact),
  Type.Object({ type: Type.Literal("skip"), segment: Segment }, exact),
  Type.Object(
    {
      type: Type.Literal("yield"),
      segment: Segment,
      to: Type.String({
        minLength: 1,
        maxLength: 32,
        description: "`reserve`, `questions` or the id of a member.",
      }),
    },
    exact,
  ),
  Type.Object(
    {
      type: Type.Literal("extend"),
      segment: Segment,
      seconds: Type.Union([Type.Literal(30), Type.Literal(60)]),
    },
    exact,
  ),
  Type.Object({ type: Type.Literal("pass") }, exact),
  Type.Object(
    { type: Type.Literal("reorder"), order: Type.Array(Id, { minItems: 2, maxItems: 6 }) },
    exact,
  ),
  Type.Object({ type: Type.Literal("swap"), a: Id, b: Id }, exact),
  Type.Object(
    {
      type: Type.Literal("pause"),
      segment: Segment,
      emergency: Type.Optional(Type.Boolean()),
    },
    exact,
  ),
  Type.Object(
    {
      type: Type.Literal("resume"),
      since: Type.Optional(
        Type.Integer({ description: "When the pause began, so that no later one is ended." }),
      ),
    },
    exact,
  ),
  Type.Object({ type: Type.Literal("set-auto-advance"), on: Type.Boolean() }, exact),
  Type.Object({ type: Type.Literal("take-chair") }, exact),
  Type.Object({ type: Type.Literal("hand-chair"), to: Id }, exact),
  Type.Object({ type: Type.Literal("release"), member: Id }, exact),
  Type.Object({ type: Type.Literal("grant"), member: Id }, exact),
  Type.Object({ type: Type.Literal("remove"), member: Id }, exact),
  Type.Object({ type: Type.Literal("excuse"), member: Id }, exact),
  Type.Object(
    {
      type: Type.Literal("announce-delay"),
      minutes: Type.Integer({ minimum: 1, maximum: 59 }),
    },
    exact,
  ),
  Type.Object({ type: Type.Literal("ask-seat") }, exact),
  Type.Object({ type: Type.Literal("end") }, exact),
  Type.Object({ type: Type.Literal("agree"), proposal: Type.Integer({ minimum: 1 }) }, exact),
  Type.Object({ type: Type.Literal("decline"), proposal: Type.Integer({ minimum: 1 }) }, exact),
]);
export type CommandRequest = Static<typeof CommandRequest>;

export const CommandReply = Type.Object({
  version: Type.Integer({ description: "The session's version once the command is in the store." }),
});
export type CommandReply = Static<typeof CommandReply>;

/** What a member's browser needs to open the keys of a sealed session. */
export const SealReply = Type.Object({
  epoch: Type.Integer({ description: "Of the key in use; grows by one when it is replaced." }),
  keys: Type.Array(
    Type.Object({ epoch: Type.Integer(), wrapped: WrappedKey, roster: SealedRoster }),
    { description: "Every key that this member's link was given, the oldest first." },
  ),
  publicKeys: Type.Array(Type.Object({ member: Type.String(), publicKey: PublicKey }), {
    description: "Of those for whom the key in use was wrapped, in the order of the members.",
  }),
  group: Type.Optional(
    Type.String({
      description:
        "In a call of a group: the keys are the group's, the call's are derived of them.",
    }),
  ),
});
export type SealReply = Static<typeof SealReply>;

const NewEpoch = Type.Integer({ minimum: 2, description: "One more than the key's in use." });
const WrappedKeys = Type.Array(
  Type.Object(
    { member: Type.String({ minLength: 1, maxLength: 32 }), wrapped: WrappedKey },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 6, description: "One for each member who was not put out." },
);

/** A new key for everybody who is still a member. */
export const NewKeyRequest = Type.Object(
  { epoch: NewEpoch, wrapped: WrappedKeys, roster: SealedRoster },
  { additionalProperties: false },
);
export type NewKeyRequest = Static<typeof NewKeyRequest>;

/** A new link for a member, and in a sealed session a new key for everybody. */
export const NewLinkRequest = Type.Object(
  {
    proof: Proof,
    seal: Type.Optional(
      Type.Object(
        {
          epoch: NewEpoch,
          publicKey: PublicKey,
          wrapped: WrappedKeys,
          roster: SealedRoster,
        },
        { additionalProperties: false, description: "Exactly when the session is sealed." },
      ),
    ),
  },
  { additionalProperties: false },
);
export type NewLinkRequest = Static<typeof NewLinkRequest>;

export const ClockReply = Type.Object({
  now: Type.Number({ description: "The server's clock, in milliseconds since the Unix epoch." }),
});

/** Every refusal, whatever its cause, has this shape. */
export const Refusal = Type.Object({
  code: Type.String({ description: "Stable; programs may rely on it." }),
  message: Type.String({ description: "One sentence for people." }),
});
export type Refusal = Static<typeof Refusal>;
