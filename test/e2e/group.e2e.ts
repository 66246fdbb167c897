import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { GroupView } from "@hotseat/shared/group";
import { violationsOf } from "../support/axe.ts";
import { Company } from "../support/company.ts";
import { desktop, fillGroup, founders, phone, readGroupLinks } from "../support/founding.ts";
import { unheard } from "../support/unheard.ts";
import { until } from "../support/until.ts";

const HOUR = 3_600_000;

/* Four people between their calls: two sizes, two languages, four zones, mouse, touch and keys. */
describe("the pages of a group", () => {
  let company: Company;
  let links: readonly string[] = [];
  let pages: readonly Page[] = [];
  const pageOf = (name: string): Page => {
    const page = pages[founders.findIndex((founder) => founder.name === name)];
    if (!page) throw new Error(`${name} has no page`);
    return page;
  };

  beforeAll(async () => {
    company = await Company.meet();
  });

  afterAll(() => company.disperse());

  it("an operator founds a group beside single hours, and gives each member a link", async () => {
    const page = await company.newPage("en-GB", { timezoneId: "Asia/Jakarta" });
    await page.goto(company.server.operatorLink);
    await page.getByTestId("nav-groups").click();
    await page.getByText("No group yet.").waitFor();
    await clean(page, "no groups");
    await page.getByTestId("found-group").click();
    await page.getByTestId("found").click();
    await page.getByText("Give the group a name.").waitFor();
    await clean(page, "the form with something missing");
    await fillGroup(page, "Four honest founders");
    // Two in the afternoon in Jakarta is eight in the morning in Berlin, or nine, and the night in New York.
    const eva = page.getByTestId("next-calls").getByRole("row", { name: /^Eva/ });
    expect(await eva.innerText()).toMatch(/0[89]:00/);
    const dewi = page.getByTestId("next-calls").getByRole("row", { name: /^Dewi/ });
    expect(await dewi.getByRole("img", { name: "at night" }).count()).toBe(3);
    await clean(page, "the form filled in");
    links = await readGroupLinks(page);
    expect(new Set(links.map((link) => new URL(link).hash)).size).toBe(4);
    await page.getByText("the server does not know them").waitFor();
    await clean(page, "the links of a group");
    await page.getByRole("button", { name: "To the groups" }).click();
    await page.getByRole("heading", { name: "Four honest founders" }).waitFor();
    await clean(page, "the groups");
    await page.context().close();
  });

  it("four members open their homes, in their own zone and language", async () => {
    pages = await Promise.all(
      founders.map(async ({ zone, locale, phone: onPhone }, i) => {
        const page = await company.newPage(locale, {
          timezoneId: zone,
          viewport: onPhone ? phone : desktop,
          hasTouch: onPhone,
        });
        await page.goto(links[i] ?? "");
        await page.getByTestId("next-call").waitFor();
        return page;
      }),
    );
    for (const page of pages) expect(new URL(page.url()).hash).toBe("");
    const [first] = (await viewOf(pageOf("Ayu"))).calls;
    if (!first) throw new Error("the group has no call");
    for (const { name, zone, locale } of founders) {
      const day = new Intl.DateTimeFormat(locale, { day: "numeric", timeZone: zone });
      const time = await pageOf(name).getByTestId("next-call").locator("time").innerText();
      expect(time).toContain(day.format(first.at));
    }
    await pageOf("Budi").getByText("Panggilan berikutnya dalam").waitFor();
    await pageOf("Dewi").getByText("14:00 in Jakarta, the group's time").waitFor();
    await noSideways(pageOf("Budi"));
  });

  it("one tap says who comes, and all see it", async () => {
    await pageOf("Ayu").getByTestId("answer-yes").click();
    await pageOf("Budi").getByTestId("answer-late").tap();
    await pageOf("Eva").getByTestId("answer-no").focus();
    await pageOf("Eva").keyboard.press("Enter");
    await pressed(pageOf("Ayu"), "answer-yes");
    await pressed(pageOf("Budi"), "answer-late");
    await pressed(pageOf("Eva"), "answer-no");
    const members = pageOf("Dewi").getByTestId("members");
    // Without a reload: a page looks by itself.
    await members.getByText("comes late").waitFor();
    await members.getByText("does not come").waitFor();
    // Whoever does not come has no seat in the hour that is shown.
    const ring = pageOf("Dewi").getByTestId("next-call").locator("svg");
    expect(await ring.locator("title", { hasText: "Eva" }).count()).toBe(0);
    expect(await ring.locator("title", { hasText: "Ayu" }).count()).toBeGreaterThan(0);
    await clean(pageOf("Ayu"), "home");
    await clean(pageOf("Budi"), "home in Indonesian");
  });

  it("a week is painted by mouse, by finger and by keys", async () => {
    const ayu = pageOf("Ayu");
    await ayu.getByTestId("way-week").click();
    await ayu.getByTestId("week-grid").waitFor();
    expect(await focusedText(ayu)).toBe("Four honest founders");
    await drag(ayu, "0 13", "4 16");
    expect(await marksOf(ayu, "good")).toBe(5 * 4);
    await saveWeek(ayu);

    const budi = pageOf("Budi");
    await budi.getByTestId("way-week").tap();
    await budi.getByTestId("week-grid").waitFor();
    await noSideways(budi);
    await budi.locator('[data-place="2 15"]').tap();
    await budi.locator('[data-place="2 -1"]').tap();
    expect(await marksOf(budi, "good")).toBe(24);
    await budi.getByTestId("brush-never").check({ force: true });
    await budi.locator('[data-place="-1 3"]').tap();
    expect(await marksOf(budi, "good")).toBe(23);
    await saveWeek(budi);

    const eva = pageOf("Eva");
    await eva.getByTestId("way-week").focus();
    await eva.keyboard.press("Enter");
    await eva.getByTestId("week-grid").waitFor();
    await eva.locator('[data-place="0 9"]').focus();
    await eva.keyboard.press("ArrowRight");
    await eva.keyboard.press("ArrowRight");
    // Possible, never, good.
    await eva.keyboard.press("Space");
    await eva.keyboard.press("Space");
    expect(await spokenAt(eva, "2 9")).toBe("Wednesday 09:00: Good");
    await eva.keyboard.press("Shift+ArrowUp");
    await eva.keyboard.press("Shift+ArrowUp");
    await eva.keyboard.press("Shift+ArrowLeft");
    expect(await marksOf(eva, "good")).toBe(4);
    expect(await focusedPlace(eva)).toBe("1 7");
    await saveWeek(eva);
    await clean(eva, "the week");
    expect(await unheard(eva)).toEqual([]);
  });

  it("the best times say what they ask of whom; a time in somebody's never is warned of", async () => {
    const dewi = pageOf("Dewi");
    await dewi.getByTestId("way-week").click();
    await dewi.getByTestId("week-grid").waitFor();
    // Never at all: whatever is chosen is in somebody's never.
    await dewi.getByTestId("brush-never").check({ force: true });
    await drag(dewi, "0 0", "6 23");
    await saveWeek(dewi);
    const slots = dewi.getByTestId("slots");
    await slots.locator('[data-mark="never"]').first().waitFor();
    await clean(dewi, "the best times");
    await dewi.getByTestId("choose-slot").first().click();
    await dewi.getByTestId("never-warning").waitFor();
    await dewi.getByText("Dewi: never at this hour.").waitFor();
    await clean(dewi, "the warning");
    const before = (await viewOf(dewi)).series;
    await dewi.getByTestId("slot-confirm").click();
    await dewi.getByTestId("slot-dialog").waitFor({ state: "detached" });
    const after = (await viewOf(dewi)).series;
    expect(after.zone).toBe(before.zone);
    expect(after.rule).toBe(before.rule);
    expect(after.starts).not.toBe(before.starts);
    // What was answered was to another date.
    expect((await viewOf(dewi)).calls[0]?.answers).toEqual([]);
  });

  it("the facilitator moves one call or all that follow, skips one and restores it", async () => {
    const dewi = pageOf("Dewi");
    await dewi.getByTestId("way-home").click();
    await dewi.getByTestId("calls").waitFor();
    const before = await viewOf(dewi);
    const [first, second, third] = before.calls;
    if (!first || !second || !third) throw new Error("too few calls");
    await dewi.getByTestId("move").nth(1).click();
    await dewi.getByTestId("move-dialog").waitFor();
    await dewi.getByTestId("move-to").fill(localIn(second.at + 25 * HOUR, before.series.zone));
    await clean(dewi, "moving a call");
    await dewi.getByTestId("move-confirm").click();
    await dewi.getByTestId("move-dialog").waitFor({ state: "detached" });
    let calls = (await viewOf(dewi)).calls;
    expect(calls.map(({ at }) => at).slice(0, 3)).toEqual([
      first.at,
      second.at + 25 * HOUR,
      third.at,
    ]);
    await dewi.getByTestId("calls").getByText("moved").waitFor();
    await dewi.getByTestId("skip").nth(2).click();
    await clean(dewi, "skipping a call");
    await dewi.getByTestId("skip-confirm").click();
    await dewi.getByTestId("calls").getByText("skipped").waitFor();
    expect((await viewOf(dewi)).calls.map(({ at }) => at)).not.toContain(third.at);
    await clean(dewi, "home of the facilitator");
    await dewi.getByTestId("restore").nth(1).click();
    await dewi.getByTestId("calls").getByText("skipped").waitFor({ state: "detached" });
    expect((await viewOf(dewi)).calls.map(({ at }) => at)).toContain(third.at);
    await dewi.getByTestId("move").nth(0).click();
    await dewi.getByTestId("move-following").check({ force: true });
    await dewi.getByTestId("move-to").fill(localIn(first.at + 2 * HOUR, before.series.zone));
    await dewi.getByTestId("move-confirm").click();
    await dewi.getByTestId("move-dialog").waitFor({ state: "detached" });
    calls = (await viewOf(dewi)).calls;
    // What was agreed for single calls goes with the old cadence.
    expect(calls.slice(0, 3).map(({ at }) => at)).toEqual(
      [first, second, third].map(({ at }) => at + 2 * HOUR),
    );
    // A member sees it without a reload, in their own time.
    const day = new Intl.DateTimeFormat("id-ID", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Asia/Makassar",
    }).format(first.at + 2 * HOUR);
    const budi = pageOf("Budi");
    await budi.getByTestId("way-home").tap();
    await budi.getByTestId("next-call").locator("time", { hasText: day }).waitFor();
  });

  it("what cannot be is said in a sentence, and changes nothing", async () => {
    const dewi = pageOf("Dewi");
    const before = await viewOf(dewi);
    const [first, second] = before.calls;
    if (!first || !second) throw new Error("too few calls");
    await dewi.getByTestId("move").nth(0).click();
    await dewi.getByTestId("move-to").fill(localIn(second.at, before.series.zone));
    await dewi.getByTestId("move-confirm").click();
    await dewi
      .getByTestId("move-dialog")
      .getByText("Another call of this group is within an hour of that time.")
      .waitFor();
    await dewi.keyboard.press("Escape");
    expect((await viewOf(dewi)).calls).toEqual(before.calls);
  });

  it("the facilitator looks after members, links, roles and cadence", async () => {
    const dewi = pageOf("Dewi");
    await dewi.getByTestId("way-manage").click();
    await dewi.getByTestId("manage-members").waitFor();
    await clean(dewi, "looking after the group");
    expect(await unheard(dewi)).toEqual([]);
    const { members } = await viewOf(dewi);
    const [ayu, budi, eva] = members;
    if (!ayu || !budi || !eva) throw new Error("members are missing");
    // A new link ends the old one.
    await dewi.getByTestId(`relink-${eva.id}`).click();
    await clean(dewi, "a new link");
    await dewi.getByTestId("relink-confirm").click();
    const link = await dewi.getByTestId("new-link").inputValue();
    await clean(dewi, "the new link");
    await dewi.keyboard.press("Escape");
    await pageOf("Eva").reload();
    await pageOf("Eva").getByText("This link opens no group").waitFor();
    await clean(pageOf("Eva"), "a wrong link");
    await pageOf("Eva").goto(links[2] ?? "");
    await pageOf("Eva").getByText("This link opens no group").waitFor();
    await pageOf("Eva").goto(link);
    await pageOf("Eva").getByTestId("next-call").waitFor();
    // One more member, and one less.
    await dewi.getByTestId("add-name").fill("Farah");
    await dewi.getByTestId("add-zone").selectOption("Asia/Kuala_Lumpur");
    await dewi.getByTestId("add-member").click();
    const added = await dewi.getByTestId("new-link").inputValue();
    await dewi.keyboard.press("Escape");
    const farah = await company.newPage("en-GB", { timezoneId: "Asia/Kuala_Lumpur" });
    await farah.goto(added);
    await farah.getByTestId("next-call").waitFor();
    const { id } = (await viewOf(farah)).you;
    await dewi.getByTestId(`part-${id}`).click();
    await clean(dewi, "parting with somebody");
    await dewi.getByTestId("part-confirm").click();
    await dewi.getByTestId(`part-${id}`).waitFor({ state: "detached" });
    await farah.reload();
    await farah.getByText("This link opens no group").waitFor();
    await farah.context().close();
    // The cadence from the next call on.
    await dewi.getByTestId("cadence-rhythm").selectOption("weekly");
    await dewi.getByTestId("cadence-save").click();
    await until(async () => {
      const { rule } = (await viewOf(dewi)).series;
      return rule === "FREQ=WEEKLY" ? null : `the rule is ${rule}`;
    }, 10_000);
    // Roles pass on by one: whoever had them looks after nothing any more.
    await dewi.getByTestId("rotate").click();
    await dewi.getByText("Only the facilitator looks after the group.").waitFor();
    const view = await viewOf(dewi);
    expect(view.members.map(({ role }) => role)).toEqual([
      "facilitator",
      "deputy",
      "member",
      "member",
    ]);
  });

  it("whoever has the operator's new link waits for the key until the digits were compared", async () => {
    const operator = await company.newPage();
    await operator.goto(company.server.operatorLink);
    await operator.getByTestId("nav-groups").click();
    const { id } = (await viewOf(pageOf("Budi"))).you;
    await operator.getByTestId(`relink-${id}`).click();
    await operator.getByTestId("relink-confirm").click();
    const link = await operator.getByTestId("new-link").inputValue();
    await clean(operator, "a new link by the operator");
    await operator.context().close();
    const budi = pageOf("Budi");
    await budi.goto(link);
    await budi.getByTestId("seal-waiting").waitFor();
    const digits = /(\d{4} ){4}\d{4}/.exec(await budi.getByTestId("seal-waiting").innerText());
    await clean(budi, "waiting for the key");
    // Ayu facilitates by now.
    const ayu = pageOf("Ayu");
    await ayu.reload();
    const admission = ayu.getByTestId(`admit-${id}`);
    await admission.getByText(digits?.[0] ?? "no digits").waitFor();
    await clean(ayu, "somebody waits for the key");
    await admission.getByTestId("admit").click();
    await admission.waitFor({ state: "detached" });
    await budi.reload();
    await budi.getByTestId("briefs").waitFor();
    expect(await budi.getByTestId("seal-waiting").count()).toBe(0);
    expect(await budi.getByTestId("seal-shut").count()).toBe(0);
  });

  it("a group is archived and opened again", async () => {
    const ayu = pageOf("Ayu");
    await ayu.reload();
    await ayu.getByTestId("way-manage").click();
    await ayu.getByTestId("archive").click();
    await clean(ayu, "archiving");
    await ayu.getByTestId("archive-confirm").click();
    await ayu.getByTestId("reopen").waitFor();
    await clean(ayu, "an archived group that is looked after");
    await ayu.getByTestId("way-home").click();
    await ayu.getByText("it has no more calls").waitFor();
    await clean(ayu, "an archived group");
    await ayu.getByTestId("way-manage").click();
    await ayu.getByTestId("reopen").click();
    await ayu.getByTestId("archive").waitFor();
  });

  it("one person's groups stand on their front page until the browser is told to forget", async () => {
    const eva = pageOf("Eva");
    const address = eva.url();
    await eva.goto(company.server.url);
    await clean(eva, "the front page with a group");
    await eva.getByTestId("known-groups").getByRole("link").click();
    await eva.getByTestId("forget").click();
    await clean(eva, "forgetting");
    await eva.getByTestId("forget-confirm").click();
    await eva.getByText("Open your personal link to enter.").waitFor();
    expect(await eva.getByTestId("known-groups").count()).toBe(0);
    expect(await eva.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/hotseat\.link/);
    await eva.goto(address);
    await eva.getByText("This link opens no group").waitFor();
  });
});

