import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signatures } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { segmenter } from "../support/segmenter.ts";
import { Server } from "../support/server.ts";
import {
  contrasts,
  countPictures,
  installSitterWatch,
  roomBecomes,
  writeSitter,
} from "../support/sitter.ts";
import type { Contrasts } from "../support/sitter.ts";
import { until } from "../support/until.ts";

const MINUTES = 30;

/**
 * What is sharp has at least this contrast and what is blurred at most that, in stripes of which
 * every other one is lighter by 50 (`writeSitter`): half of what it is without any blur, and a fifth.
 */
const SHARP = 15;
const BLURRED = 6;

function middleOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** Chromium's, which TypeScript does not know. */
type Frames = new (init: object) => { readonly readable: ReadableStream<VideoFrame> };

/**
 * Runs in a page before its own code: cameras give the processor their first picture a second late. The
 * processor passes it on as it is, and by then a camera that did not wait for its blur would be sent.
 */
function installLateCameras(): void {
  const here = globalThis as unknown as { MediaStreamTrackProcessor: Frames };
  here.MediaStreamTrackProcessor = class extends here.MediaStreamTrackProcessor {
    constructor(init: object) {
      super(init);
      const late = new Promise((resolve) => setTimeout(resolve, 1_000));
      const held = new TransformStream<VideoFrame, VideoFrame>({
        async transform(frame, controller) {
          await late;
          controller.enqueue(frame);
        },
      });
      Object.defineProperty(this, "readable", { value: this.readable.pipeThrough(held) });
    }
  };
}

/* Somebody who has chosen blur on another day, and somebody who must not see their room. */
describe("a room that is to be blurred", () => {
  let folder: string;
  let server: Server;
  let ayu: Person;
  let dewi: Person;
  /** Lets the model through, on which the browser has been kept waiting. */
  let letThrough: () => void;
  /** What Ayu's page has asked for since there is a model. */
  const requests: string[] = [];
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
    // As an operator would, except that it is not a model.
    writeFileSync(join(server.folder, "selfie_segmenter.tflite"), "not a model");
    [ayu, dewi] = await Promise.all([
      Person.arrive(one, folder, { draw: writeSitter }),
      Person.arrive(four, folder),
    ]);
    for (const { page } of [ayu, dewi]) await page.addInitScript(installSitterWatch);
    await ayu.page.addInitScript(installLateCameras);
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

  /** The room in every single picture, whoever sits in it in most: a person who moves comes sharp by and by. */
  const expectBlurred = ({ person, room }: Contrasts) => {
    console.log(
      `room ${middleOf(room).toFixed(1)}, at most ${Math.max(...room).toFixed(1)};`,
      `person ${middleOf(person).toFixed(1)}; ${room.length} pictures`,
    );
    expect(Math.max(...room)).toBeLessThan(BLURRED);
    expect(middleOf(person)).toBeGreaterThan(SHARP);
  };

  it("is seen blurred from the first picture on, and whoever sits in it sharp", async () => {
    const { page } = ayu;
    writeFileSync(join(server.folder, "selfie_segmenter.tflite"), segmenter());
    const from = await countPictures(dewi.page, "received");
    page.on("request", (request) => requests.push(request.url()));
    await page.reload();
    await page.getByTestId("join").waitFor();
    await ayu.join({ dataSaver: false });
    expectBlurred(await contrasts(dewi.page, "received", from));
    expectBlurred(await contrasts(page, "sent", 0));
    expect(await dewi.page.getByTestId("seal").getAttribute("data-state")).toBe("sealed");
  });

  it("is blurred by what comes from this server alone, in a page that is isolated", async () => {
    const paths = requests.map((url) => new URL(url).pathname);
    expect(paths).toContain("/models/selfie_segmenter.tflite");
    const engine = paths.filter((path) => path.startsWith("/assets/mediapipe-"));
    expect(engine.map((path) => path.split(".").at(-1))).toEqual(["js", "wasm"]);
    for (const url of requests) expect(new URL(url).origin, url).toBe(server.url);
    expect(await ayu.page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  it("is seen blurred again after the camera was off, and never otherwise", async () => {
    const { page } = ayu;
    await page.getByTestId("camera").click();
    await until(
      async () => ((await dewi.colourOf(ayu)) === null ? null : "Dewi still sees Ayu"),
      10_000,
    );
    const from = await countPictures(dewi.page, "received");
    const fromSent = await countPictures(page, "sent");
    await page.getByTestId("camera").click();
    expectBlurred(await contrasts(dewi.page, "received", from));
    expectBlurred(await contrasts(page, "sent", fromSent));
  });

  it("is seen as it is once the blur is turned off, and blurred once it is turned on", async () => {
    const { page } = ayu;
    const turn = async (on: boolean) => {
      await page.getByLabel("Choose camera").click();
      await page.getByTestId("blur").setChecked(on, { force: true });
      await page.keyboard.press("Escape");
    };
    const before = await countPictures(dewi.page, "received");
    await turn(false);
    const bare = await contrasts(
      dewi.page,
      "received",
      await roomBecomes(dewi.page, before, (contrast) => contrast > SHARP),
    );
    expect(middleOf(bare.room)).toBeGreaterThan(SHARP);
    expect(middleOf(bare.person)).toBeGreaterThan(SHARP);
    const after = await countPictures(dewi.page, "received");
    await turn(true);
    expectBlurred(
      await contrasts(
        dewi.page,
        "received",
        await roomBecomes(dewi.page, after, (contrast) => contrast < BLURRED),
      ),
    );
  });

  it("left no page with an error", () => {
    for (const person of [ayu, dewi]) expect(person.complaints, person.name).toEqual([]);
  });
});
