import type { Page } from "playwright-core";
import { signatures } from "./media.ts";

/** Creates a session on the operator's page, as an operator would, and gives the four links. */
export async function createSession(
  page: Page,
  operatorLink: string,
  minutes: number,
  { sealed = true } = {},
): Promise<string[]> {
  await fillSession(page, operatorLink, minutes);
  await page.getByTestId("sealed").setChecked(sealed);
  return readLinks(page);
}

/** Names the four and how long their hour is; Dewi, who sits last, is the facilitator. */
export async function fillSession(
  page: Page,
  operatorLink: string,
  minutes: number,
): Promise<void> {
  await page.goto(operatorLink);
  for (const [i, { name }] of signatures.entries()) {
    await page.getByTestId(`member-name-${i}`).fill(name);
  }
  await page.getByTestId("facilitator-3").check({ force: true });
  await page.getByTestId("hour-own").check({ force: true });
  await page.getByTestId("hour-own-minutes").fill(String(minutes));
}

/** Makes the session and reads the links from the page. */
export async function readLinks(
  page: Page,
  members: number = signatures.length,
): Promise<string[]> {
  await page.getByTestId("create").click();
  const links: string[] = [];
  for (let i = 0; i < members; i += 1) {
    links.push(await page.getByTestId(`link-${i}`).inputValue());
  }
  return links;
}
