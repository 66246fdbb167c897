import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";
import type { Browser } from "puppeteer-core";

const names = ["firefox-esr", "firefox"];
const onMac = "/Applications/Firefox.app/Contents/MacOS/firefox";

/** The Firefox of this machine; null without. */
export function findFirefox(): string | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  return existsSync(onMac) ? onMac : null;
}

/**
 * A Firefox process of its own with a profile of its own, driven over WebDriver BiDi: the one that
 * Playwright drives is a patched build. Its camera shows one colour that changes, its microphone
 * plays one pitch.
 *
 * @param hertz the pitch
 */
export async function launchFirefox({ hertz }: { hertz: number }): Promise<Browser> {
  const executablePath = findFirefox();
  if (executablePath === null)
    throw new Error("No Firefox on this machine; npm test finds or installs one.");
  return puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.audio.fake_frequency": hertz,
      "media.navigator.permission.disabled": true,
      // Everything is on this machine.
      "media.peerconnection.ice.loopback": true,
      "media.peerconnection.ice.obfuscate_host_addresses": false,
      // Without a sound card an AudioContext would wait for one, and nothing could be listened to.
      "media.cubeb.force_mock_context": true,
      // Lets sound play in a page that nobody has touched, so that it can be listened to.
      "media.autoplay.default": 0,
      // Nobody looks at these windows; they must run as if somebody did.
      "dom.min_background_timeout_value": 4,
      "dom.timeout.enable_budget_timer_throttling": false,
      "intl.accept_languages": "en-GB, en",
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "app.update.enabled": false,
    },
  });
}
