// `node test/releases/make.ts`: writes a dump of a store as this version leaves it, with something in every
// table, to server/src/store/releases/<version>.sql. Run once for each release; what was written stays as it is.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { CreateSessionReply } from "@hotseat/shared";
import { localAt } from "@hotseat/shared/group";
import { hotseat } from "../support/hotseat.ts";
import { ProtocolMember, operatorCookie, post, proofOf } from "../support/member.ts";
import { Server, root } from "../support/server.ts";
import { until } from "../support/until.ts";

const HOUR = 3_600_000;
const SHORTEST_HOUR = 60_000;
const BREAK = "--> statement-breakpoint";
const CHECKSUM_BYTES = 32;
const folder = join(root, "server/src/store/releases");
const random = (bytes: number) => randomBytes(bytes).toString("base64url");

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};
const target = join(folder, `${version}.sql`);
if (existsSync(target)) {
  console.error(`${target} is there already: a release is written once.`);
  process.exit(1);
}

const scratch = mkdtempSync(join(tmpdir(), "hotseat-release-"));
// Mail becomes due and is kept: nobody listens there.
const mail = { HOTSEAT_SMTP_URL: "smtp://127.0.0.1:9", HOTSEAT_MAIL_FROM: "hour@example.org" };
const box = await Server.create(mail);
try {
  await box.start();
  const lobby = await lobbySession();
  const group = await foundGroup();
  await runningSession();
  // While its members are there.
  await box.end("SIGKILL");
  const backup = join(scratch, "store.backup");
  const { code, err } = await hotseat(box.environment, "backup", backup);
  if (code !== 0) throw new Error(err);
  mkdirSync(folder, { recursive: true });
  writeFileSync(target, dumpOf(readFileSync(backup), lobby.session, group));
  writeFileSync(join(folder, `${version}.json`), `${JSON.stringify(lobby, null, 2)}\n`);
  console.log(`Wrote ${target}.`);
} finally {
  await box.dispose();
  rmSync(scratch, { recursive: true, force: true });
}

/** A sealed session that nobody has started, and the secrets of its links: a later version finishes it. */
async function lobbySession() {
  const secrets = Array.from({ length: 4 }, () => random(32));
  const members = ["Ada", "Ben", "Cho", "Dia"].map((name, i) => ({
    name,
    proof: proofOf(secrets[i] ?? ""),
  }));
  // Sealed bytes look random, and no server can tell them from any others.
  const seal = {
    members: members.map(() => ({ publicKey: random(32), wrapped: random(80) })),
    roster: random(28 + 32 * 4),
  };
  const body = { hour: SHORTEST_HOUR, members, facilitator: 3, seal };
  const url = `${box.url}/api/operator/sessions`;
  const reply = await post(url, body, await operatorCookie(box));
  const created = (await reply.json()) as CreateSessionReply;
  return {
    session: created.session,
    hour: SHORTEST_HOUR,
    members: created.members.map(({ id }, i) => ({ id, secret: secrets[i] ?? "" })),
  };
}

/** An hour in its middle: people there, a hand up, something said. */
async function runningSession(): Promise<void> {
  const members = await ProtocolMember.table(box, HOUR);
  const facilitator = members[3];
  if (!facilitator) throw new Error("no table");
  await Promise.all(members.map((member) => member.follow(box.url)));
  await until(async () => {
    const missing = (await facilitator.view(box.url)).members.filter(({ here }) => !here);
    return missing.length === 0 ? null : `${missing.length} are not there`;
  }, 10_000);
  await facilitator.command(box.url, { type: "start" });
  await facilitator.command(box.url, { type: "advance", segment: "open" });
  facilitator.say({ type: "say", id: 1, text: "good evening" });
  facilitator.say({ type: "hand", id: 2, up: true });
  await until(async () => {
    const heard = facilitator.received.filter(({ message }) => message.type === "heard");
    return heard.length === 2 ? null : "what was said has not been heard";
  }, 10_000);
}

