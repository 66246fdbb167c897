import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violationsOf } from "../support/axe.ts";
import { Company } from "../support/company.ts";
import { fillGroup, readGroupLinks } from "../support/founding.ts";
import { until } from "../support/until.ts";

const MINUTE = 60_000;

/** What two of a group do from before a call until after it. */
describe("a call of a group", () => {
  let company: Company;
  let ayu: Page;
  let dewi: Page;

  beforeAll(async () => {
    company = await Company.meet();
  });

  afterAll(() => company.disperse());

  it("begins with promises and briefs, and a promise is written where the seat ends", async () => {
    [ayu, dewi] = await foundSoon("Promises");
    await ayu.getByTestId("promise-add").click();
    await ayu.getByTestId("promise-save").click();
    await ayu.getByText("how one will see that it is done").waitFor();
    await ayu.getByTestId("promise-text").fill("I call three customers");
    await ayu.getByTestId("promise-done-when").fill("Three names are in the book");
    await ayu.getByTestId("promise-if-then").fill("If it is Tuesday at nine, I call the first");
    await ayu.getByTestId("promise-save").click();
    await ayu.getByText("I call three customers").waitFor();
    await ayu.getByTestId("brief-write").click();
    await ayu.getByTestId("brief-question").fill("Should I raise the price?");
    await ayu.getByTestId("brief-context").fill("Nobody has left since spring.");
    await clean(ayu, "writing a brief");
    await ayu.getByTestId("brief-save").click();
    await ayu.getByText("Should I raise the price?").waitFor();
    await clean(ayu, "home with a promise and a brief");
    await enter(ayu);
    await enter(dewi);
    await company.reaches(dewi, "open", 2 * MINUTE);
    await bringTo("review");
    const read = dewi.getByTestId("review");
    await read.getByText("I call three customers").waitFor();
    await clean(dewi, "promises are read out");
    await ayu.getByTestId("review").getByTestId("settle-done").click();
    await read.getByTestId("see").click();
    await ayu.getByTestId("review").getByText("seen by Dewi").waitFor();
    await bringTo("seat-1/present");
    await dewi.getByTestId("seat-brief").getByText("Should I raise the price?").waitFor();
    await clean(dewi, "a brief beside the stage");
    await dewi.getByTestId("open-notes").click();
    await dewi.getByTestId("own-note").fill("Ask about the spring.");
    await dewi.getByTestId("own-note").blur();
    await dewi.getByTestId("notes").getByText("Kept.").waitFor();
    await dewi.getByTestId("seat-note").fill("Look at who pays late.");
    await dewi.getByTestId("seat-note-save").click();
    await ayu.getByTestId("open-notes").click();
    await ayu.getByTestId("notes").getByText("Look at who pays late.").waitFor();
    expect(await ayu.getByTestId("own-note").inputValue()).toBe("");
    await clean(dewi, "notes");
    await dewi.route("**/seat-notes/*/remove", (route) => route.abort());
    await dewi.getByTestId(/^seat-note-remove-/).click();
    await dewi.getByTestId("seat-notes-trouble").filter({ hasText: /./ }).waitFor();
    await dewi.unroute("**/seat-notes/*/remove");
    await bringTo("seat-1/commit");
    await ayu.getByTestId("promise-text").fill("I raise the price for new customers");
    await ayu.getByTestId("promise-done-when").fill("The page says it");
    await clean(ayu, "the promise of a seat");
    await ayu.getByTestId("promise-save").click();
    // Only whoever sits is taken away from their notes by it.
    await dewi.getByTestId("open-notes").click();
    await dewi
      .getByTestId("seat-promise")
      .getByText("I raise the price for new customers")
      .waitFor();
  });

  /** Founds a group whose first call begins with the next minute but half a one, and opens the homes of Ayu and Dewi. */
  async function foundSoon(name: string): Promise<[Page, Page]> {
    const operator = await company.newPage();
    await operator.goto(company.server.operatorLink);
    await operator.getByTestId("nav-groups").click();
    await operator.getByTestId("found-group").click();
    await fillGroup(operator, name);
    const now = await operator.evaluate(async () => {
      const reply = await fetch("/api/clock");
      return ((await reply.json()) as { now: number }).now;
    });
    const starts = localIn(Math.ceil((now + MINUTE / 2) / MINUTE) * MINUTE, "Asia/Jakarta");
    await operator.getByTestId("cadence-date").fill(starts.slice(0, 10));
    await operator.getByTestId("cadence-time").fill(starts.slice(11));
    const links = await readGroupLinks(operator);
    await operator.context().close();
    const pages = await Promise.all(
      [links[0], links[3]].map(async (link) => {
        const page = await company.newPage("en-GB", { timezoneId: "Asia/Jakarta" });
        await page.goto(link ?? "");
        await page.getByTestId("members").waitFor();
        return page;
      }),
    );
    const [first, last] = pages;
    if (!first || !last) throw new Error("two members are needed");
    return [first, last];
  }

  /** From the group's home through the door into the call. */
  async function enter(page: Page): Promise<void> {
    await page.getByTestId("enter-call").click();
    await page.getByTestId("join").click();
    await page.getByTestId("call").waitFor();
  }

  /** Dewi moves on until the hour is in a segment whose name begins so. */
  async function bringTo(segment: string): Promise<void> {
    await until(async () => {
      const { current, action } = await company.view(dewi);
      if (current?.startsWith(segment)) return null;
      if (action?.type === "advance") await dewi.getByTestId("primary").click();
      return `the hour is in ${current}, not in ${segment}`;
    }, MINUTE);
  }
});

/** Notes what axe finds and goes on, so that one run tells all. */
async function clean(page: Page, state: string): Promise<void> {
  expect.soft(await violationsOf(page, state)).toEqual([]);
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
