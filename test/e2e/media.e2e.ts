import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../support/person.ts";
import { isAlive } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { installTones } from "../support/tones.ts";
import { until } from "../support/until.ts";

const MINUTES = 20;

/** A seat of 72 s, in which the cues come 12, 6 and 3 s before its end. */
const SHORT = 6;

/** How long a rate is measured over, in ms. */
const WINDOW = 6_000;

type Rate = { kind: string; height: number; kbits: number };

/** What a person's page sends or receives: one entry for everything that moved, in kbit/s. */
async function ratesOf(person: Person, direction: "in" | "out"): Promise<Rate[]> {
  const read = async () =>
    (await person.page.evaluate(() => globalThis.probe.streams())).filter(
      (stream) => stream.direction === direction,
    );
  const before = await read();
  let after = before;
  await until(async () => {
    after = await read();
    const since = (after[0]?.at ?? 0) - (before[0]?.at ?? 0);
    return since >= WINDOW ? null : `the window is only ${since.toFixed(0)} ms long`;
  }, WINDOW * 2);
  return after.flatMap(({ kind, track, height, bytes, at }) => {
    const then = before.find((stream) => stream.track === track && stream.kind === kind);
    if (!then || bytes === then.bytes) return [];
    return [{ kind, height, kbits: ((bytes - then.bytes) * 8) / (at - then.at) }];
  });
}

function sum(rates: readonly Rate[]): number {
  return rates.reduce((total, { kbits }) => total + kbits, 0);
}

function told(rates: readonly Rate[]): string {
  return rates
    .map(
      ({ kind, height, kbits }) => `${kind === "video" ? `${height}p` : kind} ${kbits.toFixed(0)}`,
    )
    .join(", ");
}

/** Waits until the highest picture that is really sent has that many lines. */
async function sendsUpTo(person: Person, height: number, within = 30_000): Promise<void> {
  const sent = async () =>
    (await person.page.evaluate(() => globalThis.probe.streams())).filter(
      ({ direction, kind }) => direction === "out" && kind === "video",
    );
  let before = await sent();
  await until(async () => {
    const now = await sent();
    const moving = now.filter(
      ({ track, frames }) =>
        frames > (before.find((each) => each.track === track)?.frames ?? 0) + 3,
    );
    const top = Math.max(0, ...moving.map((stream) => stream.height));
    // Long enough for a frame of every layer that is on.
    if ((now[0]?.at ?? 0) - (before[0]?.at ?? 0) > 1_500) before = now;
    return top === height ? null : `${person.name} sends up to ${top} lines, not ${height}`;
  }, within);
}

describe("pictures go where they are looked at", () => {
  let table: Table;

  beforeAll(async () => {
    table = await Table.lay({ busy: true });
    await table.gather(MINUTES);
    for (const person of table.people) await person.join({ dataSaver: false });
    await table.start(...table.people);
    await table.bringTo("seat-1/present");
  });

  afterAll(() => table.clear());

  it("the hot seat sends its highest layer and everybody else only the lowest", async () => {
    const { ayu, budi, citra, dewi } = table;
    await sendsUpTo(ayu, 720, 60_000);
    for (const person of [budi, citra, dewi]) await sendsUpTo(person, 180, 60_000);
    for (const person of [budi, citra, dewi]) {
      const [up, down] = await Promise.all([ratesOf(person, "out"), ratesOf(person, "in")]);
      console.log(
        `${person.name} off stage: up ${sum(up).toFixed(0)} kbit/s (${told(up)}); down ${sum(down).toFixed(0)} (${told(down)})`,
      );
      expect(sum(up)).toBeLessThanOrEqual(400);
      expect(sum(down)).toBeLessThanOrEqual(1_224);
    }
    const up = await ratesOf(ayu, "out");
    console.log(`${ayu.name} on stage: up ${sum(up).toFixed(0)} kbit/s (${told(up)})`);
  });

  it("a pin is large for whoever pins, costs the middle layer, and goes again", async () => {
    const { ayu, budi, citra } = table;
    const large = () =>
      budi.page.locator('[data-testid^="tile-"][data-large="true"]').getAttribute("data-testid");
    await budi.page.getByTestId(`pin-${citra.id}`).click();
    expect(await large()).toBe(`tile-${citra.id}`);
    expect(await budi.stage()).toBe(ayu.id);
    await sendsUpTo(citra, 360);
    await budi.page.keyboard.press("0");
    expect(await large()).toBe(`tile-${ayu.id}`);
    await sendsUpTo(citra, 180);
  });

  it("the next hot seat gets the highest layer, and the one before gives it back", async () => {
    const { ayu, budi } = table;
    await table.bringTo("seat-2/present");
    await sendsUpTo(budi, 720, 60_000);
    await sendsUpTo(ayu, 180, 60_000);
  });

  it("left no page with an error", () => {
    for (const person of table.people) expect(person.complaints, person.name).toEqual([]);
  });
});

