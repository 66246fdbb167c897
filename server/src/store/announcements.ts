import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import pg from "pg";
import { callMatters, reactions } from "@hotseat/shared";
import type { CallMatter, MemberId, Reaction } from "@hotseat/shared";
import type { Database } from "./database.ts";

/** What servers that share a database tell each other. Never the truth itself, only where to look. */
export type Announcement =
  /** A session has more events than it had. */
  | { readonly type: "changed"; readonly session: string; readonly version: number }
  /** A member entered the call in a tab; every other tab of theirs steps back. */
  | {
      readonly type: "entered";
      readonly session: string;
      readonly member: MemberId;
      readonly tab: string;
    }
  /** Somebody has muted a member, who is to be told. */
  | {
      readonly type: "muted";
      readonly session: string;
      readonly member: MemberId;
      readonly by: MemberId;
    }
  /** A member has a new link, or everybody has the key of a new epoch, or both. */
  | {
      readonly type: "link-renewed";
      readonly session: string;
      readonly member: MemberId | null;
      readonly epoch: number | null;
    }
  /** Somebody wrote something, or hands have gone up or down. */
  | { readonly type: "talked"; readonly session: string }
  /** A group whose call is open has changed: who comes, or the date of the next call. */
  | { readonly type: "group-changed"; readonly session: string }
  /** Something that is fetched by request has changed in a call. */
  | { readonly type: "fetch-anew"; readonly session: string; readonly what: CallMatter }
  /** Kept nowhere, so it is all here; `server` is by whom its own members were told already. */
  | {
      readonly type: "reacted";
      readonly session: string;
      readonly member: MemberId;
      readonly reaction: Reaction;
      readonly server: string;
    };

export type Announcements = {
  onHeard(listener: (announcement: Announcement) => void): void;
  /** Called when announcements may have been missed: look at everything again. */
  onGap(listener: () => void): void;
  close(): Promise<void>;
};

const CHANNEL = "hotseat";
const RECONNECT_AFTER = 250;

/** A connection whose other end vanished without a word is noticed by asking, this often, in ms. */
const ASK_EVERY = 5_000;

export async function announce(db: Database, announcement: Announcement): Promise<void> {
  await db.execute(sql`SELECT ${notification(announcement)}`);
}

/** For a statement that changes something: it is heard when, and only when, that commits. */
export function notification(announcement: Announcement): SQL {
  return sql`pg_notify(${CHANNEL}, ${JSON.stringify(announcement)})`;
}

/** For a server that has its database to itself. */
export const nobodyElse: Announcements = {
  onHeard: () => {},
  onGap: () => {},
  close: async () => {},
};

/** Listens on a connection of its own, and connects again when it is lost. */
export async function listenForAnnouncements(url: string): Promise<Announcements> {
  const heard = new Set<(announcement: Announcement) => void>();
  const gaps = new Set<() => void>();
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, query_timeout: ASK_EVERY });
    next.on("notification", ({ payload }) => {
      const announcement = parse(payload);
      if (announcement) for (const listener of heard) listener(announcement);
    });
    const lose = () => drop(next);
    next.on("error", lose);
    next.on("end", lose);
    await next.connect();
    await next.query(`LISTEN ${CHANNEL}`);
    client = next;
  };
  const drop = (lost: pg.Client) => {
    if (client !== lost) return;
    client = null;
    lost.end().catch(() => {});
    again();
  };
  const again = () => {
    if (closed) return;
    retry = setTimeout(async () => {
      try {
        await connect();
      } catch {
        return again();
      }
      for (const listener of gaps) listener();
    }, RECONNECT_AFTER);
  };

  await connect();
  const ask = setInterval(async () => {
    const asked = client;
    await asked?.query("SELECT 1").catch(() => drop(asked));
  }, ASK_EVERY);
  return {
    onHeard: (listener) => void heard.add(listener),
    onGap: (listener) => void gaps.add(listener),
    close: async () => {
      closed = true;
      clearTimeout(retry);
      clearInterval(ask);
      await client?.end();
    },
  };
}

/** Anything may be sent on a channel by anybody with the database's password. */
function parse(payload: string | undefined): Announcement | null {
  try {
    const value = JSON.parse(payload ?? "") as Partial<Announcement> | null;
    if (typeof value?.session !== "string") return null;
    if (value.type === "changed" && typeof value.version === "number") return value as Announcement;
    if (value.type === "muted" && [value.member, value.by].every((id) => typeof id === "string")) {
      return value as Announcement;
    }
    if (
      value.type === "link-renewed" &&
      (value.member === null || typeof value.member === "string")
    ) {
      return value as Announcement;
    }
    if (value.type === "talked" || value.type === "group-changed") return value as Announcement;
    if (value.type === "fetch-anew") {
      return callMatters.some((each) => each === value.what) ? (value as Announcement) : null;
    }
    if (value.type === "reacted") {
      const { member, reaction, server } = value;
      const known = reactions.some((each) => each === reaction);
      return typeof member === "string" && typeof server === "string" && known
        ? (value as Announcement)
        : null;
    }
    if (value.type !== "entered") return null;
    return typeof value.member === "string" && typeof value.tab === "string"
      ? (value as Announcement)
      : null;
  } catch {
    return null;
  }
}
