import type { Page } from "playwright-core";
import { until } from "../../support/until.ts";
import { four } from "../studio.ts";
import type { Cast, Studio } from "../studio.ts";

const MINUTES = 60;

/** What a screen that is shared may look like. */
const SLIDE = `<title>Hotseat slide</title><body style="margin:0;display:grid;place-items:center;
  height:100vh;background:#fbf7ee;color:#241f19;font:600 44px Georgia,serif"><div>Three offers, one autumn
  <ol style="font-weight:400;font-size:28px;line-height:1.7"><li>Stay, and ask for the team</li>
  <li>The studio in Bandung</li><li>On my own, four days a week</li></ol></div>`;

const SHARES = "--auto-select-tab-capture-source-by-title=Hotseat slide";

/** What goes wrong in a call, and what is shown beside it: sharing, a small window, a clock. */
export async function trouble(studio: Studio): Promise<void> {
  const { camera, server } = studio;
  const cast: Cast[] = four.map((each, i) => ({
    ...each,
    switches: i === 0 ? [SHARES] : [],
  }));
  const [ayu, budi, citra, dewi] = await studio.gather(MINUTES, cast);
  if (!ayu || !budi || !citra || !dewi) throw new Error("four pages are needed");
  await studio.join(ayu, budi, citra, dewi);
  for (const page of [ayu, budi]) await studio.sees(page, 4);
  await studio.start(dewi, 4);
  await studio.bringTo(dewi, "seat-1/present");

  await dewi.getByTestId("menu-chair").click();
  await dewi.getByTestId(`mute-${(await studio.view(budi)).you.id}`).click();
  await budi.getByTestId("toast").getByText("Dewi").waitFor();
  await camera.call(budi, "call-muted");
  await budi.getByTestId("health-talking").waitFor();
  await camera.call(budi, "call-talking-muted");
  await budi.getByTestId("mend").click();

  const clock = await budi.context().newPage();
  await clock.goto(`${budi.url()}?clock`);
  await clock.getByTestId("clock-page").waitFor();
  await camera.page(clock, "clock");
  await clock.close();

  await floating(studio, budi);

  const slide = await ayu.context().newPage();
  await slide.setContent(SLIDE);
  await ayu.bringToFront();
  await ayu.getByTestId("share").click();
  await budi.getByTestId("screen").locator("video").waitFor();
  await studio.sees(budi, 5);
  await camera.call(budi, "call-screen");
  await camera.call(budi, "call-screen", { sizes: ["844x390"] });
  await ayu.getByTestId("share").click();
  await budi.getByTestId("screen").waitFor({ state: "detached" });

  const { livekitPid } = server;
  process.kill(livekitPid, "SIGSTOP");
  await budi.getByTestId("health-deaf").waitFor();
  await camera.call(budi, "call-hears-nobody");
  await budi.getByTestId("reconnecting").waitFor({ timeout: 60_000 });
  await camera.call(budi, "call-reconnecting-media");
  process.kill(livekitPid, "SIGCONT");
  await budi.getByTestId("reconnecting").waitFor({ state: "hidden", timeout: 60_000 });

  await dewi.getByTestId("menu-chair").click();
  await dewi.getByTestId(`remove-${(await studio.view(citra)).you.id}`).click();
  await dewi.getByTestId("remove-dialog").waitFor();
  await camera.call(dewi, "call-removing");
  await dewi.getByTestId("confirm-remove").click();
  await citra.getByText("You were removed from this hour.").waitFor();
  await camera.page(citra, "removed");

  await server.end("SIGKILL");
  await budi.getByTestId("reconnecting").waitFor();
  await camera.call(budi, "call-reconnecting-server");
}

/** The small window above all others, where the browser gives one. */
async function floating({ camera }: Studio, page: Page): Promise<void> {
  const opened = page.context().waitForEvent("page");
  await page.getByTestId("menu-chair").click();
  await page.getByTestId("offer-pip").click();
  const small = await opened;
  await small.getByTestId("pip").waitFor();
  await until(async () => {
    const width = await small.evaluate(() => document.querySelector("video")?.videoWidth ?? 0);
    return width > 0 ? null : "the small window shows no picture";
  }, 10_000);
  await camera.small(small, "pip");
  await small.close();
}
