import { createRequire } from "node:module";
import { AccessToken, RoomServiceClient } from "livekit-server-sdk";
import type { Page } from "playwright-core";
import { percentile } from "../support/clock.ts";
import { Table } from "../support/table.ts";
import { until } from "../support/until.ts";
import { busySince, processorTime } from "./machine.ts";

const ROUNDS = 100;
const ROOM = "bench-click";

type Livekit = {
  Room: new () => {
    connect(url: string, token: string): Promise<void>;
    on(event: string, listener: (payload: Uint8Array) => void): void;
    remoteParticipants: Map<string, unknown>;
    localParticipant: { publishData(data: Uint8Array, options: object): Promise<void> };
  };
};

declare global {
  // Set by this bench in pages of its own.
  var seen: Promise<number>;
  var LivekitClient: Livekit;
  var room: InstanceType<Livekit["Room"]>;
  var arrived: Map<number, number>;
}

/**
 * From the facilitator's click to the three others' screens, beside a LiveKit data message between
 * the same browsers in turn. Both end with the frame that shows it. Once with all cameras and
 * microphones on, when four browsers on this one machine wait for its cores more than for each
 * other, and once with all of them off, which shows the way itself. Times of different browsers are
 * compared on the machine's clock as each of them carries it, which agrees to about a millisecond.
 */
export async function click(): Promise<string> {
  const table = await Table.lay();
  try {
    await table.gather(59);
    for (const person of table.people) await person.join();
    await table.start(...table.people);
    const others = table.others(table.dewi).map(({ page }) => page);
    const data = await joinData(table);
    const inCall = await measure(table.dewi.page, others, data);
    for (const { page } of table.people) {
      for (const device of ["camera", "mic"]) await page.getByTestId(device).click();
    }
    const quiet = await measure(table.dewi.page, others, data);
    return `with all pictures and sound: ${inCall}; with none: ${quiet}`;
  } finally {
    await table.clear();
  }
}

async function measure(facilitator: Page, others: readonly Page[], data: readonly Page[]) {
  const clicks: number[] = [];
  const messages: number[] = [];
  const before = processorTime();
  for (let i = 0; i < ROUNDS; i += 1) {
    await Promise.all([facilitator, ...others].map(rest));
    clicks.push(...(await clickOnce(facilitator, others, i % 2 === 0)));
    await Promise.all([facilitator, ...others].map(rest));
    messages.push(...(await sendOnce(data, (round += 1))));
  }
  const busy = busySince(before);
  return `${figures("click", clicks)}; ${figures("LiveKit data message", messages)}; the machine ${(busy * 100).toFixed(0)} % busy`;
}

/** Nobody clicks again while the screens are still drawing what the last click has done. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    await new Promise((done) => requestIdleCallback(done));
  });
}

/** No two messages of a run have the same number. */
let round = 0;

function figures(name: string, times: readonly number[]): string {
  const [p50, p99, max] = [0.5, 0.99, 1].map((part) => percentile(times, part).toFixed(1));
  return `${name} seen by three others ${ROUNDS} times after ${p50} ms (p50), ${p99} ms (p99), ${max} ms (max)`;
}

/** Whether segments end by themselves is shown on every screen; the facilitator's button turns it. */
async function clickOnce(facilitator: Page, others: readonly Page[], on: boolean) {
  for (const page of others) {
    await page.evaluate((wanted) => {
      const isShown = () => document.querySelector('[data-testid="held"]') !== null;
      globalThis.seen = new Promise((done) => {
        const observer = new MutationObserver(() => {
          if (isShown() !== wanted) return;
          observer.disconnect();
          requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
        });
        observer.observe(document.body, { subtree: true, childList: true });
      });
    }, on);
  }
  // To hold is an item of a menu, which says what it costs; to let go is one tap.
  const button = on ? "offer-hold-now" : "offer-hold";
  if (on) await facilitator.getByTestId("offer-hold").click();
  await facilitator.getByTestId(button).waitFor();
  const clicked = await facilitator.evaluate((testId) => {
    const now = performance.timeOrigin + performance.now();
    document.querySelector<HTMLButtonElement>(`[data-testid="${testId}"]`)?.click();
    return now;
  }, button);
  const seen = await Promise.all(others.map((page) => page.evaluate(() => globalThis.seen)));
  // The button names what it will do next only once the facilitator's own page has been told.
  await until(async () => {
    const held = (await facilitator.getByTestId("held").count()) === 1;
    return held === on ? null : "the facilitator's own page has not been told";
  }, 5_000);
  return seen.map((at) => at - clicked);
}

/** A page in each of the four browsers that does nothing but LiveKit data messages. */
async function joinData({ server, people }: Table): Promise<Page[]> {
  const url = `http://127.0.0.1:${server.livekitPort}`;
  const { livekitKey, livekitSecret } = server.secrets;
  await new RoomServiceClient(url, livekitKey, livekitSecret).createRoom({ name: ROOM });
  const script = createRequire(import.meta.url)
    .resolve("livekit-client")
    .replace(/[^/]+$/, "livekit-client.umd.js");
  return Promise.all(
    people.map(async (person) => {
      const { name } = person;
      // A window of its own: of two pages in one window only the one in front is drawn.
      const page = await person.page.context().browser()?.newPage();
      if (!page) throw new Error("the browser is gone");
      await page.goto(url);
      await page.addScriptTag({ path: script });
      const token = new AccessToken(livekitKey, livekitSecret, { identity: name });
      token.addGrant({ room: ROOM, roomJoin: true, canPublishData: true, canSubscribe: true });
      await page.evaluate(
        async ([address, jwt, count]) => {
          globalThis.arrived = new Map();
          globalThis.room = new globalThis.LivekitClient.Room();
          globalThis.room.on("dataReceived", (payload) => {
            const round = Number(new TextDecoder().decode(payload));
            document.body.textContent = `message ${round}`;
            requestAnimationFrame(() =>
              globalThis.arrived.set(round, performance.timeOrigin + performance.now()),
            );
          });
          await globalThis.room.connect(address, jwt);
          while (globalThis.room.remoteParticipants.size < count) {
            await new Promise((done) => setTimeout(done, 50));
          }
        },
        [url.replace("http", "ws"), await token.toJwt(), people.length - 1] as const,
      );
      return page;
    }),
  );
}

async function sendOnce(pages: readonly Page[], round: number): Promise<number[]> {
  const [sender, ...receivers] = pages.toReversed();
  if (!sender) return [];
  const sent = await sender.evaluate(async (number) => {
    const now = performance.timeOrigin + performance.now();
    const payload = new TextEncoder().encode(String(number));
    await globalThis.room.localParticipant.publishData(payload, { reliable: true });
    return now;
  }, round);
  const times: number[] = [];
  for (const page of receivers) {
    await until(async () => {
      const at = await page.evaluate((number) => globalThis.arrived.get(number), round);
      if (at !== undefined) times.push(at - sent);
      return at === undefined ? `message ${round} has not come` : null;
    }, 5_000);
  }
  return times;
}
