import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { violationsOf } from "../support/axe.ts";
import { launchChromium } from "../support/chromium.ts";
import { MailedGroup } from "../support/mailed-group.ts";
import { Server } from "../support/server.ts";
import { unheard } from "../support/unheard.ts";

const DAY = 86_400_000;

/* A member opens what they were mailed, in a browser that knows nothing of them. */
describe("links in a mail", () => {
  let server: Server;
  let browser: Browser;
  let group: MailedGroup;

  beforeAll(async () => {
    server = await (await Server.create()).start();
    browser = await launchChromium();
    group = await MailedGroup.found(server, 5 * DAY);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.dispose();
  });

  async function open(locale: string): Promise<Page> {
    const context = await browser.newContext({ locale });
    onTestFinished(() => context.close());
    return context.newPage();
  }

  const token = (link: string) => new URL(link).pathname.split("/").at(-1);
  const given = async (link: string) => {
    const reply = await fetch(`${server.url}/api/answers/${token(link)}`);
    return ((await reply.json()) as { answer: string | null }).answer;
  };

  it("ask who comes, and answer when somebody says so", async () => {
    const link = await group.linkToCarla("/answer/");
    const page = await open("en-GB");
    await page.goto(link);
    await page.getByRole("heading", { name: "Will you come, Carla?" }).waitFor();
    // The link said yes; nothing is sent by opening it.
    expect(await page.getByRole("radio", { name: "I will come" }).isChecked()).toBe(true);
    expect(await given(link)).toBeNull();
    expect(await violationsOf(page, "answer")).toEqual([]);
    expect(await unheard(page)).toEqual([]);
    await page.getByRole("radio", { name: "I will be late" }).check();
    await page.getByRole("button", { name: "Send this answer" }).click();
    await page.getByText("Thank you. The group knows.").waitFor();
    expect(await given(link)).toBe("late");
    expect(await violationsOf(page, "answered")).toEqual([]);
  });

  it("say so in one sentence, and by their status, when they are good for nothing", async () => {
    const link = await group.linkToCarla("/answer/");
    const damaged = new URL(link);
    damaged.pathname = damaged.pathname.slice(0, -1);
    const page = await open("id-ID");
    const reply = await page.goto(damaged.href);
    expect(reply?.status()).toBe(404);
    await page.getByText("Tautan ini rusak atau sudah tidak berlaku.").waitFor();
  });

  it("stop one kind of mail by a click, and begin it again", async () => {
    const page = await open("id-ID");
    await page.goto(await group.linkToCarla("/unsubscribe/"));
    await page.getByText("Anda menerima surel ini.").waitFor();
    expect(await violationsOf(page, "subscription")).toEqual([]);
    await page.getByRole("button", { name: "Hentikan surel ini" }).click();
    await page.getByText("Surel ini dihentikan.").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Kirim lagi" }).click();
    await page.getByText("Anda menerima surel ini.").waitFor();
  });
});
