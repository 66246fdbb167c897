import type { ClientMessage, CommandRequest } from "@hotseat/shared";
import type { GroupCommandRequest } from "@hotseat/shared/group";

/*
 * Who may do what: every route, every command and every message, by role. The checks themselves are
 * where the work is done (links/access.ts, the rules of the hour, the rules of groups); the tests
 * of this table have each role try each action against the real application, so that the table is what
 * the product does. A route that is not in it fails them.
 */

export const roles = [
  /** Nobody we know. */
  "stranger",
  /** A member of another session or group. */
  "other",
  "operator",
  /** Was put out of the hour, or has parted from the group. */
  "removed",
  "member",
  /** A member of the group who did not come to the call. */
  "absent",
  /** Is in the hot seat. */
  "speaker",
  "deputy",
  /** Has the chair of the hour, and looks after the group. */
  "facilitator",
] as const;
export type Role = (typeof roles)[number];

/** What becomes of a request: it is done, or refused with this status and nothing is changed. */
type Verdict = "done" | 401 | 403 | 404;

/** By role, where that role can be. */
export type Row = Readonly<Partial<Record<Role, Verdict>>>;

/**
 * Done for whoever brings the secret, by whatever cookie: a link's proof, a token of a mail or a feed,
 * a signature. Refused with this status with any other.
 */
export type BySecret = { readonly withoutSecret: 401 | 403 | 404 };

const noMember = ["stranger", "other", "operator"] as const;
const anybody = row(
  ["done", ...noMember, "removed"],
  ["done", "member", "speaker", "deputy", "facilitator"],
);
const operator = row(
  ["done", "operator"],
  [401, "stranger", "other", "removed", "member", "speaker", "deputy", "facilitator"],
);

const inHour = row(
  [401, ...noMember],
  [403, "removed"],
  ["done", "member", "speaker", "deputy", "facilitator"],
);
/** Of one's own data, once the hour is over. */
const own: Row = { ...inHour, removed: "done" };
const chair: Row = { ...inHour, member: 403, speaker: 403, deputy: 403 };
const turn: Row = { ...inHour, member: 403, deputy: 403 };
const holder: Row = { ...turn, facilitator: 403 };

const inGroup = row([401, ...noMember, "removed"], ["done", "member", "deputy", "facilitator"]);
const inCharge: Row = { ...inGroup, member: 403 };
const facilitator: Row = { ...inCharge, deputy: 403 };
/** Of one call of the group: whoever came to it. */
const attended: Row = { ...inGroup, absent: 403 };

const hour = "/api/sessions/:session/members/:member";
const group = "/api/groups/:group/members/:member";
const call = `${group}/calls/:session`;

