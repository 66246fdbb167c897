import { randomBytes } from "node:crypto";
import { RoomServiceClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  installForgottenMark,
  installKeyWatch,
  installOtherKey,
  installUnsealedView,
  installWithoutEncryption,
} from "../support/cheats.ts";
import { installFrameSizes } from "../support/frame-sizes.ts";
import {
  formsOfKey,
  formsOfText,
  searchFolder,
  searchMemory,
  searchText,
} from "../support/memory.ts";
import type { Needle } from "../support/memory.ts";
import type { Person } from "../support/person.ts";
import type { Server } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { until } from "../support/until.ts";

const MINUTES = 30;

/** LiveKit's number for AES-GCM in what it says of a track. */
const GCM = 1;

/**
 * The one picture that LiveKit makes itself (VP8, `VP8KeyFrame8x8` in its downtrack.go): black, so
 * that nothing stays on a screen. Its encryption lets exactly these bytes pass, by their hash.
 */
const LIVEKITS_OWN = "8x8";

async function say(person: Person, text: string): Promise<void> {
  const input = person.page.getByTestId("message-input");
  if (!(await input.isVisible())) await person.page.getByTestId("chat").click();
  await input.fill(text);
  await person.page.getByTestId("message-send").click();
}

async function reads(person: Person, text: string): Promise<void> {
  const list = person.page.getByTestId("messages");
  if (!(await list.isVisible())) await person.page.getByTestId("chat").click();
  await list.getByText(text).waitFor();
}

/** Something that nobody else would write. */
function saying(): string {
  return `the spare key is under pot ${randomBytes(9).toString("hex")}`;
}

async function badge(person: Person): Promise<string | null> {
  return person.page.getByTestId("seal").getAttribute("data-state");
}

async function hasBadge(person: Person, state: string): Promise<void> {
  await until(async () => {
    const shown = await badge(person);
    return shown === state ? null : `${person.name}'s badge says ${shown}`;
  }, 10_000);
}

/** Everything that the pages of these people have used as a key, and what for. */
async function keysOf(people: readonly Person[]): Promise<Map<string, Buffer>> {
  const all = await Promise.all(people.map((person) => person.page.evaluate(() => [...keysSeen])));
  return new Map(
    [...new Map(all.flat())].map(([key, use], i) => [
      `key ${i} (${use})`,
      Buffer.from(key, "base64"),
    ]),
  );
}

/** Where the operator could look: both processes' memory, what they stored and what they said. */
function searchBox(server: Server, needles: readonly Needle[]): string[] {
  const own = searchMemory(server.pid, needles);
  const sfu = searchMemory(server.livekitPid, needles);
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  console.log(
    `searched ${megabytes(own.bytes)} MB of the server and ${megabytes(sfu.bytes)} MB of LiveKit for ${needles.length} forms`,
  );
  return [
    ...own.found.map((name) => `${name} in the server's memory`),
    ...sfu.found.map((name) => `${name} in LiveKit's memory`),
    ...searchFolder(server.folder, needles).map((name) => `${name} in the data folder`),
    ...searchText(server.output, needles).map((name) => `${name} in the output`),
  ];
}

