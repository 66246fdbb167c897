import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "@hotseat/server/testing/certificate";
import { prepareLiveKit, startLiveKit, testKeys } from "@hotseat/server/testing/livekit";
import { freePorts } from "@hotseat/server/testing/ports";
import { describe, expect, it, onTestFinished } from "vitest";
import { Gateway } from "../support/gateway.ts";
import type { Tls } from "../support/gateway.ts";
import { hotseat } from "../support/hotseat.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

type Finding = { what: string; state: string; say: string };

async function box(environment: Record<string, string> = {}): Promise<Server> {
  const server = await Server.create(environment);
  onTestFinished(() => server.dispose());
  return server;
}

async function gateway(target: Server, lost: string | null, tls?: Tls): Promise<Gateway> {
  const opened = await Gateway.open(target.url, lost, tls);
  onTestFinished(() => opened.close());
  return opened;
}

async function examine(environment: Record<string, string>, ...args: string[]) {
  const { code, out, err } = await hotseat(environment, "doctor", "--json", ...args);
  expect(err).toBe("");
  const { findings } = JSON.parse(out) as { findings: Finding[] };
  const of = (what: string) => findings.find((each) => each.what === what);
  return { code, findings, of };
}

/** LiveKit with ports as a firewall would leave them, and with TURN where it is said how. */
async function startClosed(rtc: object, turn: object = {}): Promise<Record<string, string>> {
  const binary = await prepareLiveKit();
  const [port = 0, tcp = 0, udp = 0] = await freePorts(3);
  const config = {
    port,
    bind_addresses: ["127.0.0.1"],
    rtc: {
      tcp_port: tcp,
      udp_port: udp,
      use_external_ip: false,
      node_ip: "127.0.0.1",
      enable_loopback_candidate: true,
      interfaces: { includes: ["lo", "lo0"] },
      stun_servers: ["127.0.0.1:3478"],
      ...rtc,
    },
    turn,
    room: { auto_create: false },
    logging: { level: "error" },
  };
  const child = spawn(binary, [], {
    stdio: "ignore",
    env: {
      LIVEKIT_CONFIG: JSON.stringify(config),
      LIVEKIT_KEYS: `${testKeys.key}: ${testKeys.secret}`,
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    const answer = await fetch(url).catch(() => null);
    return answer?.ok ? null : "LiveKit does not answer";
  }, 20_000);
  return { LIVEKIT_URL: url, LIVEKIT_API_KEY: testKeys.key, LIVEKIT_API_SECRET: testKeys.secret };
}

describe("hotseat doctor", () => {
  it("finds everything well on a good box behind TLS, and says how media goes", async () => {
    const tls = makeCertificate("localhost", 90);
    const folder = mkdtempSync(join(tmpdir(), "hotseat-authority-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const authority = join(folder, "ca.pem");
    writeFileSync(authority, tls.cert);
    const server = await box({ HOTSEAT_HOST: "127.0.0.1" });
    await server.start();
    const { url } = await gateway(server, null, tls);
    // Node takes the one, LiveKit's client the other.
    const trust = { NODE_EXTRA_CA_CERTS: authority, SSL_CERT_FILE: authority };
    const trusting = { ...server.environment, ...trust };
    const found = await examine(trusting, "--url", url);
    expect(found.of("TLS")).toMatchObject({
      state: "ok",
      say: expect.stringMatching(/is trusted and good for (89|90) more days/),
    });
    console.log(
      found.findings.map(({ what, state, say }) => `${state} ${what}: ${say}`).join("\n"),
    );
    const through = ["Server", "Clock", "Event stream", "Signalling", "LiveKit", "Media by UDP"];
    expect(through.map((what) => found.of(what)?.state)).toEqual(through.map(() => "ok"));

    const plain = await examine(server.environment);
    expect(plain.findings.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(plain.code).toBe(0);
    expect(plain.findings.map(({ what }) => what)).toEqual([
      "Data folder",
      "Disk",
      "Database",
      "DNS",
      "TLS",
      "Server",
      "Clock",
      "Event stream",
      "Signalling",
      "LiveKit",
      "Media by UDP",
      "Media by TCP",
      "Mail",
    ]);
    const { out } = await hotseat(server.environment, "doctor");
    console.log(out);
    expect(out.trim().split("\n")).toHaveLength(plain.findings.length);
  });

  it("names who a certificate is for when it is somebody else", async () => {
    const tls = makeCertificate("hour.example.org", 90);
    const folder = mkdtempSync(join(tmpdir(), "hotseat-authority-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const authority = join(folder, "ca.pem");
    writeFileSync(authority, tls.cert);
    const server = await box();
    const { url } = await gateway(server, null, tls);
    const trusting = { ...server.environment, NODE_EXTRA_CA_CERTS: authority };
    expect((await examine(trusting, "--url", url)).of("TLS")).toEqual({
      what: "TLS",
      state: "fail",
      say: "The certificate is for DNS:hour.example.org, not for localhost: get one for that name.",
    });
  });

  it("names the proxy that holds back one of both ways", async () => {
    const server = await (await box()).start();
    const [rtc, streams] = [await gateway(server, "/rtc"), await gateway(server, "/api/sessions")];
    const without = await examine(server.environment, "--url", rtc.url);
    expect(without.code).toBe(1);
    expect(without.of("Signalling")).toMatchObject({
      state: "fail",
      say: expect.stringContaining("answered with 404 instead of by LiveKit"),
    });
    expect(without.of("Event stream")?.state).toBe("ok");
    const other = await examine(server.environment, "--url", streams.url);
    expect(other.of("Event stream")?.state).toBe("fail");
    expect(other.of("Signalling")?.state).toBe("ok");
  });

  it.each([
    ["UDP", { force_tcp: true }, "Media by UDP", "fail", "open LiveKit's UDP port"],
    ["TCP", { tcp_port: 0 }, "Media by TCP", "warn", "open LiveKit's TCP port"],
    // LiveKit still comes to us by itself, since we are on its machine.
    [
      "the offered address",
      { node_ip: "198.51.100.7" },
      "Media outside",
      "warn",
      "set LIVEKIT_NODE_IP",
    ],
  ])("says what to open when no way by %s leads to LiveKit", async (_, rtc, what, state, say) => {
    const livekit = await startClosed(rtc);
    const server = await (await box(livekit)).start();
    const found = await examine(server.environment);
    console.log(
      found.findings.map(({ what, state, say }) => `${state} ${what}: ${say}`).join("\n"),
    );
    expect(found.of(what)).toMatchObject({ state, say: expect.stringContaining(say) });
    expect(found.of("LiveKit")?.state).toBe("ok");
    expect(found.code).toBe(state === "fail" ? 1 : 0);
  });

  // That one does is seen in box.test.ts.
  it("names the TURN server that LiveKit offers and that relays nothing", async () => {
    const [udp_port = 0] = await freePorts(1);
    // Unless it is told otherwise LiveKit's own relays to nobody in a private network, let alone to itself.
    const livekit = await startClosed({}, { enabled: true, domain: "localhost", udp_port });
    const server = await (await box(livekit)).start();
    const found = await examine(server.environment, "--turn");
    expect(found.of("TURN")).toMatchObject({
      state: "fail",
      say: expect.stringContaining(`turn:127.0.0.1:${udp_port}?transport=udp relays no media`),
    });
    expect(found.code).toBe(1);
  });

  it("says that keys are wrong, that there is no TURN, and that nothing runs", async () => {
    const livekit = await startLiveKit();
    onTestFinished(() => livekit.stop());
    const keys = { LIVEKIT_API_KEY: testKeys.key, LIVEKIT_API_SECRET: testKeys.secret };
    const server = await (await box({ LIVEKIT_URL: livekit.url, ...keys })).start();
    const wrong = { ...server.environment, LIVEKIT_API_SECRET: "x".repeat(40) };
    expect((await examine(wrong)).of("LiveKit")?.say).toContain("does not take the keys");
    const turn = await examine(server.environment, "--turn");
    expect(turn.of("TURN")).toMatchObject({
      state: "fail",
      say: expect.stringContaining("offers no TURN server"),
    });
    expect(turn.of("Media by TCP")?.state).toBe("ok");
    await server.end("SIGTERM");
    const off = await examine(server.environment);
    expect(off.code).toBe(1);
    expect(off.of("Server")?.say).toContain("start the server");
  });
});
