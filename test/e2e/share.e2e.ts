import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { SessionView } from "@hotseat/shared";
import { signatures } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const MINUTES = 30;

/* Two people who share their screens, one after the other and both at once. */
describe("a shared screen", () => {
  let folder: string;
  let server: Server;
  let ayu: Person;
  let dewi: Person;

  const viewOf = async (person: Person) =>
    ((await person.request("")).body as { view: SessionView }).view;
  const share = ({ page }: Person) => page.getByTestId("share").click();
  const isSharing = ({ page }: Person) => page.getByTestId("share").getAttribute("data-on");

  /** Waits until a page draws the screen of somebody, with pictures that come. */
  const seesScreenOf = async ({ page, name }: Person, other: Person) => {
    const screen = page.getByTestId("screen");
    await screen.getByText(other.name).waitFor();
    await moves(
      page,
      '[data-testid="screen"] video',
      `${name} sees nothing of ${other.name}'s screen`,
    );
  };
  const moves = async (page: Page, selector: string, otherwise: string) => {
    const frames = () =>
      page.evaluate((selector) => {
        const video = document.querySelector<HTMLVideoElement>(selector);
        return video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      }, selector);
    const before = await frames();
    await until(async () => ((await frames()) > before ? null : otherwise), 20_000);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hotseat-e2e-"));
    const [one, , , four] = signatures;
    server = await (await Server.create()).start();
    [ayu, dewi] = await Promise.all([Person.arrive(one, folder), Person.arrive(four, folder)]);
    const links = await createSession(dewi.page, server.operatorLink, MINUTES);
    await ayu.open(links[0] ?? "");
    await dewi.open(links[3] ?? "");
    await ayu.join();
    await dewi.join();
    await ayu.sees([dewi]);
    await dewi.sees([ayu]);
    await until(async () => {
      const { members } = await viewOf(dewi);
      return members.filter(({ here }) => here).length === 2 ? null : "not both are here";
    }, 10_000);
    await dewi.page.getByTestId("primary").click();
    await until(async () => {
      const { current, action } = await viewOf(dewi);
      if (current === "seat-1/present") return null;
      if (action?.type === "advance")
        await dewi.request("/commands", { type: "advance", segment: action.segment });
      return `the hour is in ${current}`;
    }, 60_000);
  });

  afterAll(async () => {
    await Promise.all([ayu.goHome(), dewi.goHome()]);
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("takes the large place for everybody, with whoever has the seat beside it", async () => {
    await share(ayu);
    await seesScreenOf(dewi, ayu);
    await seesScreenOf(ayu, ayu);
    expect(await isSharing(ayu)).toBe("true");
    for (const { page } of [ayu, dewi]) {
      expect(await page.getByTestId("screen").getAttribute("data-large")).toBe("true");
      const beside = page.getByTestId(`tile-${ayu.id}`);
      expect(await beside.getAttribute("data-beside")).toBe("true");
    }
    await dewi.sees([ayu]);
  });

  it("is in the small window too", async () => {
    const opened = dewi.page.context().waitForEvent("page");
    await dewi.page.getByTestId("menu-chair").click();
    await dewi.page.getByTestId("offer-pip").click();
    const small = await opened;
    await moves(small, 'video[data-screen="true"]', "the small window shows no screen");
    await share(ayu);
    await moves(small, 'video:not([data-screen="true"])', "the small window shows no face again");
    await small.close();
    await dewi.page.getByTestId("screen").waitFor({ state: "detached" });
  });

  it("gives way to a newer one, and whoever shared it is told", async () => {
    await share(dewi);
    await seesScreenOf(ayu, dewi);
    // Ayu sits before Dewi: what counts is who began last.
    await share(ayu);
    await seesScreenOf(dewi, ayu);
    await dewi.page.getByTestId("toast").getByText(`${ayu.name} shares a screen now`).waitFor();
    expect(await isSharing(dewi)).toBe("false");
    await share(dewi);
    await seesScreenOf(ayu, dewi);
    await ayu.page.getByTestId("toast").getByText(`${dewi.name} shares a screen now`).waitFor();
    expect(await isSharing(ayu)).toBe("false");
    await share(dewi);
    for (const { page } of [ayu, dewi])
      await page.getByTestId("screen").waitFor({ state: "detached" });
  });

  it("that the system withholds is said with what to do, and a change of mind is not", async () => {
    const refuse = (message: string) =>
      ayu.page.evaluate((message) => {
        globalThis.asked = 0;
        MediaDevices.prototype.getDisplayMedia = async () => {
          globalThis.asked += 1;
          throw new DOMException(message, "NotAllowedError");
        };
      }, message);
    const toast = ayu.page.getByTestId("toast");
    await toast.waitFor({ state: "hidden" });
    await refuse("Permission denied by user");
    await share(ayu);
    await until(
      async () =>
        (await ayu.page.evaluate(() => globalThis.asked)) === 1 ? null : "nobody was asked",
      5_000,
    );
    expect(await toast.isHidden()).toBe(true);
    await refuse("Permission denied by system");
    await share(ayu);
    await toast.getByText("under screen recording").waitFor();
    expect(await isSharing(ayu)).toBe("false");
  });

  it("left no page with an error", () => {
    for (const person of [ayu, dewi]) expect(person.complaints, person.name).toEqual([]);
  });
});

declare global {
  /** How often the page has asked for a screen since this was set. */
  var asked: number;
}
