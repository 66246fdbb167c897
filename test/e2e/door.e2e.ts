import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { Gateway } from "../support/gateway.ts";
import { signatures, writePicture, writeTone } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const MINUTES = 6;

/** A whole connection test, with its waiting for ways that are blocked, in ms. */
const TESTED_WITHIN = 90_000;

/** With this switch Chromium sends no UDP but to a proxy, of which there is none. */
const NO_UDP = "--webrtc-ip-handling-policy=disable_non_proxied_udp";

type Fault = { name: string; message: string };

declare global {
  /** What keeps devices from the page, by kind of track. */
  var faults: { video?: Fault; audio?: Fault };
  /** The sounds that the page has begun to play. */
  var played: HTMLAudioElement[];
}

/* What somebody meets before the call: devices, sound, the network, and the way in. */
describe("the door", () => {
  let folder: string;
  let server: Server;
  let browser: Browser;
  let links: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hotseat-door-"));
    server = await (await Server.create()).start();
    browser = await open();
    const operator = await browser.newPage();
    links = await createSession(operator, server.operatorLink, MINUTES);
    await operator.close();
  });

  afterAll(async () => {
    await browser.close();
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(switches: { more?: readonly string[]; asks?: boolean } = {}) {
    const [signature] = signatures;
    const [picture, tone] = [join(folder, "picture.y4m"), join(folder, "tone.wav")];
    writePicture(picture, signature);
    writeTone(tone, signature);
    return launchChromium({ picture, tone, ...switches });
  }

  /** Stands at the door as Ayu, in a browser profile of its own. */
  async function arrive({
    link = links[0] ?? "",
    faults = {},
    kept = {},
    at = browser,
  }: {
    link?: string;
    faults?: typeof globalThis.faults;
    kept?: object;
    at?: Browser;
  } = {}): Promise<Page> {
    const context = await at.newContext({
      viewport: { width: 1280, height: 800 },
      locale: "en-GB",
    });
    await context.addInitScript(installFaults, faults);
    await context.addInitScript((choices) => {
      localStorage.setItem("hotseat.choices", JSON.stringify(choices));
    }, kept);
    const page = await context.newPage();
    await page.goto(link);
    await page.getByTestId("join").waitFor();
    return page;
  }

  const causes = (page: Page) =>
    page
      .locator("[data-testid=troubles] [data-cause]")
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["cause"]));

  const dismissed = { name: "NotAllowedError", message: "Permission dismissed" };
  const system = { name: "NotAllowedError", message: "Permission denied by system" };
  const missing = { name: "NotFoundError", message: "Requested device not found" };
  const busy = { name: "NotReadableError", message: "Could not start video source" };

  it("says what is on, and lets camera and microphone be turned with V and M", async () => {
    const page = await arrive();
    await page.locator("video").first().waitFor();
    const isOn = (id: string) => page.getByTestId(id).getAttribute("data-on");
    expect([await isOn("door-mic"), await isOn("door-camera")]).toEqual(["true", "true"]);
    await page.keyboard.press("m");
    await page.keyboard.press("v");
    await page.getByTestId("mirror-status").waitFor();
    expect([await isOn("door-mic"), await isOn("door-camera")]).toEqual(["false", "false"]);
    await page.keyboard.press("v");
    await page.locator("video").first().waitFor();
    await page.context().close();
  });

  it("names each cause that keeps a device away, once, and what to do", async () => {
    for (const [faults, expected, sentence] of [
      [{ video: missing, audio: missing }, ["missing"], "the camera and the microphone"],
      [{ video: busy }, ["busy"], "Another program is using the camera."],
      [{ audio: system }, ["system"], "keeps the microphone from the browser"],
      [{ video: dismissed, audio: dismissed }, ["dismissed"], "closed without an answer"],
      [{ video: busy, audio: missing }, ["busy", "missing"], "You can join all the same"],
    ] as const) {
      const page = await arrive({ faults });
      await page.getByTestId("troubles").getByText(sentence).first().waitFor();
      expect(await causes(page)).toEqual(expected);
      await page.context().close();
    }
  });

  it("gives a camera back that another program has let go, at a click", async () => {
    const page = await arrive({ faults: { video: busy } });
    await page.getByTestId("try-again").waitFor();
    await page.evaluate(() => void (globalThis.faults = {}));
    await page.getByTestId("try-again").click();
    await page.locator("video").first().waitFor();
    expect(await causes(page)).toEqual([]);
    await page.context().close();
  });

  it("lets in who said no to both, and comes back to life when they are allowed", async () => {
    const asking = await open({ asks: true });
    const page = await asking.newPage();
    const allow = await permissions(page, server.url);
    await allow("denied");
    await page.goto(links[1] ?? "");
    await until(async () => {
      const found = await causes(page);
      return found.join() === "denied" ? null : `the door names ${found.join() || "nothing"}`;
    }, 10_000);
    await allow("granted");
    await page.locator("video").first().waitFor();
    expect(await causes(page)).toEqual([]);
    await allow("denied");
    await until(async () => {
      const found = await causes(page);
      return found.join() === "denied" ? null : `the door names ${found.join() || "nothing"}`;
    }, 10_000);
    // Nothing has the focus, so Enter joins.
    await page.keyboard.press("Enter");
    await page.getByTestId("call").waitFor();
    await page.getByTestId("reconnecting").waitFor({ state: "hidden" });
    await asking.close();
  });

  it("lets in who does not reach the media server, says so in a strip, and offers the test", async () => {
    const { livekitPid } = server;
    process.kill(livekitPid, "SIGSTOP");
    const page = await arrive();
    await page.getByTestId("join").click();
    try {
      await page.getByTestId("call").waitFor();
      await page.getByTestId("strip-test").waitFor({ timeout: 60_000 });
      expect(await page.getByRole("dialog").count()).toBe(0);
      await page.getByTestId("strip-test").click();
      await page.getByTestId("connection-dialog").waitFor();
    } finally {
      process.kill(livekitPid, "SIGCONT");
    }
    await page.getByTestId("reconnecting").waitFor({ state: "hidden", timeout: 60_000 });
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.context().close();
  });

  it("takes another camera for a chosen one that is gone, and says so", async () => {
    const page = await arrive({ kept: { cameraId: "gone", speakerId: "gone" } });
    await page.locator("video").first().waitFor();
    const label = await page.evaluate(async () => {
      const all = await navigator.mediaDevices.enumerateDevices();
      return all.find(({ kind }) => kind === "videoinput")?.label ?? "";
    });
    expect(label).not.toBe("");
    await page.getByTestId("device-notes").getByText(label).waitFor();
    await page.getByTestId("speaker-gone").waitFor();
    await page.context().close();
  });

  it("plays two soft tones on the chosen speaker, and says while they sound", async () => {
    const page = await arrive();
    const select = page.getByLabel("Speaker", { exact: true });
    await until(async () => {
      const count = await select.locator("option").count();
      return count > 1 ? null : "no speaker can be chosen";
    }, 10_000);
    await select.selectOption({ index: 1 });
    const speaker = await select.inputValue();
    await page.getByTestId("speaker-test").click();
    await page.locator('[data-testid=speaker-test][data-state="playing"]').waitFor();
    const heard = await page.evaluate(listenToPlayed, [523.25, 659.25]);
    expect(heard).toEqual({ sinkId: speaker, hertz: [523.25, 659.25] });
    await page.locator('[data-testid=speaker-test][data-state="idle"]').waitFor();
    await page.context().close();
  });

  /** Runs the connection test and gives what it found. */
  async function test(page: Page): Promise<{ verdict: string | null; text: string }> {
    await page.getByTestId("connection-test").click();
    return found(page);
  }

  async function found(page: Page): Promise<{ verdict: string | null; text: string }> {
    const panel = page.locator('[data-testid=connection-panel]:not([data-verdict=""])');
    await panel.waitFor({ timeout: TESTED_WITHIN });
    return { verdict: await panel.getAttribute("data-verdict"), text: await panel.innerText() };
  }

  it("finds that everything gets through where it does", async () => {
    const page = await arrive();
    const { verdict, text } = await test(page);
    expect(text).toContain("Pictures and sound go by UDP");
    expect(verdict).toBe("udp");
    for (const step of ["server", "signalling", "media", "sending", "fallback", "resuming"]) {
      const line = page.getByTestId(`connection-${step}`);
      expect([step, await line.getAttribute("data-state")]).toEqual([step, "passed"]);
    }
    await page.context().close();
  });

  it("finds that UDP is blocked and TCP is not", async () => {
    const without = await open({ more: [NO_UDP] });
    try {
      const { verdict, text } = await test(await arrive({ at: without }));
      expect(text).toContain("cannot get through by UDP; they go by TCP instead");
      expect(verdict).toBe("tcp");
    } finally {
      await without.close();
    }
  });

  it("finds that a proxy swallows the signalling, also when it is tried from the call", async () => {
    const gateway = await Gateway.open(server.url, "/rtc");
    try {
      const link = (links[2] ?? "").replace(server.url, gateway.url);
      const page = await arrive({ link });
      const first = await test(page);
      expect(first.text).toContain("answers 404 in place of the media server");
      expect(first.verdict).toBe("misrouted");
      await page.keyboard.press("Escape");
      await page.getByTestId("join").click();
      await page.getByTestId("call").waitFor();
      await page.getByTestId("strip-test").click();
      expect((await found(page)).verdict).toBe("misrouted");
      await page.context().close();
    } finally {
      await gateway.close();
    }
  });

  it("finds that the media server is down", async () => {
    const page = await arrive({ link: links[3] ?? "" });
    process.kill(server.livekitPid, "SIGSTOP");
    try {
      const { verdict, text } = await test(page);
      expect(text).toContain("You can join all the same");
      expect(verdict).toBe("media-down");
    } finally {
      process.kill(server.livekitPid, "SIGCONT");
    }
    await page.context().close();
  });
});

