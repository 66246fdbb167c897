import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { CommandRequest, SessionView } from "@hotseat/shared";
import { launchChromium } from "../support/chromium.ts";
import { signatures, writeSilence, writeTone } from "../support/media.ts";
import { readLinks } from "../support/operator.ts";
import { portraits, writePortrait } from "../support/portrait.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";
import { Camera } from "./camera.ts";

/** Somebody of a group: how they are called and what their browser is like. */
export type Cast = {
  readonly name: string;
  readonly locale?: string;
  /** Runs in their page before the product's own code. */
  readonly before?: () => void;
  /** A microphone that gives nothing at all. */
  readonly silent?: boolean;
  /** Without a camera, only initials are seen. */
  readonly cameraOff?: boolean;
  readonly switches?: readonly string[];
};

export const four: readonly Cast[] = signatures.map(({ name }) => ({ name }));

/** How long a page may take to show what it should, in ms. */
const PATIENCE = 30_000;

/** A server, and people with a browser and a drawn face each. */
export class Studio {
  readonly camera: Camera;
  server!: Server;
  readonly #folder: string;
  readonly #browsers: Browser[] = [];

  private constructor(camera: Camera) {
    this.camera = camera;
    this.#folder = mkdtempSync(join(tmpdir(), "hotseat-screens-"));
  }

  static async open(camera: Camera): Promise<Studio> {
    const studio = new Studio(camera);
    studio.server = await (await Server.create()).start();
    return studio;
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    await this.server.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A page in a browser of its own. `place` decides whose face the camera shows. */
  async arrive(how: Cast, place = 0): Promise<Page> {
    const portrait = portraits[place % portraits.length];
    const signature = signatures[place % signatures.length];
    if (!portrait || !signature) throw new Error("there is nobody to draw");
    const [picture, tone] = [
      join(this.#folder, `${place}.y4m`),
      join(this.#folder, `${place}.wav`),
    ];
    writePortrait(picture, portrait);
    if (how.silent) writeSilence(tone);
    else writeTone(tone, signature);
    const browser = await launchChromium({
      picture,
      tone,
      more: ["--hide-scrollbars", ...(how.switches ?? [])],
    });
    this.#browsers.push(browser);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: how.locale ?? "en-GB",
    });
    await context.addInitScript(
      (choices) => localStorage.setItem("hotseat.choices", JSON.stringify(choices)),
      { cameraOn: !how.cameraOff, dataSaver: place !== 0 },
    );
    if (how.before) await context.addInitScript(how.before);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    return page;
  }

  /** Fills in the operator's form for these people; the last of them is the facilitator. */
  async fill(page: Page, minutes: number, names: readonly string[]): Promise<void> {
    await page.goto(this.server.operatorLink);
    await page.getByTestId("member-name-0").waitFor();
    for (let rows: number = signatures.length; rows < names.length; rows += 1)
      await page.getByTestId("member-add").click();
    for (let rows: number = signatures.length; rows > names.length; rows -= 1)
      await page.getByTestId(`member-remove-${rows - 1}`).click();
    for (const [i, name] of names.entries()) await page.getByTestId(`member-name-${i}`).fill(name);
    await page.getByTestId(`facilitator-${names.length - 1}`).check({ force: true });
    // Six seats are too many for an hour; every other one sits then.
    const halves = page.getByTestId("halves");
    if ((await halves.count()) > 0) await halves.check();
    if (minutes === 60) return page.getByTestId("hour-60").check({ force: true });
    await page.getByTestId("hour-own").check({ force: true });
    await page.getByTestId("hour-own-minutes").fill(String(minutes));
  }

  /** Makes a session and brings everybody to their door. */
  async gather(minutes: number, cast: readonly Cast[] = four): Promise<Page[]> {
    const pages = await Promise.all(cast.map((each, i) => this.arrive(each, i)));
    const operator = pages.at(-1);
    if (!operator) throw new Error("nobody is there");
    const names = cast.map(({ name }) => name);
    await this.fill(operator, minutes, names);
    const links = await readLinks(operator, names.length);
    await Promise.all(
      pages.map(async (page, i) => {
        await page.goto(links[i] ?? "");
        await page.getByTestId("join").waitFor();
      }),
    );
    return pages;
  }

  async join(...pages: readonly Page[]): Promise<void> {
    for (const page of pages) {
      await page.getByTestId("join").click();
      await page.getByTestId("call").waitFor();
    }
  }

  /** The facilitator starts the hour once all these are known to be there. */
  async start(chair: Page, there: number): Promise<void> {
    await until(async () => {
      const here = (await this.view(chair)).members.filter((member) => member.here).length;
      return here >= there ? null : `${here} of ${there} are here`;
    }, PATIENCE);
    await chair.getByTestId("primary").click();
    await until(
      async () =>
        (await this.view(chair)).status === "running" ? null : "the hour has not started",
      5_000,
    );
  }

  /** What the server tells a member. */
  async view(page: Page): Promise<SessionView> {
    const reply = await page.evaluate(async (path) => (await fetch(path)).json(), pathOf(page));
    return (reply as { view: SessionView }).view;
  }

  /** Moves on as the facilitator, who takes the chair back if it was lost, until the hour is in that very segment. */
  async bringTo(chair: Page, segment: string, within = 60_000): Promise<void> {
    let answer = "";
    await until(async () => {
      const { current, action, offers } = await this.view(chair);
      if (current === segment) return null;
      if (offers.takeChair) answer = await command(chair, { type: "take-chair" });
      else if (action?.type === "advance")
        answer = await command(chair, { type: "advance", segment: action.segment });
      return `the hour is in ${current}, not in ${segment}; the last answer was ${answer}`;
    }, within);
  }

  /** Waits until a page shows so many pictures. */
  async sees(page: Page, pictures: number): Promise<void> {
    await until(async () => {
      const seen = await page.evaluate(
        () =>
          [...document.querySelectorAll("video")].filter(({ videoWidth }) => videoWidth > 0).length,
      );
      return seen >= pictures ? null : `${seen} of ${pictures} pictures`;
    }, 60_000);
  }
}

function pathOf(page: Page): string {
  const [session, member] = new URL(page.url()).pathname.split("/").slice(2);
  return `/api/sessions/${session}/members/${member}`;
}

/** Sends a command as the page would, and gives the server's answer. */
async function command(page: Page, asked: CommandRequest): Promise<string> {
  return page.evaluate(
    async ([url, body]) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(url, { method: "POST", headers, body })).text();
    },
    [`${pathOf(page)}/commands`, JSON.stringify(asked)] as const,
  );
}
