import { MailServer } from "@hotseat/server/testing/mail-server";
import { startLiveKit, testKeys } from "@hotseat/server/testing/livekit";
import { createDatabase, setClockAhead, startPostgres } from "@hotseat/server/testing/postgres";
import { startRadicale } from "@hotseat/server/testing/radicale";
import { Server } from "./server.ts";

type Running = { stop(): Promise<void> };

/**
 * A server whose time a test moves by weeks, with a mail server and a calendar server beside it. The
 * server takes the time from its database, and the database's clock is set; all others keep theirs.
 */
export class Season {
  readonly server: Server;
  readonly mail: MailServer;
  /** The address of the calendar server. */
  readonly calendars: string;
  readonly #database: string;
  readonly #rest: readonly Running[];
  #ahead = 0;

  private constructor(
    server: Server,
    mail: MailServer,
    calendars: string,
    database: string,
    rest: readonly Running[],
  ) {
    this.server = server;
    this.mail = mail;
    this.calendars = calendars;
    this.#database = database;
    this.#rest = rest;
  }

  static async begin(at: number): Promise<Season> {
    const [livekit, postgres, radicale, mail] = await Promise.all([
      startLiveKit(),
      startPostgres(),
      startRadicale(),
      MailServer.start(),
    ]);
    const database = await createDatabase(postgres.url);
    const server = await Server.create({
      DATABASE_URL: database,
      HOTSEAT_SMTP_URL: mail.url,
      HOTSEAT_MAIL_FROM: "Hotseat <hour@example.org>",
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: testKeys.key,
      LIVEKIT_API_SECRET: testKeys.secret,
    });
    const season = new Season(server, mail, radicale.url, database, [
      mail,
      radicale,
      livekit,
      postgres,
    ]);
    await season.comes(at);
    return season;
  }

  /** By the server's clock. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** It is that time now: the server ends and starts anew with it. */
  async comes(at: number): Promise<void> {
    await this.server.end("SIGTERM");
    this.#ahead = at - Date.now();
    await setClockAhead(this.#database, this.#ahead);
    await this.server.start();
  }

  async end(): Promise<void> {
    await this.server.dispose();
    for (const each of this.#rest) await each.stop();
  }
}
