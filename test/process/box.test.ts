import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  chownSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Box, privileges } from "../support/box/containers.ts";
import { stageOf } from "../support/box/dockerfile.ts";
import { PUBLIC_ADDRESS } from "../support/box/network.ts";
import { caddyOfImage, prepareCaddy } from "../support/box/programs.ts";
import { readProject } from "../support/box/project.ts";
import type { Project } from "../support/box/project.ts";
import { findChromium, launchChromium } from "../support/chromium.ts";
import { signatures, writePicture } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { root } from "../support/server.ts";
import { until } from "../support/until.ts";

const HOST = "hour.test";
/** What an operator sets, beside the address. */
const values = { HOTSEAT_PUBLIC_URL: `https://${HOST}`, HOTSEAT_TLS: "internal" };
const TURN = `turn.${HOST}`;
const MINUTES = 10;

describe("docker-compose.yml, as Docker's own tools read it", () => {
  let project: Project;

  beforeAll(() => {
    project = readProject({ ...values, LIVEKIT_NODE_IP: "203.0.113.7" });
  });

  it("keeps the specification and needs two values", () => {
    expect(Object.keys(project.services).toSorted()).toEqual([
      "livekit",
      "postgres",
      "proxy",
      "secrets",
      "server",
    ]);
    const without = () => readProject({});
    expect(without).toThrow("HOTSEAT_PUBLIC_URL");
    expect(without).toThrow("LIVEKIT_NODE_IP");
  });

  it("has a proxy that takes its configuration, whoever signs", () => {
    const caddy = prepareCaddy();
    // Looking at a configuration already makes an authority of one's own, with its key.
    const XDG_DATA_HOME = mkdtempSync(join(tmpdir(), "hotseat-caddy-"));
    onTestFinished(() => rmSync(XDG_DATA_HOME, { recursive: true }));
    for (const HOTSEAT_TLS of ["acme", "internal"]) {
      for (const file of ["Caddyfile", "turn.Caddyfile"]) {
        const { status, stderr } = spawnSync(
          caddy,
          ["validate", "--config", join(root, "server/box", file), "--adapter", "caddyfile"],
          {
            env: { ...values, XDG_DATA_HOME, HOTSEAT_TLS, HOTSEAT_TURN_HOST: TURN },
            encoding: "utf8",
          },
        );
        expect(status, stderr).toBe(0);
      }
    }
    expect(project.services["proxy"]?.environment).toMatchObject({ HOTSEAT_TLS: "internal" });
    const plain = { HOTSEAT_PUBLIC_URL: values.HOTSEAT_PUBLIC_URL, LIVEKIT_NODE_IP: "203.0.113.7" };
    const { services } = readProject(plain);
    expect(services["proxy"]?.environment).toMatchObject({ HOTSEAT_TLS: "acme" });
  });

  it("builds each image once, and asks no registry for what it builds", () => {
    const services = Object.values(project.services);
    const built = services.flatMap(({ build, image }) => (build ? [image] : []));
    expect(built.toSorted()).toEqual(["hotseat-proxy", "hotseat-server"]);
    for (const { build, image, pull_policy } of services) {
      if (!build && built.includes(image)) expect(pull_policy, image).toBe("never");
    }
  });

  it("has a proxy whose program starts without any capability", () => {
    const folder = mkdtempSync(join(tmpdir(), "hotseat-caddy-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    chmodSync(folder, 0o755);
    const start = (lines: readonly string[]) => {
      const caddy = caddyOfImage(folder, lines);
      const rights = privileges(project.services["proxy"] ?? {});
      return spawnSync("setpriv", [...rights, caddy, "version"], { encoding: "utf8" });
    };
    // As the official image has it.
    expect(start([]).stderr).toContain("Operation not permitted");
    const { status, stderr } = start(stageOf("proxy").runs);
    expect(status, stderr).toBe(0);
  });

  it("lets nobody be root, write to an image, or fill memory and disk", () => {
    for (const [name, it] of Object.entries(project.services)) {
      expect(it, name).toMatchObject({
        user: "1000:1000",
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
        mem_limit: expect.stringMatching(/^\d+$/),
        logging: { options: { "max-size": expect.anything(), "max-file": expect.anything() } },
      });
      if (name !== "secrets") expect(it.healthcheck?.test[0], name).toBe("CMD");
    }
  });

  it("publishes the ports of the pages and of media, and nothing else", () => {
    const published = Object.entries(project.services).flatMap(([name, { ports = [] }]) =>
      ports.map(({ target, protocol }) => `${name} ${target}/${protocol}`),
    );
    expect(published.toSorted()).toEqual([
      "livekit 7881/tcp",
      "livekit 7882/udp",
      "proxy 443/tcp",
      "proxy 443/udp",
      "proxy 80/tcp",
    ]);
  });
});

/* The same services from the same files, in rooms as narrow as containers. */
describe("one box", () => {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-outside-"));
  let box: Box;
  let browser: Browser;
  let pages: Page[] = [];

  beforeAll(async () => {
    box = boxOf(`hs${process.pid}`);
    browser = await browserOutside(folder, box, [
      `--host-resolver-rules=MAP ${HOST} ${PUBLIC_ADDRESS}`,
    ]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await box?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function curl(...args: string[]): { status: number | null; stdout: string } {
    const inside = ["netns", "exec", box.network.namespaceOf("outside"), "curl", "-sS", "-m", "10"];
    const to = [
      "--resolve",
      `${HOST}:443:${PUBLIC_ADDRESS}`,
      "--resolve",
      `${HOST}:80:${PUBLIC_ADDRESS}`,
    ];
    return spawnSync("ip", [...inside, ...to, ...args], { encoding: "utf8" });
  }

  it("makes its secrets once, for each its own", async () => {
    for (let i = 0; i < 2; i += 1) {
      const before = i && statSync(box.fileOf("secrets", "server/database-url")).mtimeMs;
      const child = await box.start("secrets");
      expect(await new Promise((done) => child.once("exit", done)), box.output("secrets")).toBe(0);
      const file = statSync(box.fileOf("secrets", "server/database-url"));
      expect(file.mode & 0o777).toBe(0o600);
      expect(file.uid).toBe(1_000);
      if (i) expect(file.mtimeMs).toBe(before);
    }
  });

  it("comes up, each as healthy as it says", async () => {
    expect(await box.isHealthy("postgres")).toBe(false);
    await box.start("postgres");
    await box.start("livekit");
    await Promise.all([healthy(box, "postgres"), healthy(box, "livekit")]);
    await box.start("server");
    await healthy(box, "server");
    expect(await box.isHealthy("proxy")).toBe(false);
    await box.start("proxy");
    await healthy(box, "proxy");
  });

  it("can write to volumes alone, and has no rights", async () => {
    for (const service of ["server", "livekit", "postgres", "proxy"]) {
      expect(await box.exec(service, ["sh", "-c", "touch /etc/x"]), service).not.toBe(0);
      expect(await box.exec(service, ["sh", "-c", "touch /x"]), service).not.toBe(0);
      expect(await box.exec(service, ["sh", "-c", "test $(id -u) = 1000"]), service).toBe(0);
      const none = "grep -q 'CapBnd:.0000000000000000' /proc/self/status";
      expect(await box.exec(service, ["sh", "-c", none]), service).toBe(0);
    }
    // The secrets of others are not even there.
    expect(await box.exec("livekit", ["sh", "-c", "test -e /secrets/livekit-keys"])).toBe(0);
    expect(await box.exec("livekit", ["sh", "-c", "test -e /secrets/postgres-password"])).not.toBe(
      0,
    );
  });

  it("is reached by TLS, and by the published ports alone", async () => {
    const authority = box.fileOf("certificates", "caddy/pki/authorities/local/root.crt");
    // The certificate is on its way when the proxy begins.
    let page = { status: null as number | null, stdout: "" };
    await until(async () => {
      page = curl("--cacert", authority, "-D", "-", `https://${HOST}/`);
      return page.status === 0 ? null : `curl ended with ${page.status}`;
    }, 10_000);
    expect(page.stdout).toMatch(/^HTTP\/2 200/);
    expect(page.stdout).toMatch(/strict-transport-security: max-age=\d+/);
    expect(
      curl("-o", join(folder, "x"), "-w", "%{http_code} %{redirect_url}", `http://${HOST}/a`)
        .stdout,
    ).toBe(`308 https://${HOST}/a`);
    expect(curl(`https://${HOST}/`).status, "an unknown authority").toBe(60);
    expect(curl(`http://${PUBLIC_ADDRESS}:7880/`).status, "LiveKit's own port").not.toBe(0);
    expect(
      curl(
        "-k",
        `https://${HOST}/twirp/livekit.RoomService/ListRooms`,
        "-d",
        "{}",
        "-o",
        join(folder, "x"),
        "-w",
        "%{http_code}",
      ).stdout,
    ).toBe("404");
  });

  it("is well by its own doctor, asked in the server's container", async () => {
    const { code, findings } = await examine(box);
    expect(findings.filter(({ state }) => state === "fail")).toEqual([]);
    expect(code).toBe(0);
    for (const what of ["Data folder", "Database", "DNS", "LiveKit", "Media by UDP"]) {
      expect(findings).toContainEqual(expect.objectContaining({ what, state: "ok" }));
    }
    // For an address whose certificate everybody knows, LiveKit's client asks the system.
    const system = ["sh", "-c", "test -s /etc/ssl/certs/ca-certificates.crt"];
    expect(await box.exec("server", system)).toBe(0);
  }, 60_000);

  it("holds a call from outside", async () => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "en-GB" });
    const operator = await context.newPage();
    const link = /\S+\/operator#\S+/.exec(box.output("server"))?.[0] ?? "";
    const links = await createSession(operator, link, MINUTES);
    await operator.close();
    // Each in a window of their own: of two pages in one window only one is drawn.
    pages = await Promise.all(
      links.slice(2).map(async (address) => {
        const page = await (
          await browser.newContext({ ignoreHTTPSErrors: true, locale: "en-GB" })
        ).newPage();
        await page.addInitScript(keepConnections);
        await page.goto(address);
        await page.getByTestId("join").click();
        return page;
      }),
    );
    for (const page of pages) {
      await until(() => picturesOf(page, 2), 30_000);
      expect(await page.evaluate(() => globalThis.ways())).toEqual(["host by udp"]);
    }
    await pages[1]?.getByTestId("primary").click();
  }, 90_000);

  it("keeps media going while the server is stopped and another one starts", async () => {
    const at = performance.now();
    expect(await box.stop("server"), box.output("server")).toBe(0);
    expect(performance.now() - at, "within its grace").toBeLessThan(15_000);
    expect(await box.isHealthy("server")).toBe(false);
    for (const page of pages) await until(() => picturesOf(page, 2), 5_000);
    await box.start("server");
    await healthy(box, "server");
    for (const page of pages) {
      await page.getByTestId("reconnecting").waitFor({ state: "hidden", timeout: 30_000 });
      await until(() => picturesOf(page, 2), 5_000);
    }
  }, 90_000);

  it("does not end LiveKit under a running hour, and ends it with the last to go", async () => {
    const livekit = box.stop("livekit");
    const over = livekit.then(() => true);
    for (const page of pages) await until(() => picturesOf(page, 2), 5_000);
    // Whoever comes back meanwhile is let in.
    const [page] = pages;
    await page?.reload();
    await page?.getByTestId("join").click();
    if (page) await until(() => picturesOf(page, 2), 30_000);
    expect(await Promise.race([over, Promise.resolve(false)])).toBe(false);
    for (const each of pages) await each.close();
    expect(await livekit).toBe(0);
  }, 90_000);

  it("stops in order, and has everything at the next start", async () => {
    for (const service of ["proxy", "server", "postgres"]) {
      expect(await box.stop(service), service).toBe(0);
    }
    await box.start("postgres");
    await box.start("livekit");
    await Promise.all([healthy(box, "postgres"), healthy(box, "livekit")]);
    const before = /\/operator#\S+/.exec(box.output("server"))?.[0];
    await box.start("server");
    await healthy(box, "server");
    expect(/\/operator#\S+/.exec(box.output("server"))?.[0]).toBe(before);
  }, 90_000);
});

/* The same with server/box/turn.yml beside it, for whoever gets nowhere but to port 443. */
describe("one box with TURN", () => {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-outside-"));
  let box: Box;
  let browser: Browser;

  beforeAll(async () => {
    box = boxOf(`ht${process.pid}`, { HOTSEAT_TURN_HOST: TURN }, ["server/box/turn.yml"]);
    box.network.closeOutside(443);
    browser = await browserOutside(folder, box, [
      `--host-resolver-rules=MAP ${HOST} ${PUBLIC_ADDRESS},MAP ${TURN} ${PUBLIC_ADDRESS}`,
      // Nobody can tell this browser's WebRTC of an authority of one's own.
      "--ignore-certificate-errors",
    ]);
    const secrets = await box.start("secrets");
    await new Promise((done) => secrets.once("exit", done));
    for (const service of ["postgres", "livekit", "server"]) {
      await box.start(service);
      await healthy(box, service);
    }
    // After a reboot an engine starts all at once, and a name is there when its service is.
    await box.start("front");
    await box.start("proxy");
    await healthy(box, "proxy");
    await healthy(box, "front");
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await box?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is well by its own doctor, TURN too, asked in the server's container", async () => {
    // Its certificate comes after that of the pages, and the front looks for it every second.
    const tls = `netns exec ${box.network.namespaceOf("outside")} curl -sk -m 2 -w %{time_appconnect}`;
    const to = ["--resolve", `${TURN}:443:${PUBLIC_ADDRESS}`, `https://${TURN}/`];
    await until(async () => {
      const { stdout } = spawnSync("ip", [...tls.split(" "), ...to], { encoding: "utf8" });
      return Number(stdout) > 0 ? null : "the front opens no TLS for TURN";
    }, 20_000);
    const { code, findings } = await examine(box, "--turn");
    expect(findings.find(({ what }) => what === "TURN")).toMatchObject({
      state: "ok",
      say: `turns:${TURN}:443?transport=tcp relays media.`,
    });
    expect(findings.map(({ what }) => what)).not.toContain("Media outside");
    expect(code).toBe(0);
  }, 90_000);

  it("holds a call through port 443 alone, by TLS all the way", async () => {
    const operator = await browser.newPage({ locale: "en-GB" });
    const link = /\S+\/operator#\S+/.exec(box.output("server"))?.[0] ?? "";
    const links = await createSession(operator, link, MINUTES);
    await operator.close();
    const pages = await Promise.all(
      links.slice(2).map(async (address) => {
        const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
        await page.addInitScript(keepConnections);
        await page.goto(address);
        await page.getByTestId("join").click();
        return page;
      }),
    );
    for (const page of pages) {
      await until(() => picturesOf(page, 2), 45_000);
      // Seen from LiveKit the relay has another address than it has said, as it is behind the host too.
      expect(await page.evaluate(() => globalThis.ways())).toEqual([
        expect.stringMatching(/^(relay|prflx) by tls$/),
      ]);
    }
  }, 120_000);

  it("takes up a proxy that was away, and stops in order", async () => {
    expect(await box.stop("proxy")).toBe(0);
    await until(async () => ((await box.isHealthy("front")) ? "front is well" : null), 30_000);
    await box.start("proxy");
    await healthy(box, "front");
    expect(await box.stop("front"), box.output("front")).toBe(0);
  }, 60_000);
});

function boxOf(name: string, more: Record<string, string> = {}, files: string[] = []): Box {
  const env = { ...values, ...more, LIVEKIT_NODE_IP: PUBLIC_ADDRESS };
  const world = { [HOST]: PUBLIC_ADDRESS, [TURN]: PUBLIC_ADDRESS };
  return new Box(readProject(env, ["docker-compose.yml", ...files]), name, world);
}

type Finding = { readonly what: string; readonly state: string; readonly say: string };

/** What the doctor finds in the server's container, where it knows the authority of the box. */
async function examine(
  box: Box,
  ...args: string[]
): Promise<{ code: number; findings: Finding[] }> {
  const root = box.fileOf("data", "root.crt");
  copyFileSync(box.fileOf("certificates", "caddy/pki/authorities/local/root.crt"), root);
  chownSync(root, 1_000, 1_000);
  const authority = { NODE_EXTRA_CA_CERTS: "/data/root.crt", SSL_CERT_FILE: "/data/root.crt" };
  const doctor = ["node", "server/src/cli/main.ts", "doctor", "--json", ...args];
  const { code, output } = await box.run("server", doctor, authority);
  return { code, ...(JSON.parse(output) as { findings: Finding[] }) };
}

async function healthy(box: Box, service: string): Promise<void> {
  await until(async () => {
    const good = await box.isHealthy(service);
    return good ? null : `${service} is not healthy: ${box.output(service).slice(-2_000)}`;
  }, 30_000);
}

declare global {
  var ways: () => Promise<string[]>;
}

/** Lets `ways()` be asked by which way each connection of the page sends. */
function keepConnections(): void {
  const connections: RTCPeerConnection[] = [];
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  globalThis.ways = async () => {
    const found: string[] = [];
    for (const connection of connections) {
      if (connection.connectionState !== "connected") continue;
      const stats = await connection.getStats();
      for (const report of stats.values()) {
        if (report.type !== "transport" || !report.selectedCandidatePairId) continue;
        const local = stats.get(stats.get(report.selectedCandidatePairId).localCandidateId);
        found.push(`${local.candidateType} by ${local.relayProtocol ?? local.protocol}`);
      }
    }
    return found;
  };
}

/** Null when a page shows so many moving pictures. */
async function picturesOf(page: Page, count: number): Promise<string | null> {
  const seen = await page.evaluate(async () => {
    const videos = [...document.querySelectorAll("video")];
    const before = videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
    await new Promise((done) => setTimeout(done, 500));
    return videos.filter(
      (video, i) => video.getVideoPlaybackQuality().totalVideoFrames > (before[i] ?? 0),
    ).length;
  });
  return seen >= count ? null : `${seen} pictures move, not ${count}`;
}

/** A Chromium that is in the network from which only published ports are reached. */
async function browserOutside(folder: string, box: Box, more: readonly string[]): Promise<Browser> {
  const picture = join(folder, "picture.y4m");
  writePicture(picture, signatures[0]);
  const program = findChromium();
  const wrapper = join(folder, "chromium");
  const namespace = box.network.namespaceOf("outside");
  writeFileSync(wrapper, `#!/bin/sh\nexec ip netns exec ${namespace} ${program} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const { PATH } = process.env;
  process.env["PATH"] = `${folder}${delimiter}${PATH}`;
  try {
    return await launchChromium({ picture, more });
  } finally {
    process.env["PATH"] = PATH;
  }
}
