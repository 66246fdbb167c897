import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { openPostgres } from "../store/database.ts";
import { makeCertificate } from "../testing/certificate.ts";
import { testKeys } from "../testing/livekit.ts";
import { MailServer } from "../testing/mail-server.ts";
import { freePorts } from "../testing/ports.ts";
import { createDatabase } from "../testing/postgres.ts";
import { readSettings } from "../settings.ts";
import { lookAtCertificate, lookAtName, lookAtRedirect } from "./address.ts";
import { examine } from "./doctor.ts";
import { lookAtFolder, lookAtTime } from "./machine.ts";
import { lookAtMail } from "./mail.ts";
import { lookAtLiveKit } from "./media.ts";
import { lookAtServer, lookAtSignalling, lookAtStream } from "./pages.ts";
import { lookAtStore } from "./store.ts";

const DAY = 86_400_000;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "hotseat-doctor-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe("the address", () => {
  async function tls(name: string, days: number): Promise<string> {
    const server = createTlsServer(makeCertificate(name, days));
    server.on("tlsClientError", () => {});
    await new Promise<void>((done) => server.listen(0, "localhost", done));
    onTestFinished(() => void server.close());
    return `https://localhost:${(server.address() as AddressInfo).port}`;
  }

  it("fails with a certificate that nobody vouches for", async () => {
    expect(await lookAtCertificate(await tls("localhost", 90))).toEqual({
      what: "TLS",
      state: "fail",
      say: expect.stringContaining("is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)"),
    });
  });

  it("fails with a certificate that has ended, whoever vouches for it", async () => {
    const url = await tls("localhost", 90);
    const found = await lookAtCertificate(url, Date.now() + 100 * DAY);
    expect(found.state).toBe("fail");
    expect(found.say).toContain("ended 10 days ago");
  });

  it("fails where no TLS is spoken, and where nobody listens", async () => {
    const [port = 0] = await freePorts(1);
    expect((await lookAtCertificate(`https://localhost:${port}`)).say).toContain("open TCP 443");
  });

  it("fails on plain http for other machines, and is well for this one", async () => {
    expect((await lookAtCertificate("http://hour.example.org")).state).toBe("fail");
    expect((await lookAtCertificate("http://localhost:3600")).state).toBe("ok");
  });

  it("fails when its name leads nowhere, and warns when media goes elsewhere", async () => {
    expect(await lookAtName("https://hour.invalid", null)).toMatchObject({
      state: "fail",
      say: expect.stringContaining("give it an A record"),
    });
    expect((await lookAtName("http://localhost:3600", null)).state).toBe("ok");
    expect(await lookAtName("http://localhost:3600", "192.0.2.77")).toMatchObject({
      state: "warn",
      say: expect.stringContaining("LIVEKIT_NODE_IP is 192.0.2.77"),
    });
  });

  it("compares where media goes also where LiveKit is not started here", async () => {
    const elsewhere = {
      LIVEKIT_URL: "http://x.org",
      LIVEKIT_API_KEY: "k",
      LIVEKIT_API_SECRET: "s",
    };
    const settings = readSettings({ ...elsewhere, LIVEKIT_NODE_IP: "192.0.2.77" }, folder());
    const asked = { url: "http://localhost:3600", sendTo: null, ntp: null, turn: false };
    for await (const { what, state } of examine(settings, asked)) {
      if (what !== "DNS") continue;
      expect(state).toBe("warn");
      return;
    }
    expect.unreachable("nobody looked at the name");
  });

  it("warns when whoever comes without https does not arrive", async () => {
    let leads: string | null = "https://localhost/";
    const server = createServer((_, answer) => {
      if (leads) answer.writeHead(308, { location: leads });
      answer.end();
    });
    await new Promise<void>((done) => server.listen(0, "localhost", done));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect((await lookAtRedirect("https://localhost", port))?.state).toBe("ok");
    leads = null;
    expect((await lookAtRedirect("https://localhost", port))?.say).toContain(
      "let the proxy redirect",
    );
    const [closed = 0] = await freePorts(1);
    expect((await lookAtRedirect("https://localhost", closed))?.say).toContain("open TCP 80");
    expect(await lookAtRedirect("http://localhost")).toBeNull();
  });

  it("fails where another program answers", async () => {
    const server = createServer((_, answer) => void answer.end("hello"));
    await new Promise<void>((done) => server.listen(0, "localhost", done));
    onTestFinished(() => void server.close());
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    for (const look of [lookAtServer, lookAtStream, lookAtSignalling]) {
      expect((await look(url)).state).toBe("fail");
    }
  });
});