/** Every route. A HEAD is what its GET is. */
export const routes: Readonly<Record<string, Row | BySecret>> = {
  "GET /healthz": anybody,
  "GET /readyz": anybody,
  "GET /api/privacy": anybody,
  /** With HOTSEAT_METRICS_TOKEN; without it for whoever asks on the same machine. */
  "GET /metrics": { withoutSecret: 401 },
  /** For the program that makes backups on the same machine. */
  "GET /api/backup": { withoutSecret: 404 },
  "GET /api/clock": anybody,
  "GET /api/openapi.json": anybody,
  "GET /models/selfie_segmenter.tflite": anybody,

  "POST /api/operator/claim": { withoutSecret: 403 },
  "GET /api/operator": operator,
  "GET /api/operator/sessions": operator,
  "POST /api/operator/sessions": operator,
  "GET /api/operator/groups": operator,
  "POST /api/operator/groups": operator,
  "GET /api/operator/groups/:group/vouchers": operator,
  "POST /api/operator/groups/:group/links/:member": operator,
  "POST /api/operator/groups/:group/erase": operator,
  "GET /api/operator/mail": operator,
  "GET /api/operator/server": operator,

  [`POST ${hour}/claim`]: { withoutSecret: 403 },
  [`GET ${hour}`]: inHour,
  [`POST ${hour}/wait`]: inHour,
  [`POST ${hour}/join`]: inHour,
  [`POST ${hour}/connection-test`]: inHour,
  /** Each by its own row below. */
  [`POST ${hour}/commands`]: inHour,
  /** A stranger is told so by a close code, since browsers do not tell pages the status. */
  [`GET ${hour}/stream`]: inHour,
  [`GET ${hour}/recap`]: inHour,
  [`GET ${hour}/recap.md`]: inHour,
  [`GET ${hour}/seal`]: inHour,
  [`POST ${hour}/seal`]: chair,
  [`POST ${hour}/links/:of`]: chair,
  [`POST ${hour}/mute`]: chair,
  [`POST ${hour}/join-report`]: inHour,
  [`GET ${hour}/export`]: own,
  [`POST ${hour}/erase`]: own,

  [`POST ${group}/claim`]: { withoutSecret: 403 },
  /** Takes a cookie away from the browser that asks, and does nothing else. */
  [`POST ${group}/forget`]: anybody,
  [`GET ${group}`]: inGroup,
  /** Each by its own row below. */
  [`POST ${group}/commands`]: inGroup,
  [`GET ${group}/slots`]: inGroup,
  [`GET ${group}/alternatives`]: inGroup,
  [`POST ${group}/members`]: facilitator,
  [`POST ${group}/links/:whose`]: facilitator,
  [`GET ${group}/seal`]: inGroup,
  [`POST ${group}/seal`]: inCharge,
  [`POST ${group}/call`]: inGroup,
  [`GET ${group}/commitments`]: inGroup,
  [`POST ${group}/commitments`]: inGroup,
  [`GET ${group}/briefs`]: inGroup,
  [`POST ${group}/briefs`]: inGroup,
  [`GET ${group}/contact`]: inGroup,
  [`PUT ${group}/contact`]: inGroup,
  [`GET ${group}/messages`]: inGroup,
  [`GET ${group}/export`]: inGroup,
  [`POST ${group}/erase`]: inGroup,
  [`GET ${group}/former`]: facilitator,
  [`POST ${group}/former/:whose/erase`]: facilitator,
  [`POST ${group}/erase-group`]: facilitator,
  [`POST ${group}/calendar-feed`]: inGroup,
  [`DELETE ${group}/calendar-feed`]: inGroup,
  [`GET ${call}/notes`]: attended,
  [`POST ${call}/notes`]: attended,
  [`POST ${call}/seat-notes`]: attended,
  /** Of a note about the facilitator's seat that the deputy has written. */
  [`POST ${call}/seat-notes/:number/remove`]: { ...attended, member: 403 },
  [`GET ${call}/pulse`]: attended,
  [`POST ${call}/pulse`]: attended,
  [`GET ${call}/remarks`]: attended,
  [`POST ${call}/remarks`]: attended,

  "GET /calendar/:file": { withoutSecret: 404 },
  "GET /api/answers/:token": { withoutSecret: 404 },
  "POST /api/answers/:token": { withoutSecret: 404 },
  "GET /api/subscriptions/:token": { withoutSecret: 404 },
  "POST /api/subscriptions/:token": { withoutSecret: 404 },
  "POST /unsubscribe/:token": { withoutSecret: 404 },
  "POST /api/livekit/webhook": { withoutSecret: 401 },

  /** LiveKit itself asks for a token of ours. */
  "GET /rtc": { withoutSecret: 401 },
  "GET /rtc/validate": { withoutSecret: 401 },
  "GET /rtc/v1": { withoutSecret: 401 },
  "GET /rtc/v1/validate": { withoutSecret: 401 },

  /** The client, which is the same for all and knows nothing until it has asked. */
  "GET /*": anybody,
  "GET /operator": anybody,
  "GET /operator/groups": anybody,
  "GET /operator/groups/new": anybody,
  "GET /operator/server": anybody,
  "GET /s/:session/:member": anybody,
  "GET /g/:group/:member": anybody,
  "GET /g/:group/:member/:page": anybody,
  "GET /answer/:token": { withoutSecret: 404 },
  "GET /unsubscribe/:token": { withoutSecret: 404 },
};

