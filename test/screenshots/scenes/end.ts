import { four } from "../studio.ts";
import type { Studio } from "../studio.ts";

/** The shortest hour in which the last ten seconds are still ten. */
const MINUTES = 2;

/** The last seconds of the hour, the moment after, and what remains of it. */
export async function end(studio: Studio): Promise<void> {
  const { camera } = studio;
  const cast = four.map((each) => (each.name === "Citra" ? { ...each, locale: "id-ID" } : each));
  const [ayu, budi, citra, dewi] = await studio.gather(MINUTES, cast);
  if (!ayu || !budi || !citra || !dewi) throw new Error("four pages are needed");
  await studio.join(ayu, budi, citra, dewi);
  await studio.sees(ayu, 4);
  await studio.start(dewi, 4);
  await dewi.locator('[data-testid=hour-warning][data-warning="first"]').waitFor({
    timeout: MINUTES * 60_000,
  });
  await camera.call(dewi, "call-warning");
  await ayu.locator('[data-testid=hour-warning][data-warning="last"]').waitFor({
    timeout: MINUTES * 60_000,
  });
  await camera.call(ayu, "call-last-seconds");
  await ayu.getByTestId("ended").waitFor({ timeout: MINUTES * 60_000 });
  await ayu.getByTestId("recap").waitFor();
  await camera.page(ayu, "ended");
  await ayu.getByTestId("recap-log").locator("summary").click();
  await ayu.getByTestId("recap").evaluate((recap) => recap.scrollIntoView());
  await camera.page(ayu, "recap");
  await citra.getByTestId("recap").waitFor();
  await camera.page(citra, "ended-id", { schemes: ["light"] });
  await budi.getByTestId("recap").waitFor();
  await budi.evaluate(() => (document.documentElement.dir = "rtl"));
  await camera.page(budi, "ended-rtl", { schemes: ["light"] });
}
