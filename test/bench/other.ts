import { createRequire } from "node:module";
import { AccessToken } from "livekit-server-sdk";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** The page before the call of `PreJoin` in @livekit/components-react, which LiveKit Meet shows. */
export const otherJoin = ".lk-join-button";
const NAME = "#username";
const CAMERA = "button.lk-button[data-lk-source=camera]";

/**
 * Another client to measure beside ours, made of LiveKit's React components: `--other <address of
 * one of its rooms>`. What publishes into its rooms are pages of plain livekit-client, so that one
 * machine can carry them; for that its LiveKit has to be known too, in OTHER_LIVEKIT_URL (ws),
 * OTHER_LIVEKIT_KEY and OTHER_LIVEKIT_SECRET.
 */
export type Other = { readonly address: string };

/** The other client that the arguments name; null when they name none. */
export function otherIn(args: readonly string[]): Other | null {
  const at = args.indexOf("--other");
  if (at === -1) return null;
  const address = args[at + 1] ?? "";
  if (!/^https?:\/\/[^/]+\/.+/.test(address))
    throw new Error("--other needs the address of a room, such as http://127.0.0.1:3000/rooms/x");
  return { address };
}

/** Opens its page before the call and gives a name. */
export async function standAtOthersDoor(page: Page, { address }: Other): Promise<void> {
  await page.goto(address);
  await page.locator(NAME).fill("Member");
  await page.locator(`${otherJoin}:enabled`).waitFor();
}

/** Turns its camera off before the call. */
export async function coverOthersCamera(page: Page): Promise<void> {
  await page.locator(CAMERA).click();
}

type Camera = "small" | "720p";

/**
 * A page that sends a camera and a microphone into the other client's room and takes nothing. At
 * 720p it sends what LiveKit Meet sends by default (VP9 with spatial layers, no DTX; as of its
 * commit 6da2b8eb).
 */
export async function publishToOther(
  where: Browser | BrowserContext,
  { address }: Other,
  identity: string,
  camera: Camera,
): Promise<Page> {
  const [url, key, secret] = ["URL", "KEY", "SECRET"].map((name) => {
    const value = process.env[`OTHER_LIVEKIT_${name}`];
    if (!value) throw new Error(`OTHER_LIVEKIT_${name} is not set: the other client's LiveKit`);
    return value;
  }) as [string, string, string];
  const token = new AccessToken(key, secret, { identity });
  const room = decodeURIComponent(new URL(address).pathname.split("/").at(-1) ?? "");
  token.addGrant({ room, roomJoin: true, canPublish: true, canSubscribe: false });
  const page = await where.newPage();
  // Any page of this machine will do: only those may open a camera without a certificate.
  await page.goto(url.replace(/^ws/, "http"));
  const script = createRequire(import.meta.url)
    .resolve("livekit-client")
    .replace(/[^/]+$/, "livekit-client.umd.js");
  await page.addScriptTag({ path: script });
  await page.evaluate(publish, [url, await token.toJwt(), camera] as const);
  return page;
}

type Publisher = {
  connect(url: string, token: string, options: object): Promise<void>;
  localParticipant: Record<
    "setCameraEnabled" | "setMicrophoneEnabled",
    (on: boolean, options?: object) => Promise<void>
  >;
};

async function publish([url, token, camera]: readonly [string, string, Camera]): Promise<void> {
  const { Room, VideoPresets } = (
    globalThis as unknown as {
      LivekitClient: {
        Room: new (options: object) => Publisher;
        VideoPresets: Record<string, { resolution: object }>;
      };
    }
  ).LivekitClient;
  const publishDefaults =
    camera === "720p"
      ? { videoCodec: "vp9", dtx: false, red: true }
      : { videoCodec: "vp8", simulcast: false };
  const room = new Room({ dynacast: true, publishDefaults });
  await room.connect(url, token, { autoSubscribe: false });
  const size = VideoPresets[camera === "720p" ? "h720" : "h180"];
  await room.localParticipant.setCameraEnabled(true, { resolution: size?.resolution });
  await room.localParticipant.setMicrophoneEnabled(true);
}
