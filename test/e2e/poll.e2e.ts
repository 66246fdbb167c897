import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { GroupCommandRequest, GroupView, Mark } from "@hotseat/shared/group";
import { violationsOf } from "../support/axe.ts";
import { Company } from "../support/company.ts";
import { desktop, fillGroup, founders, phone, readGroupLinks } from "../support/founding.ts";

const HOURS_OF_WEEK = 168;
const HOURS_OF_DAY = 24;

/* Four people look for another time for one call: two sizes, two languages, four zones. */
describe("asking a group about other times", () => {
  let company: Company;
  let pages: readonly Page[] = [];
  const four = () => {
    const [ayu, budi, eva, dewi] = pages;
    if (!ayu || !budi || !eva || !dewi) throw new Error("somebody has no page");
    return { ayu, budi, eva, dewi };
  };

  beforeAll(async () => {
    company = await Company.meet();
    const operator = await company.newPage("en-GB", { timezoneId: "Asia/Jakarta" });
    await operator.goto(company.server.operatorLink);
    await operator.getByTestId("nav-groups").click();
    await operator.getByTestId("found-group").click();
    await fillGroup(operator, "Four honest founders");
    const links = await readGroupLinks(operator);
    await operator.context().close();
    pages = await Promise.all(
      founders.map(async ({ zone, locale, phone: onPhone }, i) => {
        const page = await company.newPage(locale, {
          timezoneId: zone,
          viewport: onPhone ? phone : desktop,
          hasTouch: onPhone,
          permissions: ["clipboard-read", "clipboard-write"],
        });
        await page.goto(links[i] ?? "");
        await page.getByTestId("next-call").waitFor();
        return page;
      }),
    );
    // Ayu can from 8:00 to 22:00, Budi would rather not; Eva and Dewi have not said when they can.
    const week = (zone: string, mark: Mark) =>
      ({
        type: "set-week",
        week: {
          zone,
          hours: Array.from({ length: HOURS_OF_WEEK }, (_, i) => {
            const hour = i % HOURS_OF_DAY;
            return hour >= 8 && hour < 22 ? mark : ("never" as const);
          }),
        },
      }) as const;
    await command(four().ayu, week("Asia/Jakarta", "good"));
    await command(four().budi, week("Asia/Jakarta", "possible"));
  });

  afterAll(() => company.disperse());

  it("the facilitator chooses from what everybody's hours allow, and adds a time", async () => {
    const { dewi } = four();
    const [call] = (await viewOf(dewi)).calls;
    if (!call) throw new Error("the group has no call");
    await dewi.getByTestId("ask").first().focus();
    await dewi.keyboard.press("Enter");
    const dialog = dewi.getByTestId("poll-dialog");
    await dialog.getByText("only possible for Budi").first().waitFor();
    await dewi.getByTestId("poll-confirm").click();
    await dialog.getByText("Choose a time first, or add one.").waitFor();
    await dewi.getByTestId("poll-offer").first().check();
    // Eleven at night in Jakarta is in Ayu's never, and Budi's.
    const own = await dewi.getByTestId("poll-own").inputValue();
    await dewi.getByTestId("poll-own").fill(own.replace(/T.*/, "T23:00"));
    await dewi.getByTestId("poll-add").click();
    await clean(dewi, "asking about other times");
    await dewi.getByTestId("poll-confirm").click();
    await dewi.getByTestId("poll").waitFor();
    await dialog.waitFor({ state: "detached" });
    expect(await focused(dewi)).toBe("poll");
    const { poll } = await viewOf(dewi);
    expect(poll).toMatchObject({ status: "open", at: call.at });
    expect(poll?.times).toHaveLength(3);
    expect(poll?.times.map(({ at }) => at)).toContain(call.at);
    // One question at a time.
    expect(await dewi.getByTestId("ask").count()).toBe(0);
    await dewi.getByTestId("poll-copy").click();
    await dewi.getByText("Copied").waitFor();
    const text = await pasted(dewi);
    expect(text).toMatch(/^Four honest founders: another time for the call of /);
    expect(text.match(/23:00 Jakarta/g)).toHaveLength(1);
    expect(text).not.toContain("#");
  });

  it("one tap answers, by finger and by keys, and all see who has said what", async () => {
    const { ayu, budi, eva, dewi } = four();
    await Promise.all([ayu, budi, eva].map((page) => page.reload()));
    await budi.getByText("Belum menjawab semuanya: Ayu, Budi, Eva dan Dewi.").waitFor();
    const times = budi.getByTestId("poll-time");
    await times.nth(0).getByTestId("say-no").tap();
    await times.nth(0).locator('[data-testid="say-no"][aria-pressed="true"]').waitFor();
    // Changed at once.
    await times.nth(0).getByTestId("say-if-need-be").tap();
    await times.nth(0).locator('[data-testid="say-if-need-be"][aria-pressed="true"]').waitFor();
    await budi.getByText("Ayu dan Budi: jangan pada jam ini.").waitFor();
    await noSideways(budi);
    await clean(budi, "a poll in Indonesian");
    await ayu.getByTestId("poll-time").nth(0).getByTestId("say-yes").focus();
    await ayu.keyboard.press("Enter");
    await ayu
      .getByTestId("poll-time")
      .nth(0)
      .locator('[data-testid="say-yes"][aria-pressed="true"]')
      .waitFor();
    expect(await ayu.locator(":focus").getAttribute("data-testid")).toBe("say-yes");
    // The deputy may end it, other members may not.
    expect(await ayu.getByTestId("poll-close").count()).toBe(1);
    expect(await eva.getByTestId("poll-close").count()).toBe(0);
    await dewi.reload();
    const { id } = (await viewOf(budi)).you;
    const said = dewi.getByTestId("poll-time").nth(0).getByTestId(`said-${id}`);
    await said.locator("xpath=self::*[@data-answer='if-need-be']").waitFor();
    expect(await said.textContent()).toBe("Budi: if need be");
    await clean(dewi, "a poll that is open");
  });

  it("what is in somebody's no or never is taken by nobody but a person who is warned", async () => {
    const { ayu, eva, dewi } = four();
    const before = (await viewOf(dewi)).calls[0];
    const { poll } = await viewOf(eva);
    if (!poll) throw new Error("no poll");
    for (const time of poll.times) {
      await command(eva, { type: "answer-poll", poll: poll.number, time: time.at, answer: "no" });
    }
    await dewi.reload();
    await dewi.getByTestId("poll-close").click();
    await dewi.getByTestId("poll-close-dialog").getByText("no time can be taken").waitFor();
    await clean(dewi, "closing a poll");
    await dewi.getByTestId("poll-close-confirm").click();
    await dewi.getByTestId("poll-undecided").waitFor();
    expect(await focused(dewi)).toBe("poll");
    expect((await viewOf(dewi)).calls[0]?.at).toBe(before?.at);
    await clean(dewi, "a poll that decided nothing");
    const night = poll.times.findIndex(({ never }) => never.length > 0);
    await dewi.getByTestId("poll-time").nth(night).getByTestId("poll-choose").click();
    const warning = dewi.getByTestId("poll-warning");
    await warning.getByText("Eva: said no.").waitFor();
    await warning.getByText("Ayu and Budi: never at this hour.").waitFor();
    await clean(dewi, "the warning before a time is taken");
    await dewi.getByTestId("poll-choose-confirm").click();
    await dewi.getByTestId("poll-decided").waitFor();
    const [moved] = (await viewOf(dewi)).calls;
    expect(moved).toMatchObject({ at: poll.times[night]?.at, moved: true });
    await ayu.reload();
    await ayu.getByTestId("poll-decided").waitFor();
    await clean(ayu, "a poll that is decided");
    expect(await eva.getByTestId("poll-choose").count()).toBe(0);
  });

  it("the call moves at once when all say yes to one time", async () => {
    const { ayu, budi, eva, dewi } = four();
    // The deputy asks this time.
    await ayu.getByTestId("ask").first().click();
    await ayu.getByTestId("poll-offer").first().check();
    await ayu.getByTestId("poll-confirm").click();
    await ayu.getByTestId("poll-dialog").waitFor({ state: "detached" });
    const { poll } = await viewOf(ayu);
    if (!poll) throw new Error("no poll");
    const planned = poll.times.findIndex(({ at }) => at === poll.at);
    const other = 1 - planned;
    for (const page of [dewi, eva, budi, ayu]) {
      await page.reload();
      const times = page.getByTestId("poll-time");
      await times.nth(planned).getByTestId("say-no").click();
      await times.nth(planned).locator('[aria-pressed="true"]').waitFor();
      await times.nth(other).getByTestId("say-yes").click();
      if (page !== ayu) await times.nth(other).locator('[aria-pressed="true"]').waitFor();
    }
    await ayu.getByTestId("poll-decided").waitFor();
    expect(await focused(ayu)).toBe("poll");
    expect((await viewOf(ayu)).calls[0]?.at).toBe(poll.times[other]?.at);
    await ayu.getByTestId("poll-drop").click();
    await ayu.getByTestId("poll").waitFor({ state: "detached" });
    expect(await ayu.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  });
});

/** Notes what axe finds and goes on, so that one run tells all. The page has its size again after it. */
async function clean(page: Page, state: string): Promise<void> {
  const size = page.viewportSize();
  expect.soft(await violationsOf(page, state)).toEqual([]);
  if (size) await page.setViewportSize(size);
}

function pathOf(page: Page): string {
  const [group, member] = new URL(page.url()).pathname.split("/").slice(2);
  return `/api/groups/${group}/members/${member}`;
}

/** What the server tells a member. */
async function viewOf(page: Page): Promise<GroupView> {
  const reply = await page.evaluate(async (path) => (await fetch(path)).json(), pathOf(page));
  return (reply as { view: GroupView }).view;
}

/** Asks the group for something as the page would. */
async function command(page: Page, wish: GroupCommandRequest): Promise<void> {
  const ok = await page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(path, { method: "POST", headers, body })).ok;
    },
    [`${pathOf(page)}/commands`, JSON.stringify(wish)] as const,
  );
  expect(ok).toBe(true);
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

/** Nothing is wider than the screen. */
async function noSideways(page: Page): Promise<void> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBe(0);
}

/** What is pasted elsewhere in that browser: our own pages may not read what is copied. */
async function pasted(page: Page): Promise<string> {
  const elsewhere = await page.context().newPage();
  await elsewhere.setContent("<textarea></textarea>");
  await elsewhere.locator("textarea").focus();
  await elsewhere.keyboard.press("Control+V");
  const text = await elsewhere.locator("textarea").inputValue();
  await elsewhere.close();
  await page.bringToFront();
  return text;
}
