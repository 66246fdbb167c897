import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violationsOf } from "../support/axe.ts";
import { Company } from "../support/company.ts";
import { fillGroup, phone, readGroupLinks } from "../support/founding.ts";

/* What is told about privacy, and the ways out: with one's data, and for good. All of it is sealed. */
describe("privacy", () => {
  let company: Company;

  beforeAll(async () => {
    company = await Company.meet();
  });

  afterAll(() => company.disperse());

  it("is told before anybody has a link, with this server's own times", async () => {
    const page = await company.newPage("en-GB");
    await page.goto(company.server.url);
    const [told] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "Privacy" }).click(),
    ]);
    await told.getByRole("heading", { name: "Who sees what" }).waitFor();
    await told.getByTestId("keep").getByText("90 days after the end").waitFor();
    await clean(told, "who sees what");
    await noSideways(told);
    await told.getByRole("button", { name: "Indonesia" }).click();
    await told.getByTestId("keep").getByText("90 hari sesudah akhir").waitFor();
    await clean(told, "who sees what in Indonesian");
    await page.context().close();
  });

  it("of a group: one takes along what was sealed, and is erased", async () => {
    const operator = await company.newPage("en-GB", { timezoneId: "Asia/Jakarta" });
    await operator.goto(company.server.operatorLink);
    await operator.getByTestId("nav-groups").click();
    await operator.getByTestId("found-group").click();
    await fillGroup(operator, "Four honest founders");
    const links = await readGroupLinks(operator);
    const [ayu, dewi] = await Promise.all(
      [0, 3].map(async (place) => {
        const page = await company.newPage("en-GB");
        await page.goto(links[place] ?? "");
        await page.getByTestId("next-call").waitFor();
        return page;
      }),
    );
    if (!ayu || !dewi) throw new Error("nobody came");

    await ayu.getByTestId("brief-write").click();
    await ayu.getByTestId("brief-question").fill("Whom do I hire?");
    await ayu.getByTestId("brief-save").click();
    await ayu.getByTestId("briefs").getByText("Whom do I hire?").waitFor();
    await ayu.getByTestId("way-data").click();
    await ayu.getByTestId("own-data").waitFor();
    await clean(ayu, "one's own data");
    await noSideways(ayu);
    expect(await saved(ayu, "export-json")).toContain('"question": "Whom do I hire?"');
    const file = await saved(ayu, "export-markdown");
    expect(file).toContain("# Ayu in Four honest founders");
    expect(file).toContain("Whom do I hire?");

    await ayu.getByTestId("erase-me").click();
    await ayu.getByTestId("erase-name").fill("Ay");
    expect(await ayu.getByTestId("erase-confirm").isDisabled()).toBe(true);
    await clean(ayu, "to be erased");
    await ayu.getByTestId("erase-name").fill("Ayu");
    await ayu.getByTestId("erase-confirm").click();
    await ayu.getByTestId("erased").waitFor();
    await clean(ayu, "erased");
    await ayu.goto(links[0] ?? "");
    await ayu.getByText("This link opens no group").waitFor();
    await ayu.goto(company.server.url);
    expect(await ayu.getByTestId("known-groups").count()).toBe(0);

    // Somebody else is put out and then erased, and at last the group.
    await dewi.getByTestId("way-manage").click();
    await dewi
      .getByRole("button", { name: /^Remove Eva|Eva/ })
      .last()
      .click();
    await dewi.getByTestId("part-confirm").click();
    const former = dewi.getByTestId("former");
    await former.getByText("Eva", { exact: true }).waitFor();
    expect(await former.getByText("Ayu").count()).toBe(0);
    await clean(dewi, "somebody has left");
    await former.getByRole("button", { name: "Erase Eva" }).click();
    await erase(dewi, "Eva");
    await former.waitFor({ state: "detached" });
    await dewi.getByTestId("erase-group").click();
    await erase(dewi, "Four honest founders");
    await dewi.waitForURL(`${company.server.url}/`);
    await operator.getByRole("button", { name: "To the groups" }).click();
    await operator.getByText("No group yet.").waitFor();

    // The operator can, without being in it.
    await operator.getByTestId("found-group").click();
    await fillGroup(operator, "Four others");
    await readGroupLinks(operator);
    await operator.getByRole("button", { name: "To the groups" }).click();
    await operator.getByRole("button", { name: "Erase the group" }).click();
    await erase(operator, "Four others");
    await operator.getByText("No group yet.").waitFor();
  });

  it("of a call of no group: the others read of a former member", async () => {
    const [ayu, budi, citra, dewi] = (await company.gather(1)).map(({ page }) => page);
    if (!ayu || !budi || !citra || !dewi) throw new Error("nobody came");
    for (const page of [ayu, budi, dewi]) {
      await page.getByTestId("join").click();
      await page.getByTestId("call").waitFor();
    }
    await dewi.getByTestId("primary").click();
    await ayu.getByTestId("chat").click();
    await ayu.getByTestId("message-input").fill("between us");
    await ayu.getByTestId("message-send").click();
    for (const page of [ayu, budi]) await page.getByTestId("recap").waitFor({ timeout: 90_000 });
    await ayu.getByTestId("own-data").waitFor();
    await clean(ayu, "a recap with one's own data");
    await noSideways(ayu);
    expect(await saved(ayu, "export-json")).toContain('"text": "between us"');
    await ayu.getByTestId("erase-me").click();
    await erase(ayu, "Ayu");
    await ayu.getByTestId("erased").waitFor();
    await budi.reload();
    await budi.getByTestId("recap-seats").getByText("a former member", { exact: true }).waitFor();
    expect(await budi.getByTestId("recap").getByText("Ayu").count()).toBe(0);
    expect(await budi.getByRole("alert").filter({ hasText: "changed afterwards" }).count()).toBe(0);
  });
});

async function erase(page: Page, name: string): Promise<void> {
  await page.getByTestId("erase-name").fill(name);
  await page.getByTestId("erase-confirm").click();
}

/** What is in the file that a click saves. */
async function saved(page: Page, testId: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId(testId).click(),
  ]);
  return readFileSync(await file.path(), "utf8");
}

async function clean(page: Page, state: string): Promise<void> {
  expect.soft(await violationsOf(page, state)).toEqual([]);
}

/** On a phone, whatever it was before. */
async function noSideways(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(phone);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBe(0);
  if (before) await page.setViewportSize(before);
}
