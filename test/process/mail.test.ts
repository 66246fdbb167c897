import { MailServer } from "@hotseat/server/testing/mail-server";
import { startLiveKit, testKeys } from "@hotseat/server/testing/livekit";
import { createDatabase, startPostgres } from "@hotseat/server/testing/postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { MailedGroup } from "../support/mailed-group.ts";
import { operatorCookie } from "../support/member.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const GROUPS = 4;
const MEMBERS = 4;

/* Server processes on one PostgreSQL with one mail server between them. */
describe("mail of two servers", () => {
  let livekit: Awaited<ReturnType<typeof startLiveKit>>;
  let postgres: Awaited<ReturnType<typeof startPostgres>>;

  beforeAll(async () => {
    [livekit, postgres] = await Promise.all([startLiveKit(), startPostgres()]);
  });

  afterAll(async () => {
    await Promise.all([livekit.stop(), postgres.stop()]);
  });

  async function place() {
    const mail = await MailServer.start();
    const shared = {
      DATABASE_URL: await createDatabase(postgres.url),
      HOTSEAT_SECRET: "what both servers know, and only these two",
      HOTSEAT_SMTP_URL: mail.url,
      HOTSEAT_MAIL_FROM: "Hotseat <hour@example.org>",
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: testKeys.key,
      LIVEKIT_API_SECRET: testKeys.secret,
    };
    const [one, other] = await Promise.all([Server.create(shared), Server.create(shared)]);
    onTestFinished(async () => {
      await Promise.all([one.dispose(), other.dispose()]);
      await mail.stop();
    });
    return { mail, one, other };
  }

  it("is sent once by either of them, and carried on by the other when one is killed", async () => {
    const { mail, one, other } = await place();
    await one.start();
    mail.mood = { kind: "holding" };
    const emails: string[] = [];
    for (let i = 0; i < GROUPS; i += 1) emails.push(...(await foundSoon(one)));
    // The first message is with the mail server, which has not answered: what is known of it ends here.
    await until(async () => (mail.held === 1 ? null : "no mail is held"), 40_000);
    expect(await one.end("SIGKILL")).toBe("SIGKILL");
    mail.recover();
    await Promise.all([one.start(), other.start()]);
    await until(async () => {
      const missing = emails.filter((email) => mail.to(email).length === 0);
      return missing.length === 0 ? null : `${missing.length} have no mail`;
    }, 50_000);
    const last = await foundSoon(other);
    await until(async () => {
      const missing = last.filter((email) => mail.to(email).length === 0);
      return missing.length === 0 ? null : `${missing.length} of the last group have no mail`;
    }, 40_000);
    // A reminder each; of the one that nobody knows about, the dates may follow by themselves.
    const reminders = [...emails, ...last].map(
      (email) =>
        mail.to(email).filter(({ subject }) => /begins soon|segera dimulai/.test(subject ?? ""))
          .length,
    );
    expect(reminders).toEqual(Array((GROUPS + 1) * MEMBERS).fill(1));
    const unsent = await unsentAt(other);
    expect(unsent).toMatchObject([{ kind: "soon", state: "handing" }]);
  }, 180_000);
});

/** A group whose first call begins in half an hour, so that its members are written to at once. */
async function foundSoon(server: Server): Promise<readonly string[]> {
  return (await MailedGroup.found(server, 30 * 60_000)).emails;
}

async function unsentAt(server: Server): Promise<{ state: string }[]> {
  const reply = await fetch(`${server.url}/api/operator/mail`, {
    headers: { cookie: await operatorCookie(server) },
  });
  return ((await reply.json()) as { unsent: { state: string }[] }).unsent;
}