describe("the machine", () => {
  it("is well with a folder of one's own, and fails with one that cannot be written to", async () => {
    const found = await lookAtFolder(folder());
    expect(found.map(({ state }) => state)).toEqual(["ok", "ok"]);
    // Nobody can write there, the administrator neither.
    expect(await lookAtFolder("/sys")).toMatchObject([
      { state: "fail", say: expect.stringContaining("/sys cannot be written to") },
    ]);
  });

  it("fails when its clock is wrong, and warns when nobody tells the time", async () => {
    let ahead = 0;
    const server = createSocket("udp4");
    server.on("message", (_, { port }) => {
      const answer = Buffer.alloc(48);
      for (const at of [32, 40]) {
        const seconds = (Date.now() + ahead) / 1_000 + 2_208_988_800;
        answer.writeUInt32BE(Math.floor(seconds), at);
        answer.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4);
      }
      server.send(answer, port, "127.0.0.1");
    });
    await new Promise<void>((done) => server.bind(0, "127.0.0.1", done));
    const { port } = server.address();
    expect((await lookAtTime("127.0.0.1", port)).state).toBe("ok");
    ahead = 90_000;
    expect(await lookAtTime("127.0.0.1", port)).toMatchObject({
      state: "fail",
      say: expect.stringMatching(/clock is -(89|90)\d{3} ms from/),
    });
    server.close();
    expect((await lookAtTime("127.0.0.1", port)).state).toBe("warn");
  });
});

describe("the store", () => {
  const settings = (environment: Record<string, string>) =>
    readSettings({ HOTSEAT_DATA: folder(), ...environment }, folder());

  it("is well before the first start, and when it is of this version", async () => {
    expect((await lookAtStore(settings({}))).map(({ state }) => state)).toEqual(["ok"]);
    const url = await createDatabase(inject("postgresUrl"));
    await (await openPostgres(url)).close();
    const found = await lookAtStore(settings({ DATABASE_URL: url }));
    expect(found.map(({ what, state }) => [what, state])).toEqual([
      ["Database", "ok"],
      ["Database clock", "ok"],
      ["Tables", "ok"],
    ]);
  });

  it("fails when nothing answers and when it is of a newer version, and warns when of an older", async () => {
    const [port = 0] = await freePorts(1);
    const nowhere = await lookAtStore(
      settings({ DATABASE_URL: `postgres://x@127.0.0.1:${port}/x` }),
    );
    expect(nowhere).toMatchObject([
      { state: "fail", say: expect.stringContaining("DATABASE_URL") },
    ]);
    const url = await createDatabase(inject("postgresUrl"));
    const database = await openPostgres(url);
    const { db } = database;
    await db.execute(
      sql`DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations)`,
    );
    const look = async () => (await lookAtStore(settings({ DATABASE_URL: url }))).at(-1);
    expect(await look()).toMatchObject({
      state: "warn",
      say: expect.stringContaining("1 steps behind"),
    });
    await db.execute(
      sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('x', 9e12)`,
    );
    expect(await look()).toMatchObject({
      state: "fail",
      say: expect.stringContaining("newer Hotseat"),
    });
    await database.close();
  });
});

describe("mail", () => {
  const from = "Hotseat <hour@example.org>";

  it("fails with a wrong password, and sends nothing to find out", async () => {
    let sent = 0;
    const server = new SMTPServer({
      disabledCommands: ["STARTTLS"],
      onAuth: ({ password }, _session, done) =>
        password === "right" ? done(null, { user: "hour" }) : done(new Error("Invalid login")),
      onData: (stream, _session, done) => {
        sent += 1;
        stream.resume().once("end", () => done());
      },
    });
    server.on("error", () => {});
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
    onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
    const { port } = server.server.address() as AddressInfo;
    const url = (password: string) => `smtp://hour:${password}@127.0.0.1:${port}`;
    expect(await lookAtMail({ url: url("wrong"), from }, null)).toMatchObject({
      state: "fail",
      say: expect.stringContaining("Invalid login"),
    });
    expect((await lookAtMail({ url: url("right"), from }, null)).state).toBe("ok");
    expect(sent).toBe(0);
  });

  it("sends one message to whom it is told to", async () => {
    const mail = await MailServer.start();
    onTestFinished(() => mail.stop());
    const found = await lookAtMail({ url: mail.url, from }, "operator@example.org");
    expect(found.state).toBe("ok");
    expect(mail.to("operator@example.org").map(({ subject }) => subject)).toEqual([
      "A test of Hotseat",
    ]);
    mail.mood = { kind: "refusing", code: 550 };
    expect((await lookAtMail({ url: mail.url, from }, "operator@example.org")).state).toBe("fail");
    expect((await lookAtMail(null, "operator@example.org")).state).toBe("fail");
    expect((await lookAtMail(null, null)).state).toBe("ok");
  });
});

describe("LiveKit", () => {
  it("fails with a wrong secret, and when it does not answer", async () => {
    const url = inject("livekitUrl");
    expect((await lookAtLiveKit(url, testKeys)).state).toBe("ok");
    const wrong = { ...testKeys, secret: "another secret that LiveKit was not started with" };
    expect(await lookAtLiveKit(url, wrong)).toMatchObject({
      state: "fail",
      say: expect.stringContaining("does not take the keys"),
    });
    const [port = 0] = await freePorts(1);
    expect((await lookAtLiveKit(`http://127.0.0.1:${port}`, testKeys)).say).toContain(
      "start LiveKit",
    );
  });
});
