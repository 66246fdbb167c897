import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RoomServiceClient, TrackSource } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionView } from "@hotseat/shared";
import { ServerClock, readPage } from "../support/clock.ts";
import { installDevices } from "../support/devices.ts";
import { installLostFrames } from "../support/lost-frames.ts";
import { signatures, writeSilence, writeTone } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { freeze, show } from "../support/page-life.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const MINUTES = 30;

/* Two people whose devices and networks do what devices and networks do. In the order of the story. */
describe("what is wrong with somebody's sound and picture", () => {
  let folder: string;
  let server: Server;
  let ayu: Person;
  let dewi: Person;

  const line = ({ page }: Person, kind: string) => page.getByTestId(`health-${kind}`);
  const isWell = (person: Person, kind: string) =>
    line(person, kind).waitFor({ state: "detached" });
  const isOn = ({ page }: Person, id: string) => page.getByTestId(id).getAttribute("data-on");
  const viewOf = async (person: Person) =>
    ((await person.request("")).body as { view: SessionView }).view;

  /** From when it is opened anew, somebody's microphone gives somebody else's pitch. */
  const plugs = (person: Person, name: string) => {
    const other = signatures.find((signature) => signature.name === name) ?? person.signature;
    writeTone(person.microphone, other);
    return other;
  };

  /** Waits until sound comes in that was not there before. */
  const hearsAgain = async (person: Person) => {
    const before = await person.inbound();
    await until(async () => {
      for (const [track, { kind, energy }] of await person.inbound()) {
        if (kind === "audio" && energy > (before.get(track)?.energy ?? 0) + 1e-3) return null;
      }
      return `${person.name} hears nothing`;
    }, 20_000);
  };

  /** Waits until sound has come in over so long, in ms: longer than what looks after it takes to see that. */
  const hearsFor = async ({ page, name }: Person, length: number) => {
    const incoming = async () => {
      const streams = await page.evaluate(() => globalThis.probe.streams());
      const sounds = streams.filter(
        ({ direction, kind }) => direction === "in" && kind === "audio",
      );
      const sum = sounds.reduce((all, { bytes }) => all + bytes, 0);
      return { sum, at: Math.max(0, ...sounds.map(({ at }) => at)) };
    };
    let before = await incoming();
    let since: number | null = null;
    await until(async () => {
      const now = await incoming();
      if (now.sum > before.sum) since ??= now.at;
      // Fewer bytes are those of another connection or track.
      if (now.sum < before.sum) since = null;
      before = now;
      const heard = since === null ? 0 : now.at - since;
      return heard >= length ? null : `${name} has heard somebody for ${heard} ms`;
    }, 30_000);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hotseat-e2e-"));
    const [one, , , four] = signatures;
    server = await (await Server.create()).start();
    [ayu, dewi] = await Promise.all([Person.arrive(one, folder), Person.arrive(four, folder)]);
    await ayu.page.addInitScript(installDevices);
    writeSilence(ayu.microphone);
    await dewi.page.addInitScript(installLostFrames);
    const links = await createSession(dewi.page, server.operatorLink, MINUTES);
    await ayu.open(links[0] ?? "");
    await dewi.open(links[3] ?? "");
    await ayu.join();
    await dewi.join();
    await ayu.sees([dewi]);
    await dewi.sees([ayu]);
  });

  afterAll(async () => {
    await Promise.all([ayu.goHome(), dewi.goHome()]);
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("who gets pictures and sound that never open is told whose, and no longer once they do", async () => {
    await dewi.page.evaluate(() => void (globalThis.losesFrames = true));
    const note = dewi.tile(ayu).getByTestId(`unread-${ayu.id}`);
    await note.waitFor({ timeout: 20_000 });
    expect(await note.textContent()).toMatch(/cannot be read here/i);
    expect(await ayu.page.getByTestId(`unread-${dewi.id}`).count()).toBe(0);
    await dewi.page.evaluate(() => void (globalThis.losesFrames = false));
    await note.waitFor({ state: "detached", timeout: 20_000 });
    await dewi.sees([ayu]);
  });

  it("whose microphone gives nothing is told, also while others are heard, and opening it anew mends it", async () => {
    await ayu.hears([dewi]);
    await line(ayu, "silent").waitFor({ timeout: 30_000 });
    expect(await line(dewi, "silent").count()).toBe(0);
    writeTone(ayu.microphone, ayu.signature);
    await ayu.page.getByTestId("mend").click();
    await isWell(ayu, "silent");
    await dewi.hears([ayu]);
  });

  it("who hears nobody although somebody sends is told, and one press mends it, each time", async () => {
    const { livekitKey, livekitSecret } = server.secrets;
    const livekit = new RoomServiceClient(
      `http://localhost:${server.livekitPort}`,
      livekitKey,
      livekitSecret,
    );
    const [room] = await livekit.listRooms();
    const there = await livekit.listParticipants(room?.name ?? "");
    const [from, to] = [ayu, dewi].map(({ id }) =>
      there.find(({ identity }) => identity.startsWith(`${id}.`)),
    );
    const sound = from?.tracks.find(({ source }) => source === TrackSource.MICROPHONE)?.sid ?? "";
    // What goes further than asking for the sound anew ends the connection: that is for a second try.
    for (const trouble of ["the first", "another"]) {
      await livekit.updateSubscriptions(room?.name ?? "", to?.identity ?? "", [sound], false);
      await line(dewi, "deaf").waitFor({ timeout: 20_000 });
      await dewi.page.getByTestId("mend").click();
      await isWell(dewi, "deaf");
      await hearsFor(dewi, 5_000);
      const now = await livekit.listParticipants(room?.name ?? "");
      expect(
        now.map(({ sid }) => sid),
        trouble,
      ).toContain(to?.sid);
    }
  });

  it("whose microphone is unplugged goes on with the next one, and is told which", async () => {
    const next = plugs(ayu, "Budi");
    await ayu.page.evaluate(() => globalThis.devices.unplug("audioinput"));
    const said = line(ayu, "replaced");
    await said.waitFor();
    expect(await said.textContent()).toMatch(/microphone was unplugged\. Using Fake .+ now/);
    await dewi.hears([next]);
    await ayu.page.getByTestId("mend").click();
    await isWell(ayu, "replaced");
    await ayu.page.evaluate(() => globalThis.devices.plugIn());
  });

  it("whose only camera is unplugged is told, and has it back with one press when it is", async () => {
    await ayu.page.evaluate(() => globalThis.devices.unplug("videoinput"));
    await line(ayu, "gone").waitFor();
    await until(
      async () => ((await dewi.colourOf(ayu)) === null ? null : "Dewi still sees Ayu"),
      10_000,
    );
    await ayu.page.evaluate(() => globalThis.devices.plugIn());
    await ayu.page.getByTestId("mend").click();
    await isWell(ayu, "gone");
    await dewi.sees([ayu]);
  });

  it("whose microphone was taken for a phone call gets it back with one press", async () => {
    const reopened = plugs(ayu, "Citra");
    await ayu.page.evaluate(() => globalThis.devices.take("audioinput", true));
    await show(ayu.page, false);
    await show(ayu.page, true);
    await line(ayu, "frozen").waitFor();
    await ayu.page.getByTestId("mend").click();
    await isWell(ayu, "frozen");
    await dewi.hears([reopened]);
  });

  it("whose microphone does not come back is muted for everybody, is told so, and can try again", async () => {
    const toast = ayu.page.getByTestId("toast");
    const isMuted = (shown: boolean) =>
      dewi
        .tile(ayu)
        .getByRole("img", { name: "Muted" })
        .waitFor({ state: shown ? "visible" : "detached" });
    await ayu.page.evaluate(() => globalThis.devices.take("audioinput", true));
    await show(ayu.page, false);
    await show(ayu.page, true);
    await line(ayu, "frozen").waitFor();
    await ayu.page.evaluate(() => globalThis.devices.occupy("audioinput", ""));
    await ayu.page.getByTestId("mend").click();
    await toast.getByText("Another program is using the microphone").waitFor();
    await isMuted(true);
    expect(await isOn(ayu, "mic")).toBe("false");
    await line(ayu, "frozen").waitFor();
    await ayu.page.evaluate(() => globalThis.devices.occupy("audioinput", null));
    await ayu.page.getByTestId("mend").click();
    await isWell(ayu, "frozen");
    await isMuted(false);
    expect(await isOn(ayu, "mic")).toBe("true");
    await hearsAgain(dewi);
  });

  it("who chooses a microphone that is in use keeps the one before, and is told", async () => {
    await ayu.page.getByLabel("Choose microphone and speaker").click();
    const select = ayu.page.getByLabel("Microphone", { exact: true });
    const before = await select.inputValue();
    const ids = await select
      .locator("option")
      .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
    const other = ids.findLast((id) => id !== before) ?? "";
    expect(other).not.toBe("");
    await ayu.page.evaluate((id) => globalThis.devices.occupy("audioinput", id), other);
    await select.selectOption(other);
    await ayu.page.getByTestId("toast").getByText("The one before is used again").waitFor();
    expect(await select.inputValue()).toBe(before);
    await ayu.page.keyboard.press("Escape");
    expect(await isOn(ayu, "mic")).toBe("true");
    await hearsAgain(dewi);
    await ayu.page.evaluate(() => globalThis.devices.occupy("audioinput", null));
  });

  it("who talks while muted is told, and is heard with one press", async () => {
    await ayu.page.getByTestId("mic").click();
    await line(ayu, "talking").waitFor();
    await ayu.page.getByTestId("mend").click();
    await isWell(ayu, "talking");
    await hearsAgain(dewi);
  });

  it("whose page was frozen comes back into the right part, with the right clock, seen and heard", async () => {
    await until(async () => {
      const { members } = await viewOf(dewi);
      return members.filter(({ here }) => here).length === 2 ? null : "not both are here";
    }, 10_000);
    await dewi.page.getByTestId("primary").click();
    await until(
      async () => ((await viewOf(dewi)).status === "running" ? null : "it has not started"),
      5_000,
    );
    const thaw = await freeze(ayu.page);
    try {
      await until(async () => {
        const { members } = await viewOf(dewi);
        return members.find(({ id }) => id === ayu.id)?.here ? "Ayu's page still answers" : null;
      }, 60_000);
      const asleep = (await viewOf(dewi)).current;
      await until(async () => {
        const { current, action } = await viewOf(dewi);
        if (current !== asleep) return null;
        if (action?.type === "advance")
          await dewi.request("/commands", { type: "advance", segment: action.segment });
        return `the hour is still in ${current}`;
      }, 60_000);
    } finally {
      thaw();
    }
    const thawed = performance.now();
    const since = () => `${((performance.now() - thawed) / 1000).toFixed(1)} s`;
    await dewi.receives(1);
    await hearsAgain(dewi);
    await dewi.sees([ayu]);
    const seen = since();
    await ayu.receives(1);
    await ayu.sees([dewi]);
    await hearsAgain(ayu);
    console.log(`after the thaw, seen and heard within ${seen}, sees and hears within ${since()}`);
    const clock = await ServerClock.read(server.url);
    const { atLeast } = await readPage(ayu.page, clock);
    expect(atLeast).toBeLessThanOrEqual(50);
    const { members, current } = await viewOf(dewi);
    expect((await viewOf(ayu)).current).toBe(current);
    expect(await ayu.stage()).toBe(await dewi.stage());
    expect(Math.abs((await ayu.hourLeft()) - (await dewi.hourLeft()))).toBeLessThanOrEqual(1);
    expect(members.find(({ id }) => id === ayu.id)?.here).toBe(true);
    await until(async () => {
      const lines = ayu.page.locator('[data-testid^="health-"]:not([data-testid="health-later"])');
      const [said] = await lines.allTextContents();
      return said === undefined ? null : `Ayu is told: ${said}`;
    }, 10_000);
  });

  it("left no page with an error", () => {
    for (const person of [ayu, dewi]) expect(person.complaints, person.name).toEqual([]);
  });
});
