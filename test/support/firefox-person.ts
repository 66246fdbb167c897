import type { Browser, Page } from "puppeteer-core";
import { launchFirefox } from "./firefox.ts";
import { nearestColour, signatures } from "./media.ts";
import type { Signature } from "./media.ts";
import { installProbe } from "./probe.ts";
import { colourIn } from "./tile-colour.ts";
import { until } from "./until.ts";

const PATIENCE = 45_000;

const testId = (id: string) => `[data-testid="${id}"]`;

/** Somebody with a Firefox of their own: the abilities of `Person` that a call of both engines needs. */
export class FirefoxPerson {
  readonly name: string;
  readonly page: Page;
  readonly #browser: Browser;
  /** Uncaught errors in the page. */
  readonly complaints: string[] = [];
  id = "";

  private constructor(name: string, browser: Browser, page: Page) {
    this.name = name;
    this.page = page;
    this.#browser = browser;
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  static async arrive({ name, hertz }: Signature): Promise<FirefoxPerson> {
    const browser = await launchFirefox({ hertz });
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(installProbe);
    return new FirefoxPerson(name, browser, page);
  }

  async goHome(): Promise<void> {
    await this.#browser.close();
  }

  /** Opens a personal link and stands at the door. */
  async open(link: string): Promise<void> {
    this.id = new URL(link).pathname.split("/")[3] ?? "";
    await this.page.goto(link);
    await this.page.waitForSelector(testId("join"));
  }

  async join(): Promise<void> {
    await this.page.click(testId("data-saver"));
    await this.page.click(testId("join"));
    await this.page.waitForSelector(testId("call"));
  }

  /** Waits until each of the others, whose cameras show their own colours, is seen in it. */
  async sees(others: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
    await until(async () => {
      for (const other of others) {
        const rgb = await this.page.evaluate(colourIn, other.id);
        const seen = rgb === null ? null : (nearestColour(rgb)?.name ?? null);
        if (seen !== other.name)
          return `${this.name} sees ${seen ?? "nothing"} where ${other.name} should be`;
      }
      return null;
    }, PATIENCE);
  }

  /** Waits until the pitch of each of the others was heard, and gives all that were heard. */
  async hears(others: readonly { readonly name: string }[]): Promise<string[]> {
    const hertz = signatures.map((signature) => signature.hertz);
    let heard: string[] = [];
    await until(async () => {
      const pitches = await this.page.evaluate((all) => globalThis.probe.pitches(all), hertz);
      heard = signatures.filter(({ hertz }) => pitches.includes(hertz)).map(({ name }) => name);
      const missing = others.find(({ name }) => !heard.includes(name));
      return missing ? `${this.name} does not hear ${missing.name}` : null;
    }, PATIENCE);
    return heard;
  }

  /** What has come in so far, by track: frames of the pictures, energy of the sounds. */
  async inbound(): Promise<Map<string, { frames: number; energy: number; kind: string }>> {
    const reports = await this.page.evaluate(() => globalThis.probe.inbound());
    return new Map(reports.map(({ track, ...flow }) => [track, flow]));
  }

  /** Waits until the pictures and sounds of so many others have moved on. */
  async receives(others: number): Promise<void> {
    const before = await this.inbound();
    await until(async () => {
      const grown = [...(await this.inbound())].filter(([track, { frames, energy }]) => {
        const then = before.get(track);
        return frames > (then?.frames ?? 0) || energy > (then?.energy ?? 0);
      });
      const pictures = grown.filter(([, { kind }]) => kind === "video").length;
      const sounds = grown.length - pictures;
      return pictures >= others && sounds >= others
        ? null
        : `${this.name} receives ${pictures} pictures and ${sounds} sounds of ${others}`;
    }, PATIENCE);
  }

  /** The member whose tile is on the stage; null when nobody's is. */
  stage(): Promise<string | null> {
    return this.page.evaluate(() => {
      const on = document.querySelector('[data-testid^="tile-"][data-stage="true"]');
      return on?.getAttribute("data-testid")?.slice("tile-".length) ?? null;
    });
  }

  /** Waits until the page says that the hour is over. */
  async ended(within: number): Promise<void> {
    await this.page.waitForSelector(testId("ended"), { timeout: within });
  }
}
