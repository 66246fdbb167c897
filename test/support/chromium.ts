import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The Chromium of this machine: the one on PATH, or the one that Playwright downloaded; null without. */
export function findChromium(): string | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) ? downloaded : null;
}

/** A Chromium process of its own, with a camera and a microphone that play files, and `more` switches. With `asks` it gives no device unasked. */
export async function launchChromium({
  picture,
  tone,
  more = [],
  asks = false,
}: {
  picture?: string;
  tone?: string;
  more?: readonly string[];
  asks?: boolean;
} = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error("No Chromium on this machine; npm test finds or installs one.");
  return chromium.launch({
    executablePath,
    // Playwright's own headless mode mutes all sound.
    headless: false,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      ...(asks ? [] : ["--use-fake-ui-for-media-stream"]),
      "--use-fake-device-for-media-stream",
      ...(picture === undefined ? [] : [`--use-file-for-fake-video-capture=${picture}`]),
      ...(tone === undefined ? [] : [`--use-file-for-fake-audio-capture=${tone}`]),
      // Nobody looks at these windows; they must run as if somebody did.
      "--disable-background-timer-throttling",
      "--disable-renderer-backgrounding",
      "--disable-backgrounding-occluded-windows",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...more,
    ],
  });
}
