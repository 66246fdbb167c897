import { createDecipheriv, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { installKeyWatch, installUnsealedView } from "../support/cheats.ts";
import { Eavesdropper } from "../support/eavesdropper.ts";
import { framesOf, installFrameTap } from "../support/frame-tap.ts";
import { signatures } from "../support/media.ts";
import { formsOfKey, formsOfText, searchBytes } from "../support/memory.ts";
import { createSession } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const MINUTES = 30;

const kinds = ["video", "audio"] as const;

/** How many frames are looked at: some seconds of a camera. */
const ENOUGH = 30;

/** Everything that a page sends to the server and gets from it in messages: stream and signalling. */
class Wire {
  readonly messages: Buffer[] = [];
  readonly sockets: string[] = [];

  constructor(page: Page) {
    const hear = ({ payload }: { payload: string | Buffer }) =>
      this.messages.push(Buffer.from(payload));
    page.on("websocket", (socket) => {
      this.sockets.push(new URL(socket.url()).pathname);
      socket.on("framesent", hear).on("framereceived", hear);
    });
    page.on("request", (request) =>
      this.messages.push(request.postDataBuffer() ?? Buffer.alloc(0)),
    );
  }

  get bytes(): Buffer {
    return Buffer.concat(this.messages);
  }
}

async function say({ page }: Person, text: string): Promise<void> {
  const input = page.getByTestId("message-input");
  if (!(await input.isVisible())) await page.getByTestId("chat").click();
  await input.fill(text);
  await page.getByTestId("message-send").click();
}

async function reads({ page }: Person, text: string): Promise<void> {
  const list = page.getByTestId("messages");
  if (!(await list.isVisible())) await page.getByTestId("chat").click();
  await list.getByText(text).waitFor();
}

async function hasBadge({ name, page }: Person, state: string): Promise<void> {
  await until(async () => {
    const shown = await page.getByTestId("seal").getAttribute("data-state");
    return shown === state ? null : `${name}'s badge says ${shown}`;
  }, 30_000);
}

/** The key that a page has derived under a name. */
async function keyOf({ page }: Person, name: string): Promise<Buffer> {
  const seen = await page.evaluate(() => [...keysSeen]);
  const [key] = seen.find(([, use]) => use === name) ?? [];
  if (key === undefined) throw new Error(`no ${name}`);
  return Buffer.from(key, "base64");
}

const PIECE = { from: 16, to: 40 };

/**
 * A piece of each frame that an encoder gave, from behind the ten bytes at most that stay readable
 * (docs/decisions/0013-sealed-calls.md). Shorter frames say nothing.
 */
function piecesOf(frames: readonly Buffer[]): Buffer[] {
  const long = frames.filter(({ length }) => length >= PIECE.to);
  return long.map((frame) => frame.subarray(PIECE.from, PIECE.to));
}

/** How many of the pieces are somewhere in what LiveKit sent. */
function foundIn(sent: Buffer, pieces: readonly Buffer[]): number {
  return pieces.filter((piece) => sent.includes(piece)).length;
}

/** What is under an envelope, as docs/protocol.md says it; null when the key does not open it. */
function opened(envelope: string, key: Buffer): string | null {
  const [epoch = "", text = ""] = envelope.split(".");
  const box = Buffer.from(text, "base64url");
  const cipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, 12));
  cipher.setAAD(Buffer.from(`hotseat text v1 ${epoch}`)).setAuthTag(box.subarray(-16));
  try {
    return Buffer.concat([cipher.update(box.subarray(12, -16)), cipher.final()]).toString();
  } catch {
    return null;
  }
}

