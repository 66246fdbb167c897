import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { AccessToken, RoomServiceClient } from "livekit-server-sdk";
import { launchChromium } from "./chromium.ts";
import { installFrameTap } from "./frame-tap.ts";
import { signatures } from "./media.ts";
import { installProbe } from "./probe.ts";
import type { Server } from "./server.ts";

const find = createRequire(import.meta.url).resolve;
const client = readFileSync(find("livekit-client"), "utf8");
const worker = readFileSync(find("livekit-client/e2ee-worker"), "utf8");

/** Of three channels together. A decoder that gets what is no picture may well show something. */
const NEAR = 40;

/** Somebody's key of media, as it is given to LiveKit's client. */
type MediaKey = { readonly epoch: number; readonly material: Buffer };

/**
 * Whoever runs the server, listening in: joins a room of LiveKit with the server's own keys, unseen
 * by the members, and takes every stream that LiveKit has. With a key of the call they also open
 * what it opens.
 */
export class Eavesdropper {
  readonly page: Page;
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  static async arrive(server: Server): Promise<Eavesdropper> {
    const browser = await launchChromium({
      // Nobody taps here.
      more: ["--autoplay-policy=no-user-gesture-required"],
    });
    const page = await browser.newPage();
    await page.addInitScript(installProbe);
    await page.addInitScript(installFrameTap);
    // LiveKit answers there with a word and no policy.
    await page.goto(`http://localhost:${server.livekitPort}`);
    await page.evaluate(client);
    return new Eavesdropper(browser, page);
  }

  /**
   * Joins the room in which somebody is, as the member `as`: the server puts out whoever does not look
   * like one. Leaves the room of before.
   */
  async join(server: Server, as: string, key: MediaKey | null = null): Promise<void> {
    const { livekitKey, livekitSecret } = server.secrets;
    const address = `localhost:${server.livekitPort}`;
    const rooms = new RoomServiceClient(`http://${address}`, livekitKey, livekitSecret);
    const there = await Promise.all(
      (await rooms.listRooms()).map(async ({ name: room }) =>
        (await rooms.listParticipants(room)).map((participant) => ({ room, participant })),
      ),
    );
    const found = there.flat().find(({ participant }) => participant.identity.startsWith(`${as}.`));
    if (!found) throw new Error(`${as} is in no room`);
    const token = new AccessToken(livekitKey, livekitSecret, {
      identity: `${as}.eavesdropper`,
      attributes: { ...found.participant.attributes },
    });
    token.addGrant({ room: found.room, roomJoin: true, canSubscribe: true, hidden: true });
    await this.page.evaluate(joinRoom, {
      url: `ws://${address}`,
      token: await token.toJwt(),
      worker,
      key: key && { place: key.epoch % 16, material: key.material.toString("base64") },
    });
  }

  /** Whose colours the pictures that are shown here have now; null for what is nobody's. */
  async sees(): Promise<(string | null)[]> {
    const colours = await this.page.evaluate(coloursHere);
    return colours.map((mean) => {
      const near = signatures.find(
        ({ rgb }) => Math.hypot(...rgb.map((value, i) => value - (mean[i] ?? 0))) < NEAR,
      );
      return near?.name ?? null;
    });
  }

  /** Whose pitches have been heard here so far. */
  async hears(): Promise<string[]> {
    const hertz = signatures.map((signature) => signature.hertz);
    const heard = await this.page.evaluate((all) => globalThis.probe.pitches(all), hertz);
    return signatures.filter((each) => heard.includes(each.hertz)).map(({ name }) => name);
  }

  async leave(): Promise<void> {
    await this.#browser.close();
  }
}

type Joining = {
  readonly url: string;
  readonly token: string;
  readonly worker: string;
  readonly key: { readonly place: number; readonly material: string } | null;
};

/** What of LiveKit's client is used in the page. */
type LiveKitPage = typeof globalThis & {
  LivekitClient: typeof import("livekit-client");
  overheard?: import("livekit-client").Room;
};

/** Runs in the page: leaves the room it was in, joins another, and shows whatever comes. */
async function joinRoom({ url, token, worker, key }: Joining): Promise<void> {
  const page = globalThis as LiveKitPage;
  const { BaseKeyProvider, Room, RoomEvent } = page.LivekitClient;
  await page.overheard?.disconnect();
  document.body.replaceChildren();
  framesTaken.length = 0;
  page.opensFrames = key === null;
  class OneKey extends BaseKeyProvider {
    async use(material: string, place: number) {
      const bytes = Uint8Array.from(atob(material), (each) => each.charCodeAt(0));
      const usages = ["deriveBits", "deriveKey"] as const;
      const imported = await crypto.subtle.importKey("raw", bytes, "HKDF", false, [...usages]);
      this.onSetEncryptionKey(imported, undefined, place);
    }
  }
  const options = { sharedKey: true, keySize: 256, keyringSize: 16 } as const;
  const keyProvider = key && new OneKey({ ...options, ratchetWindowSize: 0, failureTolerance: -1 });
  const source = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }));
  const room = new Room(
    keyProvider ? { encryption: { keyProvider, worker: new Worker(source) } } : {},
  );
  page.overheard = room;
  room.on(RoomEvent.TrackSubscribed, (track) => document.body.append(track.attach()));
  if (key && keyProvider) {
    await keyProvider.use(key.material, key.place);
    await room.setE2EEEnabled(true);
  }
  await room.connect(url, token);
}

/** Runs in the page: the mean colours of all that is shown in it. */
function coloursHere(): [number, number, number][] {
  return [...document.querySelectorAll("video")].flatMap((video) => {
    if (video.readyState < 2 || video.videoWidth === 0) return [];
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 8;
    const context = canvas.getContext("2d");
    if (!context) return [];
    context.drawImage(video, 0, 0, 8, 8);
    const { data } = context.getImageData(0, 0, 8, 8);
    const mean = (channel: number) =>
      data.reduce((sum, value, i) => (i % 4 === channel ? sum + value / 64 : sum), 0);
    return [[mean(0), mean(1), mean(2)]];
  });
}