/** Notes what axe finds and goes on, so that one run tells all. The page has its size again after it. */
async function clean(page: Page, state: string): Promise<void> {
  const size = page.viewportSize();
  expect.soft(await violationsOf(page, state)).toEqual([]);
  if (size) await page.setViewportSize(size);
}

/** What the server tells a member. */
async function viewOf(page: Page): Promise<GroupView> {
  const [group, member] = new URL(page.url()).pathname.split("/").slice(2);
  const reply = await page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/groups/${group}/members/${member}`,
  );
  return (reply as { view: GroupView }).view;
}

async function pressed(page: Page, testId: string): Promise<void> {
  await page.locator(`[data-testid="${testId}"][aria-pressed="true"]`).waitFor();
}

/** Nothing is wider than the screen. */
async function noSideways(page: Page): Promise<void> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBe(0);
}

/** Draws with the mouse from one hour of the week to another. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  await page.locator(`[data-place="${from}"]`).scrollIntoViewIfNeeded();
  await page.setViewportSize({ ...desktop, height: 1_400 });
  const [a, b] = await Promise.all(
    [from, to].map((place) => page.locator(`[data-place="${place}"]`).boundingBox()),
  );
  if (!a || !b) throw new Error("the hours are not on the page");
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 6 });
  await page.mouse.up();
  await page.setViewportSize(desktop);
}

async function marksOf(page: Page, mark: string): Promise<number> {
  return page.locator(`[role="gridcell"][data-mark="${mark}"]`).count();
}

async function spokenAt(page: Page, place: string): Promise<string | null> {
  return page.locator(`[data-place="${place}"]`).getAttribute("aria-label");
}

async function focusedPlace(page: Page): Promise<string | null> {
  return page.locator(":focus").getAttribute("data-place");
}

async function focusedText(page: Page): Promise<string> {
  return page.locator(":focus").innerText();
}

async function saveWeek(page: Page): Promise<void> {
  await page.getByTestId("week-save").click();
  await page.getByText(/^(Saved|Tersimpan)\.$/).waitFor();
}

/** What the clocks of a zone show, as a field for date and time has it. */
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