/* The tests stand in the order of the story. */
describe("a sealed call", () => {
  let table: Table;
  const first = saying();
  const second = saying();

  beforeAll(async () => {
    table = await Table.lay();
    for (const { page } of table.people) await page.context().addInitScript(installKeyWatch);
    await table.gather(MINUTES);
  });

  afterAll(() => table.clear());

  it("is seen and heard by all four, and says that it is sealed", async () => {
    const { people } = table;
    await Promise.all(people.map((person) => person.join()));
    await Promise.all(people.map((person) => person.sees(table.others(person))));
    await Promise.all(people.map((person) => person.hears(table.others(person))));
    for (const person of people) await hasBadge(person, "sealed");
    await table.start(...people);
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it("sends nothing through LiveKit that is not encrypted", async () => {
    const { livekitPort, secrets } = table.server;
    const { livekitKey, livekitSecret } = secrets;
    const livekit = new RoomServiceClient(
      `http://localhost:${livekitPort}`,
      livekitKey,
      livekitSecret,
    );
    const [room] = await livekit.listRooms();
    const there = await livekit.listParticipants(room?.name ?? "");
    const encryption = there.flatMap(({ tracks }) =>
      tracks.map((track) => Number(track.encryption)),
    );
    expect(encryption).toHaveLength(8);
    expect(new Set(encryption)).toEqual(new Set([GCM]));
  });

  it("opens again after a reload, from what the device has kept", async () => {
    const { budi } = table;
    await budi.page.reload();
    expect(new URL(budi.page.url()).hash).toBe("");
    await budi.join();
    await budi.sees(table.others(budi));
    await hasBadge(budi, "sealed");
  });

  it("carries what is written to everybody", async () => {
    const { ayu, budi, citra, dewi } = table;
    await say(ayu, first);
    await Promise.all([budi, citra, dewi].map((person) => reads(person, first)));
  });

  it("goes over to a new key when somebody gets a new link, whose old one is worth nothing", async () => {
    const { ayu, budi, citra, dewi } = table;
    await dewi.page.getByTestId("menu-chair").click();
    await dewi.page.getByTestId("offer-link").click();
    await dewi.page.getByTestId(`renew-${citra.id}`).check();
    await dewi.page.getByTestId("renew").click();
    const link = await dewi.page.getByTestId("new-link").inputValue();
    await dewi.page.keyboard.press("Escape");
    await citra.page.getByTestId("call").waitFor({ state: "detached" });
    expect((await citra.request("")).status).toBe(401);
    await until(async () => {
      const epochs = await Promise.all(
        [ayu, budi, dewi].map(
          async (person) => ((await person.request("/seal")).body as { epoch: number }).epoch,
        ),
      );
      return epochs.every((epoch) => epoch === 2) ? null : `the epochs are ${epochs.join()}`;
    }, 5_000);
    await Promise.all([ayu, budi, dewi].map((person) => person.receives(2)));
    await citra.open(link);
    await citra.join();
    await Promise.all(table.people.map((person) => person.sees(table.others(person))));
    await Promise.all(table.people.map((person) => person.receives(3)));
    for (const person of table.people) await hasBadge(person, "sealed");
  });

  it("lets the new link read what is written from now on, and the others everything", async () => {
    const { ayu, budi, citra } = table;
    await say(budi, second);
    await reads(citra, second);
    await reads(ayu, second);
    await reads(ayu, first);
    expect(await citra.page.getByTestId("messages").getByText(first).count()).toBe(0);
  });

  it("leaves neither keys nor words anywhere on the server", async () => {
    const keys = await keysOf(table.people);
    // Of each person: the link, the session key, media and text key of an epoch at the least.
    expect(keys.size).toBeGreaterThan(10);
    const needles = [
      ...[...keys].flatMap(([name, key]) => formsOfKey(name, key)),
      ...formsOfText("what Ayu wrote", first),
      ...formsOfText("what Budi wrote", second),
    ];
    expect(searchBox(table.server, needles)).toEqual([]);
  });

  it("is searched in a way that finds what is there: an unsealed call's words", async () => {
    await table.gather(MINUTES, { sealed: false });
    const [ayu, budi] = [table.ayu, table.budi];
    await ayu.join();
    await budi.join();
    await ayu.sees([budi]);
    await hasBadge(ayu, "unsealed");
    const text = saying();
    await say(ayu, text);
    await reads(budi, text);
    const found = searchBox(table.server, formsOfText("what Ayu wrote", text));
    expect(found).toContain("what Ayu wrote raw in the server's memory");
    expect(found).toContain("what Ayu wrote raw in the data folder");
  });
});

describe("a sealed call with one who has another key and one whose browser cannot encrypt", () => {
  let table: Table;

  beforeAll(async () => {
    table = await Table.lay();
    for (const { page } of [table.ayu, table.budi]) await page.addInitScript(installFrameSizes);
    await table.budi.page.addInitScript(installOtherKey);
    await table.citra.page.addInitScript(installWithoutEncryption);
    await table.gather(MINUTES);
    await Promise.all(table.people.map((person) => person.join()));
  });

  afterAll(() => table.clear());

  it("goes on for those who have the key", async () => {
    const { ayu, dewi } = table;
    await ayu.sees([dewi]);
    await dewi.sees([ayu]);
    await ayu.hears([dewi]);
  });

  it("names whoever has another key, and plays nothing of theirs", async () => {
    const { ayu, budi, dewi } = table;
    for (const person of [ayu, dewi]) {
      await person.page.getByTestId(`barred-${budi.id}`).waitFor();
      await hasBadge(person, "partly");
      expect(await person.colourOf(budi)).toBeNull();
      expect(await person.page.locator("audio").count()).toBe(1);
    }
  });

  it("shows and plays nothing to them either", async () => {
    const { ayu, budi, dewi } = table;
    for (const other of [ayu, dewi]) await budi.page.getByTestId(`barred-${other.id}`).waitFor();
    for (const other of [ayu, dewi]) expect(await budi.colourOf(other)).toBeNull();
    const [seen, mine] = await Promise.all(
      [ayu, budi].map(({ page }) => page.evaluate(() => frameSizes)),
    );
    console.log(`Ayu's pictures are ${JSON.stringify(seen)}, Budi's ${JSON.stringify(mine)}`);
    const fromCameras = (sizes: Record<string, number> = {}) =>
      Object.keys(sizes).filter((size) => size !== LIVEKITS_OWN);
    expect(fromCameras(seen)).not.toEqual([]);
    // Nothing of a camera; at the most what LiveKit itself sends where a subscription ends.
    expect(fromCameras(mine)).toEqual([]);
    expect(await budi.hears([])).toEqual([]);
    expect(await budi.page.locator("audio").count()).toBe(0);
  });

  it("gives whoever cannot encrypt the clock and no media, and says why", async () => {
    const { ayu, citra } = table;
    const strip = citra.page.getByTestId("no-media");
    expect(await strip.getAttribute("data-why")).toBe("browser");
    await hasBadge(citra, "without");
    expect(await citra.page.evaluate(() => document.querySelectorAll("video, audio").length)).toBe(
      0,
    );
    expect(citra.tokens).toEqual([]);
    expect(await citra.page.getByTestId("mic").count()).toBe(0);
    await table.start(...table.people);
    expect(Math.abs((await citra.hourLeft()) - (await ayu.hourLeft()))).toBeLessThanOrEqual(1);
  });

  it("plays nobody who sends without encryption, and names them", async () => {
    const { ayu, citra, dewi } = table;
    await citra.page.addInitScript(installUnsealedView);
    await citra.page.addInitScript(installForgottenMark);
    await citra.page.reload();
    await citra.join();
    for (const person of [ayu, dewi]) {
      await person.page.getByTestId(`barred-${citra.id}`).waitFor();
      await hasBadge(person, "partly");
      expect(await person.colourOf(citra)).toBeNull();
      expect(await person.page.locator("audio").count()).toBe(1);
    }
    await ayu.sees([dewi]);
  });

  it("gives whoever has a changed link the clock and no media, and says why", async () => {
    const { dewi, ayu } = table;
    await ayu.page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith("hotseat.link.")) ?? "";
      const secret = localStorage.getItem(key) ?? "";
      localStorage.setItem(key, (secret.startsWith("A") ? "B" : "A") + secret.slice(1));
    });
    await ayu.page.reload();
    await ayu.join();
    const strip = ayu.page.getByTestId("no-media");
    await strip.waitFor();
    expect(await strip.getAttribute("data-why")).toBe("key");
    expect(await ayu.page.locator("video, audio").count()).toBe(0);
    await until(
      async () => ((await dewi.colourOf(ayu)) === null ? null : "Dewi still sees Ayu"),
      10_000,
    );
  });
});
