import type { Page } from "playwright-core";
import { signatures } from "./media.ts";

/** Creates a session on the operator's page, as an operator would, and gives the four links. */
export async function createSession(
  page: Page,
  operatorLink: string,
  minutes: number,
): Promise<string[]> {
  await page.goto(operatorLink);
  for (const [i, { name }] of signatures.entries())
    await page.getByTestId(`member-name-${i}`).fill(name);
  await page.getByTestId("facilitator-3").check({ force: true });
  await page.getByTestId("hour-own").check({ force: true });
  await page.getByTestId("hour-own-minutes").fill(String(minutes));
  await page.getByTestId("create").click();
  const links: string[] = [];
  for (const i of signatures.keys()) links.push(await page.getByTestId(`link-${i}`).inputValue());
  return links;
}
