import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";

type Scheme = "light" | "dark";

const sizes = {
  "1280x800": { width: 1280, height: 800 },
  "390x844": { width: 390, height: 844 },
  "844x390": { width: 844, height: 390 },
} as const;
type Size = keyof typeof sizes;

/** Laptop and phone; the phone on its side only where it is asked for. */
const usual: readonly Size[] = ["1280x800", "390x844"];

/** Of 100. Below 80 letters get a halo; WebP keeps all pictures of the docs together below 6 MB. */
const QUALITY = 86;

type Framing = {
  /** The schemes to take it in; the call is dark in either. */
  readonly schemes?: readonly Scheme[];
  readonly sizes?: readonly Size[];
};

/** Takes pages at the sizes of a laptop and a phone, into one folder. */
export class Camera {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** Takes a page that is light by day and dark by night. */
  async page(page: Page, name: string, { schemes = ["light", "dark"], ...rest }: Framing = {}) {
    await this.#take(page, name, { schemes, ...rest });
  }

  /** Takes the call, which is always dark. */
  async call(page: Page, name: string, framing: Omit<Framing, "schemes"> = {}) {
    await this.#take(page, name, { schemes: ["dark"], ...framing });
    // On a slow machine the hour may have ended meanwhile.
    if (!(await page.getByTestId("call").isVisible()))
      throw new Error(`${name} is not of the call`);
  }

  /** Takes the window that stands above all others, at the size it is asked for (web/src/call/pip.tsx). */
  async small(page: Page, name: string): Promise<void> {
    await page.setViewportSize({ width: 400, height: 225 });
    const session = await page.context().newCDPSession(page);
    await this.#shoot(page, session, `${name}-dark`);
    await session.detach();
  }

  async #take(page: Page, name: string, framing: Framing): Promise<void> {
    await page.locator("h1, [data-testid=call]").first().waitFor();
    const session = await page.context().newCDPSession(page);
    for (const size of framing.sizes ?? usual) {
      await page.setViewportSize(sizes[size]);
      for (const colorScheme of framing.schemes ?? []) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await this.#shoot(page, session, `${name}-${size}-${colorScheme}`);
      }
    }
    await session.detach();
    await page.setViewportSize(sizes["1280x800"]);
  }

  async #shoot(page: Page, session: CDPSession, name: string): Promise<void> {
    await drawn(page);
    const shot = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
    writeFileSync(join(this.#folder, `${name}.webp`), Buffer.from(shot.data, "base64"));
  }
}

/** Waits for the typeface, and two frames: one for the layout of the new size, one for what it draws. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}
