import { Type } from "typebox";
import type { Static } from "typebox";
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
          name: Type.String({
            minLength: 1,
            maxLength: 40,
            // Something else than white space, and neither control characters nor halves of pairs.
            pattern: "^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]+$",
          }),
          proof: Proof,
        },
        { additionalProperties: false },
      ),
      { minItems: 2, maxItems: 6, description: "In seat order." },
    ),
    facilitator: Type.Integer({ minimum: 0, maximum: 5, description: "Index into `members`." }),
  },
  { additionalProperties: false },
);
export type CreateSessionRequest = Static<typeof CreateSessionRequest>;

export const CreateSessionReply = Type.Object({
  session: Type.String(),
  members: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});
export type CreateSessionReply = Static<typeof CreateSessionReply>;

export const JoinRequest = Type.Object({ tab: TabId }, { additionalProperties: false });

export const JoinReply = Type.Object({
  token: Type.String({ description: "A LiveKit access token, valid for minutes." }),
});
export type JoinReply = Static<typeof JoinReply>;

export const CommandRequest = Type.Union([
  Type.Object({ type: Type.Literal("start") }, { additionalProperties: false }),
  Type.Object(
    { type: Type.Literal("advance"), segment: Type.String({ minLength: 1, maxLength: 64 }) },
    { additionalProperties: false },
  ),
]);
export type CommandRequest = Static<typeof CommandRequest>;

export const CommandReply = Type.Object({
  version: Type.Integer({ description: "The session's version once the command is in the store." }),
});
export type CommandReply = Static<typeof CommandReply>;

export const ClockReply = Type.Object({
  now: Type.Number({ description: "The server's clock, in milliseconds since the Unix epoch." }),
});

/** Every refusal, whatever its cause, has this shape. */
export const Refusal = Type.Object({
  code: Type.String({ description: "Stable; programs may rely on it." }),
  message: Type.String({ description: "One sentence for people." }),
});
export type Refusal = Static<typeof Refusal>;