/* Whoever runs the server does with it what they can. The tests stand in the order of the story. */
describe("a server that would like to read along", () => {
  let folder: string;
  let server: Server;
  let ayu: Person;
  let budi: Person;
  let dewi: Person;
  let listener: Eavesdropper;
  let wire: Wire;
  let links: string[];
  /** What the server told Ayu of the keys while Budi was there. */
  let before: unknown;
  const saying = () => `the key is under pot ${randomBytes(9).toString("hex")}`;
  const [first, second] = [saying(), saying()];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hotseat-e2e-"));
    const [one, two, , four] = signatures;
    server = await (await Server.create()).start();
    [ayu, budi, dewi] = await Promise.all([
      Person.arrive(one, folder),
      Person.arrive(two, folder),
      Person.arrive(four, folder),
    ]);
    for (const { page } of [ayu, budi, dewi]) await page.addInitScript(installKeyWatch);
    await ayu.page.addInitScript(installFrameTap);
    wire = new Wire(ayu.page);
    listener = await Eavesdropper.arrive(server);
    links = await createSession(dewi.page, server.operatorLink, MINUTES);
    await ayu.open(links[0] ?? "");
    await budi.open(links[1] ?? "");
    await dewi.open(links[3] ?? "");
    await Promise.all([ayu, budi, dewi].map((person) => person.join()));
    await budi.sees([ayu, dewi]);
    await dewi.sees([ayu, budi]);
  });

  afterAll(async () => {
    await Promise.all([ayu, budi, dewi].map((person) => person.goHome()));
    await listener.leave();
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("gets pictures and sounds from LiveKit in which there is nothing of what the encoders gave", async () => {
    await listener.join(server, budi.id);
    for (const kind of kinds) {
      const got = await framesOf(listener.page, { kind, sent: false }, ENOUGH * 3);
      const given = piecesOf(await framesOf(ayu.page, { kind, sent: true }, ENOUGH));
      console.log(`${kind}: ${got.length} frames from LiveKit, ${given.length} of Ayu's encoder`);
      expect(given.length).toBeGreaterThan(ENOUGH / 2);
      expect(foundIn(Buffer.concat(got), given)).toBe(0);
    }
    expect((await listener.sees()).filter((name) => name !== null)).toEqual([]);
  });

  it("would see all of it with the key of the call, which is what it does not have", async () => {
    const material = await keyOf(budi, "hotseat media key v1 1");
    await listener.join(server, ayu.id, { epoch: 1, material });
    await until(async () => {
      const seen = await listener.sees();
      return ["Ayu", "Budi", "Dewi"].every((name) => seen.includes(name))
        ? null
        : `with the key it sees ${seen.join(", ")}`;
    }, 30_000);
  });

  it("has neither keys nor words in what goes through it, stream and signalling", async () => {
    await say(ayu, first);
    await reads(budi, first);
    const keys = await ayu.page.evaluate(() => [...keysSeen]);
    expect(keys.length).toBeGreaterThan(4);
    const [secret = ""] = new URL(links[0] ?? "").hash.slice(1).split(".");
    const needles = [
      ...formsOfKey("link", Buffer.from(secret, "base64url")),
      ...keys.flatMap(([key, use]) => formsOfKey(use, Buffer.from(key, "base64"))),
      ...formsOfText("what Ayu wrote", first),
    ];
    const { bytes, sockets } = wire;
    console.log(
      `${bytes.length} bytes of ${sockets.join(", ")} searched for ${needles.length} forms`,
    );
    expect(sockets.some((path) => path.startsWith("/rtc"))).toBe(true);
    expect(sockets.some((path) => path.endsWith("/stream"))).toBe(true);
    expect(searchBytes(bytes, needles)).toEqual([]);
  });

  it("leaves the others in the call under a new key when somebody is removed", async () => {
    before = (await ayu.request("/seal")).body;
    await dewi.page.getByTestId("menu-chair").click();
    await dewi.page.getByTestId(`remove-${budi.id}`).click();
    await dewi.page.getByTestId("confirm-remove").click();
    const removed = performance.now();
    await budi.page.getByText("You were removed from this hour.").waitFor();
    await until(async () => {
      const epochs = await Promise.all(
        [ayu, dewi].map(
          async (person) => ((await person.request("/seal")).body as { epoch: number }).epoch,
        ),
      );
      return epochs.every((epoch) => epoch === 2) ? null : `the epochs are ${epochs.join()}`;
    }, 5_000);
    await Promise.all([ayu, dewi].map((person) => person.receives(1, 10_000)));
    await ayu.sees([dewi]);
    await dewi.sees([ayu]);
    console.log(
      `picture and sound under the new key after ${((performance.now() - removed) / 1000).toFixed(1)} s`,
    );
    for (const person of [ayu, dewi]) await hasBadge(person, "sealed");
    expect((await budi.request("/seal")).status).toBe(403);
  });

  it("does not help whoever was removed: the keys they had open neither pictures nor words", async () => {
    const material = await keyOf(budi, "hotseat media key v1 1");
    await listener.join(server, dewi.id, { epoch: 1, material });
    await framesOf(listener.page, { kind: "video", sent: false }, ENOUGH * 3);
    expect((await listener.sees()).filter((name) => name !== null)).toEqual([]);
    const newer = await keyOf(ayu, "hotseat media key v1 2");
    await listener.join(server, dewi.id, { epoch: 2, material: newer });
    await until(
      async () => ((await listener.sees()).includes("Ayu") ? null : "the new key does not open it"),
      30_000,
    );

    await say(ayu, second);
    await reads(dewi, second);
    const wired = wire.bytes.toString("latin1");
    const envelopes = [...new Set(wired.match(/\b2\.[A-Za-z0-9_-]{60,}/g))];
    const under = (key: Buffer) => envelopes.map((envelope) => opened(envelope, key));
    expect(under(await keyOf(ayu, "hotseat text key v1 2"))).toContain(second);
    for (const [key] of await budi.page.evaluate(() => [...keysSeen]))
      for (const text of under(Buffer.from(key, "base64"))) expect(text).toBeNull();
  });

  it("is not followed back to the key of before the removal", async () => {
    const { page } = ayu;
    await page.route("**/seal", (route) => route.fulfill({ json: before }));
    await page.reload();
    await ayu.join();
    const strip = page.getByTestId("no-media");
    await strip.waitFor();
    expect(await strip.getAttribute("data-why")).toBe("older");
    await hasBadge(ayu, "without");
    expect(await page.locator("video, audio").count()).toBe(0);
    await page.unroute("**/seal");
  });

  it("is not believed when it calls a sealed session unsealed", async () => {
    const again = await createSession(dewi.page, server.operatorLink, MINUTES);
    const link = again[1] ?? "";
    expect(new URL(link).hash).toMatch(/^#[\w-]{43}\.sealed$/);
    await budi.page.addInitScript(installUnsealedView);
    const tokens = budi.tokens.length;
    const refuses = async () => {
      await budi.join();
      const strip = budi.page.getByTestId("no-media");
      await strip.waitFor();
      expect(await strip.getAttribute("data-why")).toBe("downgrade");
      await hasBadge(budi, "without");
      expect(await budi.page.locator("video, audio").count()).toBe(0);
      await say(budi, "Is this sealed?");
      await budi.page.getByTestId("toast").getByText(/key/).waitFor();
      expect(await budi.page.getByTestId("messages").getByText("Is this sealed?").count()).toBe(0);
      expect(budi.tokens.length).toBe(tokens);
    };
    await budi.open(link);
    await refuses();
    await budi.page.reload();
    expect(new URL(budi.page.url()).hash).toBe("");
    await refuses();
  });

  it("nor where the link does not say so, once a device has seen the session sealed", async () => {
    const again = await createSession(ayu.page, server.operatorLink, MINUTES);
    await dewi.open((again[3] ?? "").replace(/\.sealed$/, ""));
    await dewi.join();
    await hasBadge(dewi, "sealed");
    await dewi.page.addInitScript(installUnsealedView);
    await dewi.page.reload();
    await dewi.join();
    await dewi.page.getByTestId("no-media").waitFor();
    await hasBadge(dewi, "without");
  });

  it("is looked at in a way that finds what is there: an unsealed call's pictures, sounds and words", async () => {
    const open = await createSession(dewi.page, server.operatorLink, MINUTES, { sealed: false });
    expect(new URL(open[0] ?? "").hash).toMatch(/^#[\w-]{43}$/);
    await ayu.page.addInitScript(() => void (globalThis.opensFrames = true));
    await ayu.open(open[0] ?? "");
    await ayu.join();
    await hasBadge(ayu, "unsealed");
    await framesOf(ayu.page, { kind: "video", sent: true }, ENOUGH);
    await listener.join(server, ayu.id);
    await until(
      async () => ((await listener.sees()).includes("Ayu") ? null : "it does not see Ayu"),
      30_000,
    );
    await until(
      async () => ((await listener.hears()).includes("Ayu") ? null : "it does not hear Ayu"),
      30_000,
    );
    for (const kind of kinds) {
      const got = await framesOf(listener.page, { kind, sent: false }, ENOUGH * 3);
      const given = piecesOf(await framesOf(ayu.page, { kind, sent: true }, ENOUGH));
      const found = foundIn(Buffer.concat(got), given);
      console.log(
        `${kind}: ${found} of ${given.length} pieces in ${got.length} frames from LiveKit`,
      );
      expect(found).toBeGreaterThan(ENOUGH / 2);
    }
    await say(ayu, first);
    await reads(ayu, first);
    const needles = formsOfText("what Ayu wrote", first);
    expect(searchBytes(wire.bytes, needles)).toContain("what Ayu wrote raw");
  });
});
