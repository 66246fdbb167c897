import { Type } from "typebox";
import type { Static } from "typebox";
import type { MemberId } from "../session/member.ts";
import type { Instant } from "../time.ts";
import type { SessionView } from "../session/view.ts";
import { SupportNextRequest } from "./call.ts";
import type { CallMessage } from "./call.ts";
import { CommandRequest } from "./http.ts";
import type { Refusal } from "./http.ts";
import { TalkRequest } from "./talk.ts";
import type { TalkMessage } from "./talk.ts";

/*
 * What travels over the one WebSocket that a tab holds. docs/protocol.md tells how it is used.
 */

/** A client that speaks another version is closed with `closeCodes.unsupported`. */
export const STREAM_VERSION = 3;

/** How often a client pings; the answers carry the clock. */
export const PING_EVERY_MS = 4_000;

/** Silence after which either side takes the connection for dead. */
export const SILENCE_LIMIT_MS = 12_000;

export const ClientMessage = Type.Union([
  /** First message, and again whenever the place changes. */
  Type.Object(
    {
      type: Type.Literal("follow"),
      /** The last version this client has, null when it has none. */
      since: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
      /**
       * `door`: looking on. `entering`: somebody has just entered the call here, which takes it away
       * from every other tab of theirs. `call`: they had entered before the connection was lost; if
       * they have entered elsewhere meanwhile, this tab is told so.
       */
      place: Type.Union([Type.Literal("door"), Type.Literal("entering"), Type.Literal("call")]),
      /** The number of the last message this client has; without it, it has none. The store counts in 32 bits. */
      said: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })),
    },
    { additionalProperties: false },
  ),
  /** Moves the session on. `id` is the client's own and comes back with the answer. */
  Type.Object(
    {
      type: Type.Literal("command"),
      id: Type.Integer({ minimum: 0 }),
      command: CommandRequest,
    },
    { additionalProperties: false },
  ),
  TalkRequest,
  SupportNextRequest,
  /** `sent` is the client's own monotonic time and comes back untouched. */
  Type.Object({ type: Type.Literal("ping"), sent: Type.Number() }, { additionalProperties: false }),
]);
export type ClientMessage = Static<typeof ClientMessage>;
export type StreamPlace = Extract<ClientMessage, { type: "follow" }>["place"];

export type ServerMessage =
  /** A fresh view: the client's version was not the newest. */
  | { readonly type: "view"; readonly view: SessionView }
  /** The client has the newest version already. */
  | { readonly type: "current"; readonly version: number }
  /** The command is in the store. Its view has been sent before. */
  | { readonly type: "done"; readonly id: number; readonly version: number }
  /** The command has changed nothing. */
  | { readonly type: "refused"; readonly id: number; readonly refusal: Refusal }
  /** The session's key was replaced: fetch the new one. */
  | { readonly type: "sealed-anew"; readonly epoch: number }
  | TalkMessage
  | CallMessage
  /** Whoever has the chair has turned off this member's microphone; only they can turn it on again. */
  | { readonly type: "muted"; readonly by: MemberId }
  | { readonly type: "pong"; readonly sent: number; readonly now: Instant }
  /** The member entered the call in another tab; this one steps back. */
  | { readonly type: "elsewhere" };

/** WebSocket close codes of our own; RFC 6455 leaves 4000 to 4999 to applications. */
export const closeCodes = {
  /** A message that is not in the protocol. */
  malformed: 4400,
  /** The link does not open this session, or no longer does; the reason `removed` says why (5.8). */
  forbidden: 4403,
  /** Nothing was heard from the client. */
  silent: 4410,
  unsupported: 4426,
} as const;
