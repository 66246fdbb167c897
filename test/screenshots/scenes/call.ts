import { signatures } from "../../support/media.ts";
import { four } from "../studio.ts";
import type { Studio } from "../studio.ts";

const every = ["1280x800", "390x844", "844x390"] as const;

/** Long enough that nothing moves on by itself while it is taken, in minutes. */
const MINUTES = 60;

/** The call as it mostly is, with everything that can be opened in it. */
export async function call(studio: Studio): Promise<void> {
  const { camera } = studio;
  const cast = four.map((each) => (each.name === "Citra" ? { ...each, locale: "id-ID" } : each));
  const [ayu, budi, citra, dewi] = await studio.gather(MINUTES, cast);
  if (!ayu || !budi || !citra || !dewi) throw new Error("four pages are needed");
  await studio.join(ayu, budi, citra, dewi);
  for (const page of [ayu, budi, citra, dewi]) await studio.sees(page, 4);
  await camera.call(dewi, "call-lobby", { sizes: every });
  await studio.start(dewi, 4);
  await studio.bringTo(dewi, "seat-1/present");
  await camera.call(budi, "call", { sizes: every });
  await camera.call(dewi, "call-facilitator", { sizes: every });
  await camera.call(citra, "call-id");
  await dewi.getByTestId("menu-chair").click();
  await camera.call(dewi, "call-menu", { sizes: every });
  await dewi.keyboard.press("Escape");

  await ayu.getByTestId("offer-extend").click();
  await ayu.getByTestId("offer-extend-60").waitFor();
  await camera.call(ayu, "call-more-time");
  await ayu.getByTestId("offer-extend-60").click();
  await budi.getByTestId("news").waitFor();
  await camera.call(budi, "call-news");

  await citra.getByTestId("menu-chair").click();
  await citra
    .getByTestId(/^swap-/)
    .filter({ hasText: signatures[3].name })
    .first()
    .click();
  await dewi.getByTestId("answer-agree").waitFor();
  await camera.call(dewi, "call-question", { sizes: every });
  await dewi.getByTestId("answer-decline").click();

  for (const [page, text] of [
    [budi, "Which of the two would you do if you could not fail?"],
    [ayu, "The second one. I have been avoiding it since March."],
    [citra, "Notes from last time: https://example.org/notes"],
  ] as const) {
    await page.getByTestId("chat").click();
    await page.getByTestId("message-input").fill(text);
    await page.getByTestId("message-input").press("Enter");
  }
  await budi.getByTestId("hand").click();
  await citra.getByTestId("hand").click();
  await budi.getByTestId("messages").getByText("example.org").waitFor();
  await camera.call(budi, "call-chat", { sizes: every });
  await budi.getByTestId("chat").click();
  await camera.call(budi, "call-hands");

  const holder = (await studio.view(citra)).you.id;
  await dewi.getByTestId(`pin-${holder}`).click();
  await camera.call(dewi, "call-pin");
  await dewi.keyboard.press("0");
  await dewi.keyboard.press("?");
  await dewi.getByTestId("keys-dialog").waitFor();
  await camera.call(dewi, "call-keys");
  await dewi.keyboard.press("Escape");

  await ayu.getByTestId("offer-pause").click();
  await ayu.getByTestId("offer-pause-now").click();
  await budi.getByTestId("pause").waitFor();
  await camera.call(budi, "call-paused");
  await ayu.getByTestId("offer-resume").click();
  await studio.bringTo(dewi, "seat-1/advise-1");
  await camera.call(budi, "call-advice");
  await budi.evaluate(() => (document.documentElement.dir = "rtl"));
  await camera.call(budi, "call-rtl");
}
