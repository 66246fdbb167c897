import type { Page } from "playwright-core";
import { fillGroup, founders, readGroupLinks } from "../../support/founding.ts";
import { until } from "../../support/until.ts";
import type { Studio } from "../studio.ts";

const MINUTE = 60_000;

/** A group that lasts: founded, between its calls, in a call of it, and after that. */
export async function between(studio: Studio): Promise<void> {
  const pages = await Promise.all(
    founders.map(({ name, locale }, i) => studio.arrive({ name, locale }, i)),
  );
  const [ayu, budi, , dewi] = pages;
  if (!ayu || !budi || !dewi) throw new Error("there are four founders");
  await found(studio, dewi, pages);
  await fill(ayu);
  await homes(studio, ayu, budi, dewi);
  await week(studio, ayu, dewi);
  await poll(studio, ayu, dewi);
  await manage(studio, ayu, dewi);
  await hour(studio, pages);
}

/** The operator founds the group; its first call begins within two minutes. */
async function found(studio: Studio, operator: Page, pages: readonly Page[]): Promise<void> {
  const { server, camera } = studio;
  await operator.goto(server.operatorLink);
  await operator.getByTestId("nav-groups").click();
  await camera.page(operator, "groups-none", { schemes: ["light"] });
  await operator.getByTestId("found-group").click();
  await fillGroup(operator, "Four honest founders");
  await camera.page(operator, "group-found");
  const starts = localIn(Math.ceil((Date.now() + 90_000) / MINUTE) * MINUTE, "Asia/Jakarta");
  await operator.getByTestId("cadence-date").fill(starts.slice(0, 10));
  await operator.getByTestId("cadence-time").fill(starts.slice(11));
  const links = await readGroupLinks(operator);
  await camera.page(operator, "group-links");
  await operator.getByRole("button", { name: "To the groups" }).click();
  await operator.getByRole("heading", { name: "Four honest founders" }).waitFor();
  await camera.page(operator, "groups", { schemes: ["light"] });
  await Promise.all(
    pages.map(async (page, i) => {
      await page.goto(links[i] ?? "");
      await page.getByTestId("members").waitFor();
    }),
  );
}

/** Ayu promises something and writes her brief. */
async function fill(ayu: Page): Promise<void> {
  await ayu.getByTestId("promise-add").click();
  await ayu.getByTestId("promise-text").fill("I call three customers who left");
  await ayu.getByTestId("promise-done-when").fill("Three names and what they said are in the book");
  await ayu.getByTestId("promise-if-then").fill("If it is Tuesday at nine, I call the first one");
  await ayu.getByTestId("promise-save").click();
  await ayu.getByText("I call three customers").waitFor();
  await ayu.getByTestId("brief-write").click();
  await ayu.getByTestId("brief-question").fill("Should I raise the price for new customers?");
  await ayu
    .getByTestId("brief-context")
    .fill("Nobody has left since spring, and two said it is cheap.");
  await ayu.getByTestId("brief-save").click();
  await ayu.getByText("Should I raise the price").waitFor();
}

async function homes({ camera }: Studio, ayu: Page, budi: Page, dewi: Page): Promise<void> {
  await dewi.getByText("I call three customers").waitFor();
  await camera.page(ayu, "group-home");
  await camera.page(budi, "group-home-id", { schemes: ["light"] });
  await camera.page(dewi, "group-home-facilitator", { schemes: ["light"] });
  await dewi.getByTestId("move").nth(1).click();
  await dewi.getByTestId("move-dialog").waitFor();
  await camera.page(dewi, "group-move", { schemes: ["light"] });
  await dewi.keyboard.press("Escape");
}

