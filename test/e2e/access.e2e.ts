import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violationsOf } from "../support/axe.ts";
import { Company } from "../support/company.ts";
import { fillSession, readLinks } from "../support/operator.ts";
import { unheard } from "../support/unheard.ts";
import { until } from "../support/until.ts";

/* Every screen and state as axe judges them: WCAG 2.2 AA, all sizes, light and dark. */
describe("what a program can say about who can use it", () => {
  let company: Company;

  beforeAll(async () => {
    company = await Company.meet();
  });

  afterAll(() => company.disperse());

  it("the pages before a session: home, nothing here, a wrong link, the form, the links", async () => {
    const page = await company.newPage();
    const look = (state: string) => clean(page, state);
    await page.goto(company.server.url);
    await page.locator("h1").waitFor();
    await look("home");
    await page.goto(`${company.server.url}/nowhere`);
    await page.locator("h1").waitFor();
    await look("missing");
    await page.goto(`${company.server.url}/s/nothing/nobody#${"A".repeat(43)}`);
    await page.locator("h1").waitFor();
    await look("wrong link");
    await fillSession(page, company.server.operatorLink, 6);
    await look("form");
    expect(await unheard(page)).toEqual([]);
    await page.getByTestId("agenda-own").check({ force: true });
    await page.getByTestId("agenda-editor").waitFor();
    await look("own agenda");
    await page.getByTestId("agenda-four-seats").check({ force: true });
    await readLinks(page);
    await look("links");
    await page.context().close();
  });

  it("the whole way of an hour: door, lobby, parts, menus, dialogs, questions, pause, ends", async () => {
    const [ayu, budi, citra, dewi] = (await company.gather(59)).map(({ page }) => page);
    if (!ayu || !budi || !citra || !dewi) throw new Error("four pages are needed");
    const look = clean;
    await look(ayu, "door");
    expect(await unheard(ayu)).toEqual([]);
    await ayu.getByTestId("connection-test").click();
    await look(ayu, "dialog of the connection");
    await ayu.keyboard.press("Escape");
    for (const page of [ayu, budi, dewi]) {
      await page.getByTestId("join").click();
      await page.getByTestId("call").waitFor();
    }
    await until(async () => {
      const here = (await company.view(dewi)).members.filter((member) => member.here).length;
      return here === 3 ? null : `${here} of 3 are here`;
    }, 10_000);
    await look(dewi, "lobby of the facilitator");
    expect(await unheard(dewi)).toEqual([]);
    await dewi.getByTestId("menu-chair").click();
    await look(dewi, "menu in the lobby");
    await dewi.getByTestId("offer-reorder").click();
    await look(dewi, "dialog of the order");
    await dewi.keyboard.press("Escape");
    await dewi.getByTestId("primary").click();
    await company.reaches(dewi, "open");
    await look(ayu, "opening");
    await bringTo(company, dewi, "seat-1/present");
    await look(dewi, "a seat, with the chair");
    await look(ayu, "in the hot seat");
    await citra.goto(`${citra.url()}?clock`);
    await citra.getByTestId("clock-page").waitFor();
    await look(citra, "clock page");
    await dewi.getByTestId("mic").locator("xpath=following-sibling::button").click();
    await look(dewi, "panel of the microphone");
    await dewi.keyboard.press("Escape");
    await dewi.getByTestId("camera").locator("xpath=following-sibling::button").click();
    await look(dewi, "panel of the camera");
    await dewi.keyboard.press("Escape");
    await dewi.getByTestId("seal").click();
    await dewi.getByTestId("seal-dialog").waitFor();
    await look(dewi, "dialog of the seal");
    await dewi.keyboard.press("Escape");
    await dewi.keyboard.press("?");
    await dewi.getByTestId("keys-dialog").waitFor();
    await look(dewi, "dialog of the keys");
    await dewi.keyboard.press("Escape");
    await ayu.getByTestId("offer-extend").click();
    await look(ayu, "menu of more time");
    await ayu.keyboard.press("Escape");
    await dewi.getByTestId("menu-chair").click();
    await look(dewi, "menu in the hour");
    await dewi
      .getByTestId(/^remove-/)
      .first()
      .click();
    await look(dewi, "dialog of removing");
    await dewi.keyboard.press("Escape");
    await dewi.getByTestId("menu-chair").click();
    await dewi.locator("[role=menuitem]").getByText("Budi and Dewi").click();
    await dewi
      .getByTestId(/^question-/)
      .first()
      .waitFor();
    await look(budi, "a question");
    await dewi.getByTestId("answer-withdraw").click();
    await ayu.getByTestId("offer-pause").click();
    await ayu.getByTestId("offer-pause-now").click();
    await dewi.getByTestId("pause").waitFor();
    await look(dewi, "a pause");
    await ayu.getByTestId("offer-resume").click();
    await bringTo(company, dewi, "seat-1/advise-1");
    await look(budi, "advice");
    await budi.context().setOffline(true);
    await budi.getByTestId("reconnecting").waitFor({ timeout: 60_000 });
    await look(budi, "without the server");
    await budi.context().setOffline(false);
    await budi.getByTestId("reconnecting").waitFor({ state: "detached", timeout: 60_000 });
    await dewi.getByTestId("end-for-everyone").click();
    await look(dewi, "dialog of the end");
    await dewi.keyboard.press("Escape");
    await dewi.getByTestId("menu-chair").click();
    await dewi.getByTestId("offer-second-screen").click();
    // As on plain http: what cannot be copied is shown, and called what it is.
    await dewi.evaluate(() =>
      Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true }),
    );
    await dewi.getByTestId("copy-clock").click();
    expect(await dewi.getByRole("textbox", { name: "Copy the address" }).inputValue()).toContain(
      "clock",
    );
    await look(dewi, "dialog of the second screen");
    await dewi.keyboard.press("Escape");
    await budi.getByTestId("leave").click();
    await budi.getByTestId("rejoin").waitFor();
    await look(budi, "left");
    await budi.getByTestId("rejoin").click();
    await budi.getByTestId("call").waitFor();
    const second = await budi.context().newPage();
    await second.goto(budi.url());
    await second.getByTestId("join").click();
    await budi.getByTestId("use-here").waitFor();
    await look(budi, "elsewhere");
    await dewi.getByTestId("menu-chair").click();
    await dewi.getByTestId(`remove-${(await company.view(second)).you.id}`).click();
    await dewi.getByTestId("confirm-remove").click();
    await second.getByText("You were removed from this hour.").waitFor();
    await look(second, "removed");
    await dewi.getByTestId("end-for-everyone").click();
    await dewi.getByTestId("confirm-end").click();
    await ayu.getByTestId("answer-agree").click();
    await ayu.getByTestId("recap").waitFor();
    await look(ayu, "ended");
  });
});

/** Notes what axe finds and goes on, so that one run tells all. */
async function clean(page: Page, state: string): Promise<void> {
  expect.soft(await violationsOf(page, state)).toEqual([]);
}

/** Moves on as whoever has the chair until the hour is in that very segment. */
async function bringTo(company: Company, page: Page, segment: string): Promise<void> {
  await until(async () => {
    const { current, action } = await company.view(page);
    if (current === segment) return null;
    if (action?.type === "advance") await page.getByTestId("primary").click();
    return `the hour is in ${current}, not in ${segment}`;
  }, 60_000);
}