/** Sets what the browser has been told about camera and microphone, as its settings would. */
async function permissions(page: Page, origin: string) {
  const session = await page.context().newCDPSession(page);
  const browser = await page.context().browser()?.newBrowserCDPSession();
  const { browserContextId = "" } = (await session.send("Target.getTargetInfo")).targetInfo;
  return async (setting: "granted" | "denied") => {
    for (const name of ["camera", "microphone"]) {
      const permission = { name };
      await browser?.send("Browser.setPermission", {
        permission,
        setting,
        origin,
        browserContextId,
      });
    }
  };
}

/** Runs in the page before its own code: devices fail as told, and what is played is kept. */
function installFaults(faults: typeof globalThis.faults): void {
  globalThis.faults = faults;
  globalThis.played = [];
  const native = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (constraints) {
    for (const kind of ["video", "audio"] as const) {
      const fault = globalThis.faults[kind];
      if (constraints?.[kind] && fault) throw new DOMException(fault.message, fault.name);
    }
    return native.call(this, constraints);
  };
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (this instanceof HTMLAudioElement) globalThis.played.push(this);
    return play.call(this);
  };
}

/** Runs in the page: which of the pitches are heard from the last sound, and where it is played. */
async function listenToPlayed(
  asked: readonly number[],
): Promise<{ sinkId: string; hertz: number[] }> {
  const audio = globalThis.played.at(-1) as HTMLAudioElement & { captureStream(): MediaStream };
  const { sinkId } = audio;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 8192;
  context.createMediaStreamSource(audio.captureStream()).connect(analyser);
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  const heard = new Set<number>();
  while (!audio.ended && !audio.paused) {
    analyser.getFloatFrequencyData(spectrum);
    for (const hertz of asked) {
      const bin = Math.round((hertz * analyser.fftSize) / context.sampleRate);
      if (Math.max(...spectrum.slice(bin - 1, bin + 2)) > -60) heard.add(hertz);
    }
    await new Promise((done) => requestAnimationFrame(done));
  }
  await context.close();
  return { sinkId, hertz: [...heard].toSorted((a, b) => a - b) };
}
