import type { Page } from "playwright-core";

/** Who founds a group in the tests: in four zones, and one of them reads Indonesian on a phone. */
export const founders = [
  { name: "Ayu", zone: "Asia/Jakarta", locale: "en-GB", phone: false },
  { name: "Budi", zone: "Asia/Makassar", locale: "id-ID", phone: true },
  { name: "Eva", zone: "Europe/Berlin", locale: "en-GB", phone: false },
  { name: "Dewi", zone: "America/New_York", locale: "en-GB", phone: false },
] as const;

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

/** Fills the form of a new group; Dewi facilitates and Ayu is the deputy, the zone is Jakarta's. */
export async function fillGroup(page: Page, name: string): Promise<void> {
  await page.getByTestId("group-name").fill(name);
  await page.getByTestId("group-purpose").fill("An honest hour every two weeks.");
  for (const [i, founder] of founders.entries()) {
    await page.getByTestId(`member-name-${i}`).fill(founder.name);
    await page.getByTestId(`member-zone-${i}`).selectOption(founder.zone);
  }
  await page.getByTestId("facilitator-3").check({ force: true });
  await page.getByTestId("deputy").selectOption({ label: "Ayu" });
  await page.getByTestId("cadence-zone").selectOption("Asia/Jakarta");
  await page.getByTestId("cadence-time").fill("14:00");
}

/** Founds the group that was filled in and reads the links from the page. */
export async function readGroupLinks(page: Page): Promise<string[]> {
  await page.getByTestId("found").click();
  const links: string[] = [];
  for (const i of founders.keys()) {
    links.push(await page.getByTestId(`link-${i}`).inputValue());
  }
  return links;
}
