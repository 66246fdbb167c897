import { Type } from "typebox";
import type { Static } from "typebox";

/*
 * How a server is doing: what browsers tell it about joining, and what it tells its operator.
 */

/** Nobody waits longer than this for a call, in ms. */
const LONGEST_JOIN = 600_000;

const SinceClick = Type.Integer({ minimum: 0, maximum: LONGEST_JOIN });
const exact = { additionalProperties: false } as const;

/** What of joining can fail: the keys of a sealed call, the server's word, the way to the media server. */
export const joinSteps = ["seal", "token", "connect"] as const;
export type JoinStep = (typeof joinSteps)[number];

/** What became of one click on "Join". Times are in ms from the click. */
export const JoinReport = Type.Union([
  Type.Object(
    {
      outcome: Type.Literal("joined"),
      connected: SinceClick,
      own: Type.Union([SinceClick, Type.Null()], {
        description: "The first own picture on the screen; null without one.",
      }),
      other: Type.Union([SinceClick, Type.Null()], {
        description: "The first picture of somebody who was there already; null without one.",
      }),
    },
    exact,
  ),
  Type.Object(
    {
      outcome: Type.Literal("failed"),
      step: Type.Unsafe<JoinStep>(Type.Union(joinSteps.map((step) => Type.Literal(step)))),
    },
    exact,
  ),
]);
export type JoinReport = Static<typeof JoinReport>;

const Count = Type.Integer({ minimum: 0 });
const Ms = Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
  description: "Milliseconds; null when nothing was measured yet.",
});

/** What a server needs to be of use, by the names that `/readyz` has for them. */
export const neededParts = ["store", "migrations", "livekit"] as const;
export type NeededPart = (typeof neededParts)[number];

/** How this server is doing, for its operator. */
export const ServerReport = Type.Object({
  version: Type.String(),
  uptime: Type.Number({ description: "Since the start of this server, in ms." }),
  failing: Type.Array(
    Type.Unsafe<NeededPart>(Type.Union(neededParts.map((part) => Type.Literal(part)))),
  ),
  sessions: Type.Union([Type.Object({ lobby: Count, running: Count }), Type.Null()], {
    description: "Those that are not over, on all servers of this store; null when it is silent.",
  }),
  streams: Count,
  lateness: Type.Object(
    { p50: Ms, p99: Ms },
    { description: "Of the last 1000 deadlines of this server, until stored and announced." },
  ),
  livekit: Type.Object({
    up: Type.Boolean(),
    took: Ms,
    silentFor: Type.Union([Type.Number(), Type.Null()], {
      description: "Since its last answer, in ms; null when there was none.",
    }),
  }),
  store: Type.Object({
    up: Type.Boolean(),
    p50: Ms,
    p99: Ms,
  }),
  mail: Type.Object({
    sends: Type.Boolean({ description: "Whether a mail server is set." }),
    messages: Type.Union(
      [Type.Object({ waiting: Count, sent: Count, failed: Count, unsure: Count }), Type.Null()],
      { description: "Null when the store is silent." },
    ),
  }),
  joins: Type.Object({
    joined: Count,
    failed: Type.Object({ seal: Count, token: Count, connect: Count }),
    connected: Type.Object({ p50: Ms, p99: Ms }),
    other: Type.Object({ p50: Ms, p99: Ms }),
  }),
});
export type ServerReport = Static<typeof ServerReport>;
