import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import { nearestColour, signatures, writeBusyPicture, writePicture, writeTone } from "./media.ts";
import type { Signature } from "./media.ts";
import { installProbe, installWrongDate } from "./probe.ts";
import { until } from "./until.ts";

type Flow = { frames: number; energy: number };

const PATIENCE = 30_000;

/** Somebody with a browser process of their own: what they do and what they perceive. */
export class Person {
  readonly signature: Signature;
  readonly name: string;
  page: Page;
  /** The file that the microphone plays, as it is when the microphone is opened. */
  readonly microphone: string;
  readonly #browser: Browser;
  /** What went wrong in the page: uncaught errors and what the page's policy forbade. */
  readonly complaints: string[] = [];
  /** The LiveKit tokens that the page was given. */
  readonly tokens: string[] = [];
  /** The ids of the session and the member, known from the link. */
  session = "";
  id = "";
  #link = "";

  private constructor(signature: Signature, browser: Browser, page: Page, microphone: string) {
    this.signature = signature;
    this.microphone = microphone;
    this.name = signature.name;
    this.page = page;
    this.#browser = browser;
    this.#watch(page);
  }

  #watch(page: Page): void {
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => this.complaints.push(`${error}`));
    // What a policy forbids is said on the console only.
    page.on("console", (message) => {
      const text = message.text();
      if (message.type() === "error" && /policy|refused to/i.test(text)) this.complaints.push(text);
    });
    page.on("response", async (response) => {
      if (!/\/(join|wait)$/.test(response.url()) || !response.ok()) return;
      const { token } = (await response.json()) as { token: string | null };
      if (token !== null) this.tokens.push(token);
    });
  }

  /**
   * @param folder where the files for camera and microphone are written
   * @param draw writes what the camera shows
   */
  static async arrive(
    signature: Signature,
    folder: string,
    {
      wrongDate = false,
      busy = false,
      draw = busy ? writeBusyPicture : writePicture,
    }: { wrongDate?: boolean; busy?: boolean; draw?: typeof writePicture } = {},
  ): Promise<Person> {
    const picture = join(folder, `${signature.name}.y4m`);
    const tone = join(folder, `${signature.name}.wav`);
    draw(picture, signature);
    writeTone(tone, signature);
    const browser = await launchChromium({ picture, tone });
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: "en-GB",
    });
    await context.addInitScript(installProbe);
    if (wrongDate) await context.addInitScript(installWrongDate);
    return new Person(signature, browser, await context.newPage(), tone);
  }

  async goHome(): Promise<void> {
    await this.#browser.close();
  }

  /** The page's process dies without a word, as in a crash or when a battery is empty. */
  async crash(): Promise<void> {
    const gone = this.page.waitForEvent("crash");
    // The navigation never ends: that is the point of it.
    this.page.goto("chrome://crash").catch(() => {});
    await gone;
  }

  /** Opens the link once more in a new page, and enters. */
  async comeBack(): Promise<void> {
    const dead = this.page;
    this.page = await dead.context().newPage();
    this.#watch(this.page);
    await dead.close();
    await this.open(this.#link);
    await this.join();
  }

  /** Opens a personal link and stands at the door. */
  async open(link: string): Promise<void> {
    this.#link = link;
    const [session = "", id = ""] = new URL(link).pathname.split("/").slice(2);
    this.session = session;
    this.id = id;
    await this.page.goto(link);
    await this.page.getByTestId("join").waitFor();
  }

  async join({ dataSaver = true } = {}): Promise<void> {
    await this.page.getByTestId("data-saver").setChecked(dataSaver);
    await this.page.getByTestId("join").click();
    await this.page.getByTestId("call").waitFor();
  }

  /** Sends a request as this person's page would, and gives status and body. */
  async request(path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const url = `/api/sessions/${this.session}/members/${this.id}${path}`;
    return this.page.evaluate(
      async ([url, body]) => {
        const init = body
          ? {
              method: "POST",
              headers: { "content-type": "application/json" },
              body: JSON.stringify(body),
            }
          : {};
        const response = await fetch(url, init);
        return { status: response.status, body: await response.json() };
      },
      [url, body] as const,
    );
  }

  tile(other: Person) {
    return this.page.getByTestId(`tile-${other.id}`);
  }

  /** Whose colour the tile of `other` shows; null while it shows none. */
  async colourOf(other: Person): Promise<string | null> {
    const rgb = await this.page.evaluate((id) => {
      const video = document.querySelector<HTMLVideoElement>(`[data-testid="tile-${id}"] video`);
      if (!video || video.readyState < 2 || video.videoWidth === 0) return null;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 8;
      const context = canvas.getContext("2d");
      if (!context) return null;
      context.drawImage(video, 0, 0, 8, 8);
      const { data } = context.getImageData(0, 0, 8, 8);
      const sum: [number, number, number] = [0, 0, 0];
      for (let i = 0; i < data.length; i += 4) {
        sum[0] += (data[i] ?? 0) / 64;
        sum[1] += (data[i + 1] ?? 0) / 64;
        sum[2] += (data[i + 2] ?? 0) / 64;
      }
      return sum;
    }, other.id);
    return rgb === null ? null : (nearestColour(rgb)?.name ?? null);
  }

  /** Waits until every one of `others` is seen in their own colour. */
  async sees(others: readonly Person[], within = PATIENCE): Promise<void> {
    await until(async () => {
      for (const other of others) {
        const seen = await this.colourOf(other);
        if (seen !== other.name)
          return `${this.name} sees ${seen ?? "nothing"} where ${other.name} should be`;
      }
      return null;
    }, within);
  }

  /** Waits until the pitch of every one of `others` was heard, and gives all that were heard. */
  async hears(others: readonly Pick<Person, "name">[], within = PATIENCE): Promise<string[]> {
    let heard: string[] = [];
    await until(async () => {
      const hertz = signatures.map((signature) => signature.hertz);
      const pitches = await this.page.evaluate((all) => globalThis.probe.pitches(all), hertz);
      heard = signatures
        .filter((signature) => pitches.includes(signature.hertz))
        .map(({ name }) => name);
      const missing = others.find(({ name }) => !heard.includes(name));
      return missing ? `${this.name} does not hear ${missing.name}` : null;
    }, within);
    return heard;
  }

  /** What has come in so far, by track: frames of the pictures, energy of the sounds. */
  async inbound(): Promise<Map<string, Flow & { kind: string }>> {
    const reports = await this.page.evaluate(() => globalThis.probe.inbound());
    return new Map(reports.map(({ track, ...flow }) => [track, flow]));
  }

  /** Waits until three pictures and three sounds have grown since they were first looked at. */
  async receives(others: number, within = PATIENCE): Promise<void> {
    const before = await this.inbound();
    await until(async () => {
      const now = await this.inbound();
      const growing = { video: 0, audio: 0 };
      for (const [track, { kind, frames, energy }] of now) {
        const then = before.get(track);
        if (kind === "video" && frames > (then?.frames ?? 0)) growing.video += 1;
        if (kind === "audio" && energy > (then?.energy ?? 0)) growing.audio += 1;
      }
      if (growing.video >= others && growing.audio >= others) return null;
      return `${this.name} receives ${growing.video} pictures and ${growing.audio} sounds of ${others}`;
    }, within);
  }

  /**
   * From how many people sound comes in, over the time in which every picture moves on by some
   * frames. A microphone that is off sends next to nothing, not nothing at all.
   */
  async hearsHowMany(within = PATIENCE): Promise<number> {
    const before = await this.inbound();
    await until(async () => {
      for (const [track, { kind, frames }] of await this.inbound()) {
        const moved = frames - (before.get(track)?.frames ?? 0);
        if (kind === "video" && moved < 20)
          return `a picture of ${this.name}'s moved on by ${moved}`;
      }
      return null;
    }, within);
    const grown = [...(await this.inbound())].map(
      ([track, { energy }]) => energy - (before.get(track)?.energy ?? 0),
    );
    return grown.filter((energy) => energy > Math.max(...grown) / 100).length;
  }

  /** The member whose tile is on the stage; null when nobody's is. */
  async stage(): Promise<string | null> {
    const on = this.page.locator('[data-testid^="tile-"][data-stage="true"]');
    const id = (await on.count()) === 0 ? null : await on.first().getAttribute("data-testid");
    return id === null ? null : id.slice("tile-".length);
  }

  /** The time left of the whole hour as the page shows it, in whole seconds. */
  async hourLeft(): Promise<number> {
    const text = (await this.page.getByTestId("hour-left").first().textContent()) ?? "";
    const [minutes = NaN, seconds = NaN] = (/(\d+):(\d\d)/.exec(text) ?? []).slice(1).map(Number);
    return minutes * 60 + seconds;
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }
}
