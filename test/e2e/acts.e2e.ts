import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { Company } from "../support/company.ts";
import { until } from "../support/until.ts";

/** Long enough for hands, short enough to wait for. A full hour's 1:00 is 0:10 here. */
const MINUTES = 10;

/* What members do to their hour, by hand, and what the others read of it. One hour, in its order. */
describe("the acts of an hour", () => {
  let company: Company;
  let ayu: Page;
  let budi: Page;
  let citra: Page;
  let dewi: Page;
  /** Their ids. */
  const ids = { ayu: "", budi: "", citra: "", dewi: "" };

  beforeAll(async () => {
    company = await Company.meet();
    const [first, second, third, last] = (await company.gather(MINUTES)).map(({ page }) => page);
    if (!first || !second || !third || !last) throw new Error("four pages are needed");
    [ayu, budi, citra, dewi] = [first, second, third, last];
    const members = (await company.view(dewi)).members.map(({ id }) => id);
    [ids.ayu = "", ids.budi = "", ids.citra = "", ids.dewi = ""] = members;
    for (const page of [ayu, dewi]) await enter(page);
  });

  afterAll(() => company.disperse());

  async function enter(page: Page): Promise<void> {
    await page.getByTestId("join").click();
    await page.getByTestId("call").waitFor();
  }

  /** Waits until somebody is told so. */
  async function reads(page: Page, words: RegExp): Promise<void> {
    await page.getByTestId("news").getByText(words).first().waitFor();
  }

  async function choose(page: Page, menu: string, item: string): Promise<void> {
    await page.getByTestId(menu).click();
    await page.getByTestId(item).click();
  }

  /** Drags the row of one member onto that of another, by its grip. */
  async function drag(page: Page, kind: "reorder" | "swap", from: string, to: string) {
    const [grip, target] = await Promise.all(
      [from, to].map((id) => page.getByTestId(`${kind}-${id}`).boundingBox()),
    );
    if (!grip || !target) throw new Error("both rows have a grip");
    const middle = ({ x, y, width, height }: typeof grip) =>
      [x + width / 2, y + height / 2] as const;
    await page.mouse.move(...middle(grip));
    await page.mouse.down();
    await page.mouse.move(...middle(target), { steps: 4 });
    await page.mouse.up();
  }

  /** Waits until everybody's row stands so, as that page is told. */
  async function ordered(page: Page, ...expected: readonly string[]): Promise<void> {
    await until(async () => {
      const names = (await company.view(page)).members.map(({ name }) => name);
      return names.join() === expected.join() ? null : `the order is ${names.join()}`;
    }, 10_000);
  }

  /** Dewi ends what goes on, by its name, until the hour is in that very segment. */
  async function bringTo(segment: string): Promise<void> {
    await company.reaches(dewi, segment, 60_000, async () => {
      const { action, you } = await company.view(dewi);
      if (action?.type !== "advance") return;
      const session = new URL(dewi.url()).pathname.split("/")[2];
      const path = `/api/sessions/${session}/members/${you.id}/commands`;
      await dewi.evaluate(
        ([path, body]) =>
          fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body }),
        [path, JSON.stringify({ type: "advance", segment: action.segment })] as const,
      );
    });
  }

  it("3.8 somebody says at the door by how much they will be late", async () => {
    await citra.getByTestId("delay-minutes").selectOption("5");
    await citra.getByTestId("announce-delay").click();
    await citra
      .getByTestId("apology")
      .getByText(/5:00 late.*kept/)
      .waitFor();
    for (const page of [ayu, dewi]) await reads(page, /Citra will be 5:00 late/);
  });

  it("3.4 or that they cannot come, and then that they can", async () => {
    await citra.getByTestId("excuse-me").click();
    await citra
      .getByTestId("apology")
      .getByText(/will not come/)
      .waitFor();
    for (const page of [ayu, dewi]) await reads(page, /Citra will not come\. The hour is planned/);
    await enter(citra);
    await until(async () => {
      const found = (await company.view(dewi)).members.find(({ id }) => id === ids.citra);
      return found?.here && found.seat === "to-come" ? null : `Citra's seat is ${found?.seat}`;
    }, 10_000);
  });

  it("3.4 the chair says it for somebody, who comes all the same", async () => {
    await choose(dewi, "menu-chair", `offer-excuse-${ids.budi}`);
    for (const page of [ayu, citra]) await reads(page, /Budi will not come, says Dewi/);
    await enter(budi);
    await until(async () => {
      const { members } = await company.view(dewi);
      return members.every(({ here, seat }) => here && seat === "to-come") ? null : "not all sit";
    }, 10_000);
  });

  it("8.1 the order is dragged, and put back with the arrows", async () => {
    await drag(dewi, "reorder", ids.ayu, ids.citra);
    await ordered(budi, "Budi", "Citra", "Ayu", "Dewi");
    await reads(budi, /The order is now Budi, Citra, Ayu and Dewi, set by Dewi/);
    for (const place of ["Budi,Ayu,Citra,Dewi", "Ayu,Budi,Citra,Dewi"]) {
      await dewi.getByTestId(`reorder-${ids.ayu}`).press("ArrowUp");
      await ordered(budi, ...place.split(","));
    }
  });

  it("8.2 seats are swapped by dragging one onto another, and by the arrows on its grip", async () => {
    await dewi.getByTestId("primary").click();
    await drag(budi, "swap", ids.budi, ids.dewi);
    await dewi
      .getByTestId("question-swap")
      .getByText(/Budi asks to change places/)
      .waitFor();
    await dewi.getByTestId("answer-agree").click();
    await ordered(ayu, "Ayu", "Dewi", "Citra", "Budi");
    await reads(ayu, /Two seats have changed places: Ayu, Dewi, Citra and Budi/);
    await dewi.getByTestId(`swap-${ids.budi}`).press("ArrowUp");
    for (const page of [citra, budi]) {
      const asked = page.getByTestId("question-swap");
      await asked.getByText("Dewi asks that Citra and Budi change places.").waitFor();
      await page.getByTestId("answer-agree").click();
    }
    await ordered(ayu, "Ayu", "Dewi", "Budi", "Citra");
  });

  it("8.5 somebody passes their seat, once asked again", async () => {
    await choose(citra, "menu-chair", "offer-pass");
    await citra.getByTestId("confirm-pass").click();
    for (const page of [ayu, budi, dewi]) await reads(page, /Citra passes the seat on/);
    await citra.getByTestId("seat-given").waitFor();
  });

  it("6.6 the holder skips a phase", async () => {
    // The opening and the reviews are let go by: what they leave over would be the reserve's.
    await company.reaches(ayu, "seat-1/present");
    await ayu.getByTestId("offer-skip").click();
    await company.reaches(budi, "seat-1/clarify", 5_000);
    await budi.getByText("Questions only, no advice").first().waitFor();
  });

  it("9.3 anybody stops the clocks, and everybody reads who and who pays", async () => {
    await choose(budi, "menu-chair", "offer-emergency");
    for (const page of [ayu, citra, dewi]) {
      const banner = page.getByTestId("pause");
      await banner.getByText(/Budi has stopped the clocks of the seats/).waitFor();
      expect(await banner.textContent()).toMatch(/The reserve pays, then the seats to come\./);
    }
    await dewi.getByTestId("offer-resume").click();
    for (const page of [ayu, budi, citra]) {
      await page.getByTestId("pause").waitFor({ state: "detached" });
      await reads(page, /The clocks go on, by Dewi/);
    }
  });

  it("7.7 one objects to more time, and it is not given", async () => {
    const before = (await company.view(ayu)).reserve;
    await choose(ayu, "offer-extend", "offer-extend-60");
    const asked = budi.getByTestId("question-extend");
    await asked.getByText(/Ayu asks for 0:10 more/).waitFor();
    await asked.getByTestId("answer-decline").click();
    for (const page of [ayu, citra, dewi]) await reads(page, /Budi said no .*Nothing changes/);
    expect((await company.view(ayu)).reserve).toBe(before);
  });

  it("7.3 the holder goes straight to open talk", async () => {
    await choose(ayu, "offer-yield", "offer-yield-questions");
    await company.reaches(budi, "seat-1/open", 5_000);
    for (const page of [budi, dewi]) await reads(page, /Ayu goes straight to open talk/);
  });

  it("4.7 the chair gives them time from the reserve", async () => {
    await choose(dewi, "menu-chair", `offer-grant-${ids.citra}`);
    for (const page of [ayu, budi]) await reads(page, /Citra gets a last seat of .* by Dewi.*pays/);
    await citra.getByTestId("seat-given").waitFor({ state: "detached" });
    await ordered(ayu, "Ayu", "Dewi", "Budi", "Citra");
  });

  it("7.1 the holder is done, and the rest is the reserve's", async () => {
    await bringTo("seat-4/present");
    const before = (await company.view(ayu)).reserve;
    await choose(dewi, "offer-yield", "offer-yield-reserve");
    for (const page of [ayu, citra]) await reads(page, /Dewi is done and gives the rest away/);
    await company.reaches(ayu, "seat-4/commit", 5_000);
    expect((await company.view(ayu)).reserve).toBeGreaterThan(before);
  });

  it("4.2 the holder is lost, and everybody reads who pays", async () => {
    await bringTo("seat-2/present");
    await budi.context().close();
    for (const page of [ayu, citra, dewi]) {
      const banner = page.getByTestId("pause");
      await banner.getByText(/Budi is reconnecting/).waitFor();
      expect(await banner.textContent()).toMatch(/The reserve pays\./);
    }
  });

  it("4.8 the chair lets the seat go on without them, and then releases the rest", async () => {
    await dewi.getByTestId("offer-resume").getByText("Go on without Budi").click();
    for (const page of [ayu, citra]) await reads(page, /The seat goes on without Budi, by Dewi/);
    await until(async () => {
      const { offers } = await company.view(dewi);
      return offers.release.includes(ids.budi) ? null : "Budi is not gone yet";
    }, 30_000);
    await dewi.getByTestId("menu-chair").click();
    // What a seat waits for stands before all that can wait.
    const [first] = await dewi.getByRole("menuitem").all();
    expect(await first?.getAttribute("data-testid")).toBe(`offer-release-${ids.budi}`);
    await first?.click();
    for (const page of [ayu, citra]) {
      await reads(page, /Budi did not come back, and Dewi gives their seat to the others/);
    }
  });
});