/** Routes that try a secret or cost much: whoever asks too often is told to wait, by 429. */
export const limited: readonly string[] = [
  "POST /api/operator/claim",
  `POST ${hour}/claim`,
  `POST ${hour}/connection-test`,
  `POST ${hour}/join-report`,
  `GET ${hour}/export`,
  `POST ${hour}/erase`,
  `POST ${hour}/links/:of`,
  `POST ${hour}/seal`,
  `POST ${group}/claim`,
  `POST ${group}/members`,
  `POST ${group}/links/:whose`,
  `POST ${group}/seal`,
  `POST ${group}/commitments`,
  `POST ${group}/briefs`,
  `GET ${group}/export`,
  `POST ${group}/erase`,
  `POST ${group}/former/:whose/erase`,
  `POST ${group}/erase-group`,
  "GET /api/backup",
  `POST ${call}/seat-notes`,
  `POST ${call}/pulse`,
  `POST ${call}/remarks`,
  "GET /calendar/:file",
  "GET /api/answers/:token",
  "POST /api/answers/:token",
  "GET /api/subscriptions/:token",
  "POST /api/subscriptions/:token",
  "POST /unsubscribe/:token",
  "GET /answer/:token",
  "GET /unsubscribe/:token",
];

/** Routes on which a member writes: whoever does so too often is told to wait, wherever they ask from. */
export const limitedByMember: readonly string[] = [
  `POST ${group}/commands`,
  `POST ${group}/forget`,
  `POST ${group}/call`,
  `PUT ${group}/contact`,
  `POST ${group}/calendar-feed`,
  `DELETE ${group}/calendar-feed`,
  `POST ${call}/notes`,
  `POST ${call}/seat-notes/:number/remove`,
];

/** Every command of the hour: `POST …/commands`, and `command` on the stream. */
export const hourCommands: Readonly<Record<CommandRequest["type"], Row>> = {
  start: chair,
  reorder: chair,
  "announce-delay": inHour,
  /** Somebody else; oneself anybody may. */
  excuse: chair,
  advance: turn,
  skip: turn,
  extend: turn,
  yield: holder,
  pass: inHour,
  /** Of the seats of two others; one's own anybody may. */
  swap: chair,
  pause: turn,
  /** What the facilitator has paused. */
  resume: chair,
  "set-auto-advance": chair,
  "take-chair": inHour,
  "hand-chair": chair,
  release: chair,
  grant: chair,
  remove: chair,
  "ask-seat": inHour,
  end: chair,
  agree: inHour,
  decline: inHour,
};

type Said = Exclude<ClientMessage, { type: "command" }>["type"];

/** Every other message on the stream, from somebody who is in the call. */
export const hourMessages: Readonly<Record<Said, Row>> = {
  follow: inHour,
  ping: inHour,
  say: inHour,
  /** Lowers somebody else's; one's own anybody may. */
  hand: chair,
  "lower-hands": chair,
  react: inHour,
  /** In a call of a group. */
  "support-next": inHour,
};

/** Every command of a group. */
export const groupCommands: Readonly<Record<GroupCommandRequest["type"], Row>> = {
  describe: facilitator,
  "set-agenda": facilitator,
  /** Puts somebody else out; leaving anybody may. */
  part: facilitator,
  "set-roles": facilitator,
  "set-week": inGroup,
  "move-call": facilitator,
  "skip-call": facilitator,
  "restore-call": facilitator,
  "change-series": facilitator,
  answer: inGroup,
  "open-poll": inCharge,
  "answer-poll": inGroup,
  "close-poll": inCharge,
  "choose-time": inCharge,
  "drop-poll": inCharge,
  archive: facilitator,
  reopen: facilitator,
};

function row(...parts: readonly (readonly [Verdict, ...Role[]])[]): Row {
  return Object.fromEntries(
    parts.flatMap(([verdict, ...those]) => those.map((role) => [role, verdict])),
  );
}
