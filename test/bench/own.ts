import type { Page } from "playwright-core";
import type { SessionView } from "@hotseat/shared";
import { createSession } from "../support/operator.ts";
import { until } from "../support/until.ts";

export const ownJoin = "[data-testid=join]";

/** The longest that the form makes beside a real hour: no part of it ends while it is measured. */
const MINUTES = 59;

/** The four links of a new session; the last one's member facilitates. */
export function ownLinks(page: Page, operatorLink: string): Promise<string[]> {
  return createSession(page, operatorLink, MINUTES);
}

/** Opens a member's link and stands at the door. */
export async function standAtOwnDoor(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByTestId("join").waitFor();
}

export async function enterOwn(page: Page): Promise<void> {
  await page.getByTestId("join").click();
  await page.getByTestId("call").waitFor();
}

/** The facilitator starts the hour and moves on until it is in that segment. */
export async function bringOwnTo(facilitator: Page, segment: string): Promise<void> {
  await until(async () => {
    const { current, action } = await facilitator.evaluate(async () => {
      const [session, member] = location.pathname.split("/").slice(2);
      const base = `/api/sessions/${session}/members/${member}`;
      const { view } = (await (await fetch(base)).json()) as { view: SessionView };
      const { current, action, status } = view;
      const command =
        status === "lobby"
          ? { type: "start" }
          : action?.type === "advance" && current !== null
            ? { type: "advance", segment: action.segment }
            : null;
      return { current, action: command, base };
    });
    if (current === segment) return null;
    if (action) {
      await facilitator.evaluate(async (command) => {
        const [session, member] = location.pathname.split("/").slice(2);
        await fetch(`/api/sessions/${session}/members/${member}/commands`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(command),
        });
      }, action);
    }
    return `the hour is in ${current}, not in ${segment}`;
  }, 60_000);
}
