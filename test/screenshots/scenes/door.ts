import type { Page } from "playwright-core";
import { readLinks } from "../../support/operator.ts";
import { four } from "../studio.ts";
import type { Cast, Studio } from "../studio.ts";

/** With this switch Chromium sends no UDP but to a proxy, of which there is none. */
const NO_UDP = "--webrtc-ip-handling-policy=disable_non_proxied_udp";

/** A whole connection test, with its waiting for ways that are blocked, in ms. */
const TESTED_WITHIN = 90_000;

/** The door with devices, without them, in Indonesian, from right to left, and its connection test. */
export async function door(studio: Studio): Promise<void> {
  const { camera } = studio;
  const operator = await studio.arrive({ name: "the operator" });
  await studio.fill(
    operator,
    60,
    four.map(({ name }) => name),
  );
  const links = await readLinks(operator);
  const stand = async (cast: Cast, place: number): Promise<Page> => {
    const page = await studio.arrive(cast, place);
    await page.goto(links[place] ?? "");
    await page.getByTestId("join").waitFor();
    return page;
  };

  const ayu = await stand({ name: "Ayu" }, 0);
  await studio.sees(ayu, 1);
  await camera.page(ayu, "door");
  await camera.page(ayu, "door", { sizes: ["844x390"], schemes: ["light"] });
  await tested(ayu);
  await camera.page(ayu, "connection-open");
  await ayu.keyboard.press("Escape");
  await ayu.evaluate(() => (document.documentElement.dir = "rtl"));
  await camera.page(ayu, "door-rtl", { schemes: ["light"] });

  const budi = await stand({ name: "Budi", switches: [NO_UDP] }, 1);
  await tested(budi);
  await camera.page(budi, "connection-no-udp");

  const citra = await stand({ name: "Citra", locale: "id-ID" }, 2);
  await studio.sees(citra, 1);
  await camera.page(citra, "door-id", { schemes: ["light"] });

  const dewi = await stand({ name: "Dewi", before: withoutDevices }, 3);
  await dewi.getByTestId("troubles").waitFor();
  await camera.page(dewi, "door-no-devices");
}

async function tested(page: Page): Promise<void> {
  await page.getByTestId("connection-test").click();
  await page
    .locator('[data-testid=connection-panel]:not([data-verdict=""])')
    .waitFor({ timeout: TESTED_WITHIN });
}

/** Neither camera nor microphone, as on a machine that has none. */
function withoutDevices(): void {
  MediaDevices.prototype.getUserMedia = async () => {
    throw new DOMException("Requested device not found", "NotFoundError");
  };
}
