import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../support/person.ts";
import { Table } from "../support/table.ts";
import { until } from "../support/until.ts";

const MINUTES = 4;

/** Writes a message as somebody would: opens the chat, types, presses Enter. */
async function write({ page }: Person, text: string): Promise<void> {
  const input = page.getByTestId("message-input");
  if (!(await input.isVisible())) await page.getByTestId("chat").click();
  await input.fill(text);
  await input.press("Enter");
}

/** Waits until exactly these messages are in somebody's chat, in this order. */
async function reads(person: Person, texts: readonly string[]): Promise<void> {
  const { page } = person;
  if (!(await page.getByTestId("talk").isVisible())) await page.getByTestId("chat").click();
  await until(async () => {
    const there = await page.getByTestId("messages").locator("[dir=auto]").allTextContents();
    return JSON.stringify(there) === JSON.stringify(texts)
      ? null
      : `${person.name} reads ${JSON.stringify(there)} instead of ${JSON.stringify(texts)}`;
  }, 10_000);
}

/** Waits until these hands are up on somebody's screen, in this order. */
async function seesHands(person: Person, names: readonly string[]): Promise<void> {
  await until(async () => {
    const rows = person.page.locator('[data-testid^="hand-row-"]:visible');
    const there = await rows.allTextContents();
    const wanted = names.map((name, i) => `${i + 1}${name}`);
    return JSON.stringify(there) === JSON.stringify(wanted)
      ? null
      : `${person.name} sees the hands ${JSON.stringify(there)}`;
  }, 10_000);
}

/** Waits until something on somebody's page says just this. */
async function shows({ name, page }: Person, testId: string, text: string): Promise<void> {
  await until(async () => {
    const there = (await page.getByTestId(testId).textContent({ timeout: 5_000 }))?.trim();
    return there === text ? null : `${name} has "${there}" at ${testId} instead of "${text}"`;
  }, 10_000);
}

/* What is said beside the hour. The tests stand in the order of the story. */
describe("a call in which people write, raise hands and react", () => {
  let table: Table;
  const said = ["Halo semua!", "First question, please."];

  beforeAll(async () => {
    table = await Table.lay();
    await table.gather(MINUTES);
    for (const person of [table.ayu, table.budi, table.dewi]) await person.join();
  });

  afterAll(() => table.clear());

  it("carries what two people write to everybody, and counts it for those who do not look", async () => {
    const { ayu, budi, dewi } = table;
    await write(ayu, said[0] ?? "");
    await reads(budi, [said[0] ?? ""]);
    await write(budi, said[1] ?? "");
    await reads(ayu, said);
    await shows(dewi, "unread", "2");
    // Spoken once each, to those who listen instead of looking.
    const spoken = await dewi.page.getByTestId("talk-announcer").locator("p").allTextContents();
    expect(spoken).toEqual([`Ayu writes: ${said[0]}`, `Budi writes: ${said[1]}`]);
    await reads(dewi, said);
    expect(await dewi.page.getByTestId("unread").count()).toBe(0);
  });

  it("gives all of it to somebody who comes late, and again after a reload", async () => {
    const { budi, citra } = table;
    await citra.join();
    await reads(citra, said);
    await budi.page.reload();
    await budi.join();
    await reads(budi, said);
  });

  it("makes links of web addresses and of nothing else", async () => {
    const { ayu, citra } = table;
    said.push("see https://example.org/a, not javascript:alert(1)");
    await write(ayu, said.at(-1) ?? "");
    await reads(citra, said);
    const links = citra.page.getByTestId("messages").locator("a");
    expect(await links.count()).toBe(1);
    expect(await links.first().getAttribute("href")).toBe("https://example.org/a");
    expect(await links.first().getAttribute("rel")).toBe("noopener noreferrer");
  });

  it("sends nothing that is too long, and says by how much", async () => {
    const { ayu, citra } = table;
    const input = ayu.page.getByTestId("message-input");
    await input.fill("x".repeat(2_001));
    await shows(ayu, "message-left", "1 too many");
    await input.press("Enter");
    expect(await input.inputValue()).toHaveLength(2_001);
    await input.fill("");
    await reads(citra, said);
  });

  it("shows raised hands in the same order to all, and the facilitator lowers one", async () => {
    const { ayu, budi, citra, dewi } = table;
    await citra.page.getByTestId("hand").click();
    await seesHands(ayu, ["Citra"]);
    // By its key, which is not for those who are typing.
    await ayu.page.getByTestId("message-input").press("h");
    await ayu.page.getByTestId("message-input").fill("");
    await budi.page.getByTestId("hand").press("h");
    for (const person of table.people) await seesHands(person, ["Citra", "Budi"]);
    await shows(dewi, `hand-${budi.id}`, "2");
    expect(await ayu.page.getByTestId(`lower-${citra.id}`).count()).toBe(0);
    await dewi.page.locator(`[data-testid="lower-${citra.id}"]:visible`).click();
    for (const person of table.people) await seesHands(person, ["Budi"]);
    await shows(dewi, `hand-${budi.id}`, "1");
    await budi.page.getByTestId("hand").click();
    for (const person of table.people) await seesHands(person, []);
  });

  it("shows a reaction on the tile of whoever reacts, and takes it away again", async () => {
    const { budi, citra } = table;
    await budi.page.getByTestId("react").click();
    await budi.page.getByTestId("react-heart").click();
    const shown = citra.tile(budi).getByTestId(`reaction-${budi.id}`);
    await shown.waitFor();
    expect(await shown.getAttribute("aria-label")).toBe("Heart");
    await shown.waitFor({ state: "detached", timeout: 6_000 });
  });

  it("goes on while LiveKit is down", async () => {
    const { server, ayu, dewi } = table;
    const { livekitPid } = server;
    process.kill(livekitPid, "SIGKILL");
    said.push("Can you read me without sound?");
    await write(ayu, said.at(-1) ?? "");
    await reads(dewi, said);
    await until(
      async () => (server.livekitPid === livekitPid ? "LiveKit is not back" : null),
      10_000,
    );
  });

  it("can still be read once the hour is over", async () => {
    const { ayu, budi, citra, dewi } = table;
    await table.start(ayu, budi, citra, dewi);
    for (const person of table.people) {
      await person.request("/commands", { type: "end" });
    }
    for (const person of table.people) {
      const { view } = (await person.request("")).body as {
        view: { status: string; proposals: { id: number }[] };
      };
      const [proposal] = view.proposals;
      if (proposal) await person.request("/commands", { type: "agree", proposal: proposal.id });
    }
    await citra.page.getByTestId("ended").waitFor();
    const kept = citra.page.getByTestId("kept-talk").locator("[dir=auto]");
    await kept.first().waitFor();
    expect(await kept.allTextContents()).toEqual(said);
    await citra.page.reload();
    await kept.first().waitFor();
    expect(await kept.allTextContents()).toEqual(said);
  });

  it("left no page with an error", () => {
    for (const person of table.people) expect(person.complaints, person.name).toEqual([]);
  });
});