/**
 * Runs in the page before its own code: notes every cue that it shows. In a short hour one stays for
 * no longer than it takes to look at four browsers from outside.
 */
function noteCues(): void {
  globalThis.cuesShown = [];
  let shown: string | null = null;
  new MutationObserver(() => {
    const cue = document.querySelector<HTMLElement>('[data-testid="cue"]')?.dataset["cue"] ?? null;
    if (cue !== null && cue !== shown) cuesShown.push(cue);
    shown = cue;
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-cue"] });
}

declare global {
  var cuesShown: string[];
}

describe("what one person is told about their own time and sound", () => {
  let table: Table;
  const tonesOf = ({ page }: Person) => page.evaluate(() => globalThis.tones);
  const cuesOf = ({ page }: Person) => page.evaluate(() => globalThis.cuesShown);

  beforeAll(async () => {
    table = await Table.lay();
    // As an operator would, except that it is not a model.
    writeFileSync(join(table.server.folder, "selfie_segmenter.tflite"), "not a model");
    for (const { page } of table.people) {
      await page.context().addInitScript(installTones);
      await page.context().addInitScript(noteCues);
    }
    await table.gather(SHORT);
    for (const person of table.people) await person.join();
    await table.start(...table.people);
  });

  afterAll(() => table.clear());

  it("a seat begins with a soft tone, except for whoever wants none", async () => {
    const { ayu, budi, dewi } = table;
    await dewi.page.getByLabel("Choose microphone and speaker").click();
    await dewi.page.getByTestId("tones").setChecked(false, { force: true });
    await dewi.page.keyboard.press("Escape");
    await table.bringTo("seat-1/present");
    for (const person of [ayu, budi]) {
      await until(async () => {
        const tones = await tonesOf(person);
        return tones.length === 2 ? null : `${person.name} heard ${JSON.stringify(tones)}`;
      }, 5_000);
    }
    expect(await tonesOf(dewi)).toEqual([]);
  });

  it("talking while muted is said to whoever does it, with the button that mends it", async () => {
    const { budi } = table;
    await budi.page.getByTestId("mic").click();
    await budi.page.getByTestId("health-talking").waitFor({ timeout: 15_000 });
    await budi.page.getByTestId("mend").click();
    await budi.page.getByTestId("health-talking").waitFor({ state: "detached" });
    await until(
      async () =>
        (await budi.page.getByTestId("mic").getAttribute("data-on")) === "true"
          ? null
          : "Budi is still muted",
      5_000,
    );
  });

  it("blur is offered, its engine comes from this origin, and a broken model leaves the camera as it was", async () => {
    const { ayu, citra } = table;
    const loaded: string[] = [];
    citra.page.on("response", (response) => loaded.push(response.url()));
    await citra.page.getByLabel("Choose camera").click();
    await citra.page.getByTestId("blur").setChecked(true, { force: true });
    const toast = citra.page.getByTestId("toast");
    await until(async () => {
      const said = (await toast.textContent()) ?? "";
      return said.includes("Blur does not work here") ? null : `the page says "${said}"`;
    }, 30_000);
    expect(await citra.page.getByTestId("blur").isChecked()).toBe(false);
    await citra.page.keyboard.press("Escape");
    console.log(loaded.filter((url) => /mediapipe|models/.test(url)).join(" "));
    expect(loaded.some((url) => url.endsWith(".wasm"))).toBe(true);
    for (const url of loaded) expect(new URL(url).origin).toBe(table.server.url);
    await ayu.receives(3);
    await ayu.sees([citra]);
  });

  it("the clock alone takes nobody's place", async () => {
    const { citra } = table;
    const second = await citra.page.context().newPage();
    await second.goto(`${citra.page.url()}?clock`);
    await second.getByTestId("clock-page").waitFor();
    await second.getByTestId("phase-left").waitFor();
    const before = await citra.hourLeft();
    const shown = (await second.getByTestId("hour-left").textContent()) ?? "";
    const [minutes = NaN, seconds = NaN] = shown.split(":").map(Number);
    expect(Math.abs(before - (minutes * 60 + seconds))).toBeLessThanOrEqual(1);
    expect(await citra.page.getByTestId("call").count()).toBe(1);
    const { members } = await table.view(citra);
    expect(members.every(({ here }) => here)).toBe(true);
    await second.close();
    await citra.receives(3);
  });

  it("the holder alone is told how much of the seat is left, three times and softly", async () => {
    const { ayu, budi, citra } = table;
    const before = (await tonesOf(ayu)).length;
    const others = (await tonesOf(citra)).length;
    await table.bringTo("seat-1/commit");
    const advised = await Promise.all([budi, citra].map(cuesOf));
    await until(async () => {
      const seen = await cuesOf(ayu);
      return seen.includes("30") ? null : `Ayu saw ${seen.join(", ") || "no cue"}`;
    }, 90_000);
    expect(await cuesOf(ayu)).toEqual(["120", "60", "30"]);
    // Whoever advised had cues of their own turn before.
    expect(await Promise.all([budi, citra].map(cuesOf))).toEqual(advised);
    // 523, 440 and 349 Hz, once each; the others heard nothing meanwhile.
    expect((await tonesOf(ayu)).slice(before)).toEqual([523.25, 440, 349.23]);
    expect((await tonesOf(citra)).length).toBe(others);
  });

  it("after a seat everybody sees who was heard in it", async () => {
    const { ayu, budi } = table;
    await table.bringTo("seat-2/present");
    await budi.page.getByTestId("voices").waitFor({ timeout: 10_000 });
    const text = (await budi.page.getByTestId("voices").textContent()) ?? "";
    console.log(text);
    expect(text).toContain(`In ${ayu.name}'s seat:`);
    expect(text).toMatch(/Citra\s\d+:\d\d/);
  });

  it("everybody comes back with a fresh token when LiveKit is restarted on purpose", async () => {
    const { server, people } = table;
    const { livekitPid } = server;
    const tokens = people.map((person) => person.tokens.length);
    // The first one lets it wait for its rooms to empty, a second one says that it must not. Two that
    // come at once count as one, so it is asked again until it has gone.
    await until(async () => {
      if (server.livekitPid !== livekitPid) return null;
      if (isAlive(livekitPid)) process.kill(livekitPid, "SIGTERM");
      return "LiveKit is not back";
    }, 20_000);
    const back = performance.now();
    await Promise.all(people.map((person) => person.sees(table.others(person), 60_000)));
    await Promise.all(people.map((person) => person.receives(3)));
    console.log(
      `everybody was back ${((performance.now() - back) / 1000).toFixed(1)} s after LiveKit was`,
    );
    for (const [i, person] of people.entries()) {
      expect(person.tokens.length).toBeGreaterThan(tokens[i] ?? 0);
    }
  });

  it("left no page with an error", () => {
    for (const person of table.people) expect(person.complaints, person.name).toEqual([]);
  });
});