/** A group whose members have given addresses, with a call so soon that mail is due. */
async function foundGroup(): Promise<string> {
  const body = {
    name: "Four of us",
    purpose: "An honest hour.",
    members: ["Ayu", "Budi", "Citra", "Dewi"].map((name) => ({
      name,
      zone: "Asia/Jakarta",
      language: "id",
      email: `${name.toLowerCase()}@example.org`,
      proof: proofOf(random(32)),
    })),
    facilitator: 0,
    deputy: 1,
    series: {
      zone: "Asia/Jakarta",
      starts: localAt(Date.now() + 24 * HOUR, "Asia/Jakarta"),
      rule: "FREQ=WEEKLY",
    },
  };
  const cookie = await operatorCookie(box);
  const reply = await post(`${box.url}/api/operator/groups`, body, cookie);
  if (reply.status !== 201) throw new Error(await reply.text());
  await until(async () => {
    const answer = await fetch(`${box.url}/api/operator/mail`, { headers: { cookie } });
    const { unsent } = (await answer.json()) as { unsent: unknown[] };
    return unsent.length > 0 ? null : "no mail is due";
  }, 40_000);
  return ((await reply.json()) as { group: string }).group;
}

/** What members write between calls takes weeks to come about; it is put beside what the server has written. */
function written(session: string, group: string): Readonly<Record<string, object>> {
  const at = Date.now();
  const text = "as it was written in that version";
  const brief = { question: text, context: text, tried: text, help: text };
  const call = { span: 0, original: "2026-11-24T20:00" };
  const commitment = {
    id: "promise-1",
    owner: "m",
    text,
    doneWhen: text,
    ifThen: null,
    madeAt: at,
    due: at + 7 * 24 * HOUR,
    state: "open",
    settledAt: null,
    carriedFrom: null,
    carries: 0,
    checkIn: null,
    seenBy: [],
  };
  return {
    commitments: { group, id: commitment.id, commitment, session: null, seat: null },
    briefs: { group, ...call, member: "m", brief, saved_at: at },
    notes: { session, member: "m", text, saved_at: at },
    seat_notes: { session, number: 1, holder: "m", author: "n", text, at },
    remarks: { session, number: 1, member: "m", kind: "thanks", to: "n", text, at },
    pulses: { session, member: "m", useful: 5, trust: 4, time: 3 },
  };
}

/** The steps that made the tables, drizzle's own record of them, and the rows. */
function dumpOf(file: Buffer, session: string, group: string): string {
  const body = file.subarray(file.indexOf("\n") + 1, file.length - CHECKSUM_BYTES);
  const [, ...lines] = gunzipSync(body).toString().trimEnd().split("\n");
  const statements = migrations();
  const extra = written(session, group);
  let table = "";
  let rows: string[] = [];
  const flush = () => {
    if (table === "") return;
    const added = extra[table];
    if (added) rows.push(JSON.stringify(added));
    if (rows.length === 0) throw new Error(`There is nothing in ${table}.`);
    const json = `[${rows.join(",\n")}]`.replaceAll("'", "''");
    const into = `public."${table}"`;
    statements.push(
      `INSERT INTO ${into} SELECT * FROM json_populate_recordset(NULL::${into}, '${json}');`,
    );
    rows = [];
  };
  for (const line of lines) {
    if (line.startsWith('"')) {
      flush();
      table = JSON.parse(line) as string;
    } else if (line.startsWith("{") && table !== "") rows.push(line);
  }
  flush();
  return `${statements.join(`\n${BREAK}\n`)}\n`;
}

function migrations(): string[] {
  const source = join(root, "server/src/store/migrations");
  const { entries } = JSON.parse(readFileSync(join(source, "meta/_journal.json"), "utf8")) as {
    entries: { tag: string; when: number }[];
  };
  const record = "drizzle.__drizzle_migrations";
  const made = entries.map(({ when }) => `('as released', ${when})`).join(", ");
  return [
    ...entries.map(({ tag }) => readFileSync(join(source, `${tag}.sql`), "utf8").trim()),
    "CREATE SCHEMA drizzle;",
    `CREATE TABLE ${record} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint);`,
    `INSERT INTO ${record} (hash, created_at) VALUES ${made};`,
  ];
}
