import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { Company } from "../support/company.ts";
import { until } from "../support/until.ts";

/** More than any page has; whoever needs as many has lost their way. */
const MOST_TABS = 120;

/** Goes on with Tab until something has the focus, and sees that it is shown. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    const { id, outlined } = await page.evaluate(() => {
      const at = document.activeElement;
      const shown = at instanceof HTMLElement && getComputedStyle(at).outlineStyle !== "none";
      return { id: at?.getAttribute("data-testid") ?? "", outlined: shown };
    });
    if (id !== testId) continue;
    expect(outlined, `the focus on ${testId} is shown`).toBe(true);
    return;
  }
  throw new Error(`Tab does not lead to ${testId}`);
}

/** Opens a menu and goes down in it to one of its items. */
async function choose(page: Page, menu: string, item: string): Promise<void> {
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  await page.getByTestId(item).waitFor();
  for (let steps = 0; (await focused(page)) !== item; steps += 1) {
    if (steps > MOST_TABS) throw new Error(`the arrows do not lead to ${item}`);
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

async function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-testid") ?? null);
}

async function isLost(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement === document.body);
}

async function isOnHeading(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.tagName === "H1");
}

async function letGo(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

const isOn = (page: Page, testId: string) => page.getByTestId(testId).getAttribute("data-on");

async function becomes(page: Page, testId: string, on: boolean): Promise<void> {
  await until(async () => {
    const now = await isOn(page, testId);
    return now === String(on) ? null : `${testId} is ${now}`;
  }, 10_000);
}

describe("an hour by keyboard alone", () => {
  let company: Company;
  let ayu: Page;
  let budi: Page;
  let dewi: Page;

  beforeAll(async () => {
    company = await Company.meet();
    const [first, second, , last] = (await company.gather(20)).map(({ page }) => page);
    if (!first || !second || !last) throw new Error("four pages are needed");
    ayu = first;
    budi = second;
    dewi = last;
  });

  afterAll(() => company.disperse());

  it("in at the door, with Enter", async () => {
    for (const page of [ayu, dewi]) {
      await letGo(page);
      await page.keyboard.press("Enter");
      await page.getByTestId("call").waitFor();
      expect(await isOnHeading(page)).toBe(true);
    }
    await until(async () => {
      const here = (await company.view(dewi)).members.filter((member) => member.here).length;
      return here === 2 ? null : `${here} of 2 are here`;
    }, 10_000);
  });

  it("8.1 the order is changed with the arrows", async () => {
    const { members } = await company.view(dewi);
    const [first, second] = members;
    await tabTo(dewi, `reorder-${second?.id}`);
    await dewi.keyboard.press("ArrowUp");
    await until(async () => {
      const [now] = (await company.view(dewi)).members;
      return now?.id === second?.id ? null : `${now?.name} is first`;
    }, 5_000);
    expect(await focused(dewi)).toBe(`reorder-${second?.id}`);
    await dewi.keyboard.press("ArrowDown");
    await until(async () => {
      const [now] = (await company.view(dewi)).members;
      return now?.id === first?.id ? null : `${now?.name} is first`;
    }, 5_000);
  });

  it("6.2 it is started and moved on, and the focus stays where it is", async () => {
    await tabTo(dewi, "primary");
    await dewi.keyboard.press("Enter");
    await company.reaches(dewi, "open");
    await until(async () => {
      const { current } = await company.view(dewi);
      if (current === "seat-1/present") return null;
      expect(await focused(dewi)).toBe("primary");
      await dewi.keyboard.press("Enter");
      return `the hour is in ${current}`;
    }, 30_000);
  });

  it("7.5 the seat is given more time", async () => {
    const before = await company.view(ayu);
    await choose(ayu, "offer-extend", "offer-extend-30");
    await until(async () => {
      const { reserve } = await company.view(ayu);
      return reserve < before.reserve ? null : "the reserve has paid nothing";
    }, 10_000);
    expect(await isLost(ayu)).toBe(false);
  });

  it("5.6 the chair is handed over, and taken back", async () => {
    const { members } = await company.view(dewi);
    const member = members[0]?.id ?? "";
    await choose(dewi, "offer-hand-chair", `offer-hand-chair-${member}`);
    await until(async () => {
      const { chair } = await company.view(dewi);
      return chair === member ? null : "the chair is where it was";
    }, 5_000);
    await dewi.getByTestId("take-chair").waitFor();
    expect(await isLost(dewi)).toBe(false);
    await tabTo(dewi, "take-chair");
    await dewi.keyboard.press("Enter");
    await dewi.getByTestId("primary").waitFor();
    expect(await isLost(dewi)).toBe(false);
  });

  it("8.2 two seats change places: asked for in a menu, agreed to with Tab and Enter", async () => {
    await letGo(budi);
    await budi.keyboard.press("Enter");
    await budi.getByTestId("call").waitFor();
    const [mine, other] = [(await company.view(dewi)).you.id, (await company.view(budi)).you.id];
    let item = "";
    await until(async () => {
      const { swap } = (await company.view(dewi)).offers;
      const pair = swap.find(({ a, b }) => [a, b].includes(mine) && [a, b].includes(other));
      item = pair ? `swap-${pair.a}-${pair.b}` : "";
      return pair ? null : "nobody offers Dewi to change places with Budi";
    }, 10_000);
    const holders = async () =>
      (await company.view(dewi)).members
        .map(({ id }) => id)
        .filter((id) => id === mine || id === other);
    expect(await holders()).toEqual([other, mine]);
    await choose(dewi, "menu-chair", item);
    await budi.getByTestId("question-swap").waitFor();
    expect(await holders()).toEqual([other, mine]);
    await tabTo(budi, "answer-agree");
    await budi.keyboard.press("Enter");
    await until(async () => {
      const [first] = await holders();
      return first === mine ? null : "Budi still sits before Dewi";
    }, 5_000);
    for (const page of [budi, dewi]) {
      await page.getByTestId("question-swap").waitFor({ state: "detached" });
      expect(await isLost(page)).toBe(false);
    }
  });

  it("6.5 a turn is ended by whose it is, and the focus is not lost", async () => {
    await tabTo(ayu, "offer-done");
    await ayu.keyboard.press("Enter");
    await company.reaches(ayu, "seat-1/clarify");
    expect(await isLost(ayu)).toBe(false);
  });

  it("a hand is lowered, and the focus is not lost; it is not moved when somebody has let it go", async () => {
    const { id } = (await company.view(ayu)).you;
    await letGo(ayu);
    await ayu.keyboard.press("h");
    await dewi.getByTestId(`lower-${id}`).waitFor();
    await tabTo(dewi, `lower-${id}`);
    await dewi.keyboard.press("Enter");
    await dewi.getByTestId(`lower-${id}`).waitFor({ state: "detached" });
    expect(await focused(dewi)).toBe("menu-chair");
    await becomes(ayu, "hand", false);
    await ayu.keyboard.press("h");
    await dewi.getByTestId(`lower-${id}`).waitFor();
    await tabTo(dewi, `lower-${id}`);
    await letGo(dewi);
    await ayu.keyboard.press("h");
    await dewi.getByTestId(`lower-${id}`).waitFor({ state: "detached" });
    expect(await isLost(dewi)).toBe(true);
  });

  it("the keys turn the microphone on and off, and Space as long as it is held", async () => {
    await letGo(ayu);
    await becomes(ayu, "mic", true);
    await ayu.keyboard.press("m");
    await becomes(ayu, "mic", false);
    await ayu.keyboard.down("Space");
    await becomes(ayu, "mic", true);
    await ayu.keyboard.up("Space");
    await becomes(ayu, "mic", false);
    await ayu.keyboard.down("Space");
    await becomes(ayu, "mic", true);
    await ayu.evaluate(() => dispatchEvent(new Event("blur")));
    await becomes(ayu, "mic", false);
    await ayu.keyboard.up("Space");
    await ayu.keyboard.press("Control+d");
    await becomes(ayu, "mic", true);
  });

  it("the keys are explained from the same list, and do nothing while that is open", async () => {
    await ayu.keyboard.press("?");
    await ayu.getByTestId("key-microphone").waitFor();
    await ayu.keyboard.press("m");
    await ayu.keyboard.press("Escape");
    await ayu.getByTestId("keys-dialog").waitFor({ state: "detached" });
    expect(await isOn(ayu, "mic")).toBe("true");
    await ayu.keyboard.press("t");
    await ayu.getByTestId("time-said").getByText(/left/).waitFor();
  });

  it("the keys are letters while somebody writes", async () => {
    await ayu.keyboard.press("c");
    const field = ayu.locator("textarea, input[type=text]").first();
    await field.waitFor();
    await field.focus();
    await ayu.keyboard.type("m v h c");
    expect(await isOn(ayu, "mic")).toBe("true");
    expect(await field.inputValue()).toBe("m v h c");
    await field.fill("");
    await letGo(ayu);
    await ayu.keyboard.press("c");
  });

  it("the keys without Ctrl can be turned off", async () => {
    await letGo(ayu);
    await ayu.keyboard.press("Control+Shift+Slash");
    await ayu.getByTestId("single-keys").uncheck({ force: true });
    await ayu.keyboard.press("Escape");
    await ayu.keyboard.press("m");
    expect(await isOn(ayu, "mic")).toBe("true");
    await ayu.keyboard.press("Control+d");
    await becomes(ayu, "mic", false);
  });

  it("somebody is muted, is told by whom, and is back with one press", async () => {
    await ayu.keyboard.press("Control+d");
    await becomes(ayu, "mic", true);
    const { id } = (await company.view(ayu)).you;
    await dewi.getByTestId(`tile-${id}`).getByRole("img").waitFor({ state: "detached" });
    await choose(dewi, "menu-chair", `mute-${id}`);
    await becomes(ayu, "mic", false);
    await ayu.getByTestId("toast").getByText(/Dewi/).waitFor();
    await dewi.getByTestId(`tile-${id}`).getByRole("img").waitFor();
    await tabTo(ayu, "mic");
    await ayu.keyboard.press("Enter");
    await becomes(ayu, "mic", true);
    await dewi.getByTestId(`tile-${id}`).getByRole("img").waitFor({ state: "detached" });
  });

  it("5.8 somebody is removed: asked once more, gone from the table, and told why", async () => {
    const { id } = (await company.view(ayu)).you;
    await choose(dewi, "menu-chair", `remove-${id}`);
    await dewi.getByTestId("remove-dialog").waitFor();
    await tabTo(dewi, "confirm-remove");
    await dewi.keyboard.press("Enter");
    await dewi.getByTestId(`tile-${id}`).waitFor({ state: "detached" });
    expect(await isLost(dewi)).toBe(false);
    await ayu.getByText("You were removed from this hour.").waitFor();
    await ayu.reload();
    await ayu.getByText("You were removed from this hour.").waitFor();
  });

  it("out, and in again", async () => {
    await tabTo(dewi, "leave");
    await dewi.keyboard.press("Enter");
    await dewi.getByTestId("rejoin").waitFor();
    expect(await isOnHeading(dewi)).toBe(true);
    await tabTo(dewi, "rejoin");
    await dewi.keyboard.press("Enter");
    await dewi.getByTestId("call").waitFor();
    expect(await isOnHeading(dewi)).toBe(true);
  });
});
