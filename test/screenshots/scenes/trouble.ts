import type { Page } from "playwright-core";
import { until } from "../../support/until.ts";
import { four } from "../studio.ts";
import type { Cast, Studio } from "../studio.ts";

const MINUTES = 60;

/** What goes wrong in a call, and what is shown beside it: sharing, a small window, a clock. */
export async function trouble(studio: Studio): Promise<void> {
  const { camera, server } = studio;
  const cast: Cast[] = four.map((each, i) => ({
    ...each,
    ...(i === 0 ? { before: installSlide } : {}),
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
  await camera.page(clock, "clock", { schemes: ["dark"] });
  await clock.close();

  await floating(studio, budi);

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

/** Runs in the page before its own code: the screen that it shares is a slide. */
function installSlide(): void {
  MediaDevices.prototype.getDisplayMedia = async () => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 1600, height: 1000 });
    const pen = canvas.getContext("2d");
    if (!pen) throw new DOMException("nothing to draw on", "NotReadableError");
    const draw = () => {
      pen.fillStyle = "#fbf7ee";
      pen.fillRect(0, 0, 1600, 1000);
      pen.fillStyle = "#241f19";
      pen.font = "600 88px Georgia, serif";
      pen.fillText("Three offers, one autumn", 160, 290);
      pen.font = "52px Georgia, serif";
      const lines = [
        "Stay, and ask for the team",
        "The studio in Bandung",
        "On my own, four days a week",
      ];
      for (const [i, line] of lines.entries())
        pen.fillText(`${i + 1}.  ${line}`, 160, 440 + i * 110);
    };
    draw();
    // A picture that never changes would send no frame to whoever comes to see it later.
    setInterval(draw, 200);
    return canvas.captureStream(5);
  };
}