async function week({ camera }: Studio, ayu: Page, dewi: Page): Promise<void> {
  await ayu.getByTestId("way-week").click();
  await ayu.getByTestId("week-grid").waitFor();
  for (let day = 0; day < 5; day += 1) await ayu.locator(`[data-place="${day} 9"]`).click();
  await ayu.getByTestId("brush-never").check({ force: true });
  await ayu.locator('[data-place="-1 3"]').click();
  await ayu.getByTestId("week-save").click();
  await ayu.getByText("Saved.").waitFor();
  await camera.page(ayu, "group-week");
  await dewi.getByTestId("way-week").click();
  await dewi.getByTestId("slots").waitFor();
  await dewi.getByTestId("choose-slot").first().click();
  await camera.page(dewi, "group-slot", { schemes: ["light"] });
  await dewi.keyboard.press("Escape");
}

/** Dewi asks about another time for a later call. */
async function poll({ camera }: Studio, ayu: Page, dewi: Page): Promise<void> {
  await dewi.getByTestId("way-home").click();
  await dewi.getByTestId("ask").last().click();
  await dewi.getByTestId("poll-offer").first().check();
  await camera.page(dewi, "group-poll-asking", { schemes: ["light"] });
  await dewi.getByTestId("poll-confirm").click();
  await dewi.getByTestId("poll").waitFor();
  await ayu.getByTestId("way-home").click();
  await ayu.getByTestId("poll").waitFor();
  await ayu.getByTestId("say-yes").first().click();
  await ayu.getByTestId("poll").scrollIntoViewIfNeeded();
  await camera.page(ayu, "group-poll");
}

async function manage({ camera }: Studio, ayu: Page, dewi: Page): Promise<void> {
  await ayu.getByTestId("way-reach").click();
  await ayu.getByTestId("email").waitFor();
  await camera.page(ayu, "group-reach");
  await dewi.getByTestId("way-manage").click();
  await dewi.getByTestId("manage-members").waitFor();
  await camera.page(dewi, "group-manage");
  await dewi.getByTestId("way-home").click();
  await ayu.getByTestId("way-home").click();
}

async function hour(studio: Studio, pages: readonly Page[]): Promise<void> {
  const { camera } = studio;
  const [ayu, budi, , dewi] = pages;
  if (!ayu || !budi || !dewi) throw new Error("there are four founders");
  await dewi.getByTestId("enter-call").waitFor();
  await camera.page(dewi, "group-home-open", { schemes: ["light"] });
  for (const page of pages) await page.getByTestId("enter-call").click();
  await studio.join(...pages);
  // It opens by itself at its time.
  await until(
    async () => ((await studio.view(dewi)).status === "running" ? null : "it is not yet time"),
    120_000,
  );
  await studio.bringTo(dewi, "review-1");
  await dewi.getByTestId("review").getByText("I call three customers").waitFor();
  await studio.sees(dewi, 4);
  await camera.call(dewi, "group-call-review");
  await camera.call(ayu, "group-call-review-own");
  await studio.bringTo(dewi, "seat-1/present");
  await dewi.getByTestId("seat-brief").waitFor();
  await camera.call(dewi, "group-call-brief");
  await dewi.getByTestId("open-notes").click();
  await dewi.getByTestId("own-note").fill("Ask what happened in spring.");
  await camera.call(dewi, "group-call-notes");
  await dewi.getByTestId("open-notes").click();
  await studio.bringTo(dewi, "seat-1/commit");
  await ayu.getByTestId("promise-text").waitFor();
  await camera.call(ayu, "group-call-promise");
  // A commitment takes 45 seconds at the least.
  await studio.bringTo(dewi, "next-call", 5 * MINUTE);
  await dewi.getByTestId("can-then").waitFor();
  await dewi.getByTestId("can-then").click();
  await ayu.getByTestId("can-then").click();
  await camera.call(budi, "group-call-next-id");
  await camera.call(dewi, "group-call-next");
  await budi.getByTestId("can-then").click();
  await pages[2]?.getByTestId("can-then").click();
  await dewi.getByText("Agreed. It is set.").waitFor();
  await camera.call(dewi, "group-call-agreed");
}

/** What the clocks of a zone show, as fields for date and time have it. */
function localIn(at: number, zone: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(at);
  return text.replace(" ", "T");
}
