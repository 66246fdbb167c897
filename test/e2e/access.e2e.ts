import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violationsOf } from "../support/axe.ts";
import { Company } from "../support/company.ts";
import { signatures, writeSilence, writeTone } from "../support/media.ts";
import { createSession, fillSession, readLinks } from "../support/operator.ts";
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
    await gathered(dewi, 3);
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

  it("what is the matter at the door and in the call, and what is said for some seconds", async () => {
    const make = async (minutes: number) => {
      const operator = await company.newPage();
      const links = await createSession(operator, company.server.operatorLink, minutes);
      await operator.context().close();
      return links;
    };
    const [short, long] = [await make(1), await make(8)];
    await Promise.all([lastSeconds(short), doors(long[2] ?? ""), seats(long)]);
  });

  async function enter(page: Page, link: string): Promise<Page> {
    await page.goto(link);
    await page.getByTestId("join").click();
    await page.getByTestId("call").waitFor();
    return page;
  }

  /** Waits until so many are in the call, as that page is told. */
  async function gathered(page: Page, count: number): Promise<void> {
    await until(async () => {
      const here = (await company.view(page)).members.filter((member) => member.here).length;
      return here === count ? null : `${here} of ${count} are here`;
    }, 10_000);
  }

  /** An hour of two to its warnings: of one alone it would not be held. One has a dead microphone. */
  async function lastSeconds(links: readonly string[]): Promise<void> {
    const other = await enter(await company.newPage(), links[0] ?? "");
    // While somebody is heard an echo canceller may fill in noise where a microphone gives nothing.
    await other.getByTestId("mic").click();
    const page = await enter(await company.newVoice(writeSilence), links[3] ?? "");
    await gathered(page, 2);
    await page.getByTestId("primary").click();
    await page.getByTestId("health-silent").waitFor({ timeout: 35_000 });
    await passes(page, "a silent microphone");
    for (const warning of ["first", "last"]) {
      const shown = page.locator(`[data-testid=hour-warning][data-warning=${warning}]`);
      await shown.waitFor({ timeout: 60_000 });
      await passes(page, `the ${warning} warning`);
    }
  }

  /** Who may not use their devices, and who has none. */
  async function doors(link: string): Promise<void> {
    for (const [name, message] of [
      ["NotAllowedError", "Permission denied"],
      ["NotFoundError", "Requested device not found"],
    ] as const) {
      const page = await company.newPage();
      await page.addInitScript(withoutDevices, [name, message] as const);
      await page.goto(link);
      await page.getByTestId("troubles").getByRole("paragraph").first().waitFor();
      await clean(page, `the door with ${name}`);
      expect(await unheard(page)).toEqual([]);
      await page.context().close();
    }
  }

  /** A cue, overtime, reactions, and what is the matter with somebody's sound. */
  async function seats(links: readonly string[]): Promise<void> {
    const [budi, dewi] = await Promise.all([
      company
        .newVoice((file) => writeTone(file, signatures[1]))
        .then((page) => enter(page, links[1] ?? "")),
      company.newPage().then((page) => enter(page, links[3] ?? "")),
      company.newPage().then((page) => enter(page, links[0] ?? "")),
    ]);
    await gathered(dewi, 3);
    await dewi.getByTestId("primary").click();
    // Half of Budi's turn to advise is eight seconds.
    await bringTo(company, dewi, "seat-1/advise-1");
    await budi.getByTestId("cue").waitFor({ timeout: 30_000 });
    await passes(budi, "a cue");
    await bringTo(company, dewi, "seat-2/present");
    await dewi.getByTestId("offer-hold").click();
    await dewi.getByTestId("offer-hold-now").click();
    await budi.getByTestId("mic").click();
    await budi.getByTestId("health-talking").waitFor({ timeout: 30_000 });
    await passes(budi, "talking while muted");
    await budi.getByTestId("mend").click();
    await dewi.getByTestId("react").click();
    await clean(dewi, "reactions");
    await dewi.keyboard.press("Escape");
    await dewi.getByTestId("overtime").waitFor({ timeout: 30_000 });
    await passes(dewi, "overtime");
    const { livekitPid } = company.server;
    process.kill(livekitPid, "SIGSTOP");
    try {
      await dewi.getByTestId("health-deaf").waitFor({ timeout: 30_000 });
      await passes(dewi, "hears nobody");
      await dewi.getByTestId("reconnecting").waitFor({ timeout: 60_000 });
      await passes(dewi, "without picture and sound");
    } finally {
      process.kill(livekitPid, "SIGCONT");
    }
  }
});

/** Notes what axe finds and goes on, so that one run tells all. */
async function clean(page: Page, state: string): Promise<void> {
  expect.soft(await violationsOf(page, state)).toEqual([]);
}

/** The same of what is in the call for some seconds only. */
async function passes(page: Page, state: string): Promise<void> {
  expect.soft(await violationsOf(page, state, { passing: true })).toEqual([]);
}

/** Runs in the page before its own code: camera and microphone are wanted, and are not to be had. */
function withoutDevices([name, message]: readonly [string, string]): void {
  localStorage.setItem("hotseat.choices", "{}");
  MediaDevices.prototype.getUserMedia = async () => {
    throw new DOMException(message, name);
  };
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
