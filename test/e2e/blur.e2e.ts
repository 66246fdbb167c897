import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nearestColour, signatures } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const MINUTES = 30;

/** What the blur of this test makes of every picture. */
const BLURRED = signatures[2];

/**
 * Runs in Ayu's page in place of engine and model, which cannot be shipped. As theirs, its first
 * pictures are not blurred yet; from then on all are of one colour, also of a camera that was off.
 */
async function engine(
  track: { setProcessor(processor: object): Promise<void> },
  onBlurred?: () => void,
): Promise<void> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const begun = performance.now();
  const processor = {
    name: "one-colour",
    processedTrack: undefined as MediaStreamTrack | undefined,
    async init() {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: 320, height: 180 });
      const pen = canvas.getContext("2d");
      timer = setInterval(() => {
        const blurred = performance.now() - begun > 700;
        if (pen) pen.fillStyle = blurred ? "rgb(50 70 210)" : "rgb(200 40 40)";
        pen?.fillRect(0, 0, 320, 180);
        if (blurred) onBlurred?.();
      }, 50);
      processor.processedTrack = canvas.captureStream(20).getVideoTracks()[0];
    },
    async restart() {
      await processor.destroy();
      await processor.init();
    },
    async destroy() {
      clearInterval(timer);
      processor.processedTrack?.stop();
    },
  };
  await track.setProcessor(processor);
}

declare global {
  var coloursSeen: [number, number, number][];
}

/** Runs in a page: notes from now on what is in the middle of a member's tile. */
function noteColours(id: string): void {
  globalThis.coloursSeen = [];
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  setInterval(() => {
    const video = document.querySelector<HTMLVideoElement>(`[data-testid="tile-${id}"] video`);
    if (!pen || !video || video.readyState < 2) return;
    pen.drawImage(video, 0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = pen.getImageData(0, 0, 1, 1).data;
    globalThis.coloursSeen.push([r, g, b]);
  }, 30);
}

/* Somebody who has chosen blur on another day, and somebody who must not see their room. */
describe("a room that is to be blurred", () => {
  let folder: string;
  let server: Server;
  let ayu: Person;
  let dewi: Person;
  /** Lets the model through, on which the browser has been kept waiting. */
  let letThrough: () => void;
  /** How often the browser has asked for the model. */
  let asked = 0;

  const line = (kind: string) => ayu.page.getByTestId(`health-${kind}`);
  const cameraIsOn = () => ayu.page.getByTestId("camera").getAttribute("data-on");
  /** Pictures that have left Ayu's page so far. */
  const sent = async () =>
    (await ayu.page.evaluate(() => globalThis.probe.streams()))
      .filter(({ direction, kind }) => direction === "out" && kind === "video")
      .reduce((sum, { frames }) => sum + frames, 0);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hotseat-e2e-"));
    const [one, , , four] = signatures;
    server = await (await Server.create()).start();
    // As an operator would, except that it is not a model: none can be shipped with the tests.
    writeFileSync(join(server.folder, "selfie_segmenter.tflite"), "not a model");
    [ayu, dewi] = await Promise.all([Person.arrive(one, folder), Person.arrive(four, folder)]);
    await ayu.page.addInitScript(() => {
      if (localStorage.getItem("hotseat.choices") === null)
        localStorage.setItem("hotseat.choices", JSON.stringify({ blur: true }));
    });
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await ayu.page.route("**/models/*", async (route) => {
      if (route.request().method() === "GET") {
        asked += 1;
        await held;
      }
      await route.continue();
    });
    const links = await createSession(dewi.page, server.operatorLink, MINUTES);
    await ayu.open(links[0] ?? "");
    await dewi.open(links[3] ?? "");
    await dewi.join();
  });

  afterAll(async () => {
    await Promise.all([ayu.goHome(), dewi.goHome()]);
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is said at the mirror, which shows it as it is", async () => {
    await ayu.page.getByTestId("device-notes").getByText("blurred for the others").waitFor();
  });

  it("is not seen while its blur is still loaded, which is said", async () => {
    await ayu.join();
    await dewi.hears([ayu]);
    await line("blurring").waitFor();
    expect(await sent()).toBe(0);
    expect(await dewi.colourOf(ayu)).toBeNull();
    // Not in the own tile either: that is what the others will see.
    expect(await ayu.colourOf(ayu)).toBeNull();
  });

  it("is not seen when the blur cannot be made, which is said with a way out", async () => {
    letThrough();
    await line("unblurred").waitFor();
    expect(await cameraIsOn()).toBe("false");
    expect(await sent()).toBe(0);
    // Another try goes the same way.
    const before = asked;
    await ayu.page.getByTestId("camera").click();
    await until(async () => (asked > before ? null : "nobody asks for the model again"), 10_000);
    await line("unblurred").waitFor();
    expect(await cameraIsOn()).toBe("false");
    expect(await sent()).toBe(0);
    expect(await dewi.colourOf(ayu)).toBeNull();
  });

  it("is seen once its member says so", async () => {
    await ayu.page.getByTestId("mend").click();
    await line("unblurred").waitFor({ state: "detached" });
    await dewi.sees([ayu]);
    expect(await cameraIsOn()).toBe("true");
  });

  it("is not seen either when blur is chosen while the camera is off", async () => {
    const { page } = ayu;
    await page.getByTestId("camera").click();
    await until(
      async () => ((await dewi.colourOf(ayu)) === null ? null : "Dewi still sees Ayu"),
      10_000,
    );
    const before = await sent();
    await page.getByLabel("Choose camera").click();
    await page.getByTestId("blur").setChecked(true, { force: true });
    await page.keyboard.press("Escape");
    await page.getByTestId("camera").click();
    await line("unblurred").waitFor();
    expect(await sent()).toBe(before);
    expect(await dewi.colourOf(ayu)).toBeNull();
  });

  it("is seen blurred from the first picture on, and after the camera was off", async () => {
    const { page } = ayu;
    await page.route(/\/assets\/blur-[\w-]{8}\.js$/, (route) =>
      route.fulfill({ contentType: "text/javascript", body: `export const blur = ${engine};` }),
    );
    await dewi.page.evaluate(noteColours, ayu.id);
    await page.reload();
    await page.getByTestId("join").waitFor();
    await ayu.join();
    const blurred = async () =>
      (await dewi.colourOf(ayu)) === BLURRED.name ? null : "Dewi does not see Ayu blurred";
    await until(blurred, 20_000);
    await page.getByTestId("camera").click();
    await until(
      async () => ((await dewi.colourOf(ayu)) === null ? null : "Dewi still sees Ayu"),
      10_000,
    );
    await page.getByTestId("camera").click();
    await until(blurred, 20_000);
    const seen = (await dewi.page.evaluate(() => globalThis.coloursSeen)).map(
      (rgb) => nearestColour(rgb)?.name,
    );
    expect(seen).toContain(BLURRED.name);
    expect(seen).not.toContain(ayu.name);
  });

  it("left no page with an error", () => {
    for (const person of [ayu, dewi]) expect(person.complaints, person.name).toEqual([]);
  });
});
