import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { SessionView } from "@hotseat/shared";
import { launchChromium } from "./chromium.ts";
import { signatures, writePicture } from "./media.ts";
import { createSession } from "./operator.ts";
import { Server } from "./server.ts";
import { until } from "./until.ts";

/** A member's page, in a context of its own. */
export type Guest = { readonly name: string; readonly page: Page };

/**
 * The four of a table in one browser, with cameras off: for what is about pages and not about
 * media. Dewi is the facilitator and sits last.
 */
export class Company {
  readonly server: Server;
  readonly #browser: Browser;
  readonly #others: Browser[] = [];
  readonly #folder: string;
  guests: readonly Guest[] = [];

  private constructor(server: Server, browser: Browser, folder: string) {
    this.server = server;
    this.#browser = browser;
    this.#folder = folder;
  }

  /** @param at the server that they meet at; one of their own is started otherwise. */
  static async meet(at?: Server): Promise<Company> {
    const folder = mkdtempSync(join(tmpdir(), "hotseat-e2e-"));
    const picture = join(folder, "picture.y4m");
    writePicture(picture, signatures[0]);
    const [server, browser] = await Promise.all([
      at ?? Server.create().then((made) => made.start()),
      launchChromium({ picture }),
    ]);
    return new Company(server, browser, folder);
  }

  async newPage(locale = "en-GB", more: BrowserContextOptions = {}): Promise<Page> {
    return this.#pageIn(this.#browser, locale, more);
  }

  /** A page in a browser of its own, whose microphone gives what `write` puts into a file. */
  async newVoice(write: (file: string) => void): Promise<Page> {
    const tone = join(this.#folder, `voice-${this.#others.length}.wav`);
    write(tone);
    const browser = await launchChromium({ tone });
    this.#others.push(browser);
    return this.#pageIn(browser, "en-GB", {});
  }

  async #pageIn(browser: Browser, locale: string, more: BrowserContextOptions): Promise<Page> {
    const context: BrowserContext = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale,
      ...more,
    });
    await context.addInitScript(() => {
      localStorage.setItem("hotseat.choices", JSON.stringify({ cameraOn: false, dataSaver: true }));
    });
    return context.newPage();
  }

  /** Makes a session of so many minutes and brings all four to their doors. */
  async gather(minutes: number): Promise<readonly Guest[]> {
    const operator = await this.newPage();
    const links = await createSession(operator, this.server.operatorLink, minutes);
    await operator.context().close();
    for (const { page } of this.guests) await page.context().close();
    this.guests = await Promise.all(
      signatures.map(async ({ name }, i) => {
        const page = await this.newPage();
        await page.goto(links[i] ?? "");
        await page.getByTestId("join").waitFor();
        return { name, page };
      }),
    );
    return this.guests;
  }

  /** What the server tells a member. */
  async view(page: Page): Promise<SessionView> {
    const url = `/api${new URL(page.url()).pathname.replace(/^\/s\/(.+)\/(.+)$/, "/sessions/$1/members/$2")}`;
    const reply = await page.evaluate(async (path) => (await fetch(path)).json(), url);
    return (reply as { view: SessionView }).view;
  }

  /**
   * Waits until the hour is in a segment whose name begins so, as that page is told.
   * @param forward what somebody does each time that it is not
   */
  async reaches(
    page: Page,
    segment: string,
    within = 60_000,
    forward?: () => Promise<void>,
  ): Promise<void> {
    await until(async () => {
      const { current } = await this.view(page);
      if (current?.startsWith(segment)) return null;
      await forward?.();
      return `the hour is in ${current}, not in ${segment}`;
    }, within);
  }

  async disperse(): Promise<void> {
    await Promise.all([this.#browser, ...this.#others].map((browser) => browser.close()));
    await this.server.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
