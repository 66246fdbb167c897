import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";
import { median, spread } from "./machine.ts";
import { otherJoin, standAtOthersDoor } from "./other.ts";
import type { Other } from "./other.ts";
import { ownJoin, ownLinks, standAtOwnDoor } from "./own.ts";
import { installMarks } from "./probes.ts";

const RUNS = 10;

/** Bytes as they came over the wire, with headers; `packed` is what the scripts weigh after gzip. */
type Load = { requests: number; bytes: number; scripts: number; packed: number };
type Road = { readonly door: Load; readonly call: Load };
type Client = { readonly control: string; readonly stand: (page: Page) => Promise<void> };

/**
 * What a browser that has seen nothing before loads from a client: to the page before the call, and
 * in all until the own picture stands in the call. As it is served, and for scripts also what they
 * weigh after gzip, whether or not they were served so. In turn with the other client.
 */
export async function weight(other: Other | null): Promise<string> {
  const server = await (await Server.create()).start();
  try {
    const operator = await launchChromium();
    const [link = ""] = await ownLinks(await operator.newPage(), server.operatorLink);
    await operator.close();
    const clients: [Client, Road[]][] = [
      [{ control: ownJoin, stand: (page) => standAtOwnDoor(page, link) }, []],
    ];
    if (other) {
      clients.push([{ control: otherJoin, stand: (page) => standAtOthersDoor(page, other) }, []]);
    }
    for (let i = 0; i < RUNS; i += 1) {
      for (const [client, roads] of clients) roads.push(await load(client));
    }
    const [ours = [], theirs] = clients.map(([, roads]) => roads);
    return `${figures(ours)}${theirs ? `; the other client: ${figures(theirs)}; ratio of scripts after gzip ${ratios(ours, theirs)}` : ""}; ${RUNS} runs each in turn`;
  } finally {
    await server.dispose();
  }
}

async function load({ control, stand }: Client): Promise<Road> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ locale: "en-GB" });
    await page.addInitScript(installMarks, control);
    const loaded = await watch(page);
    await stand(page);
    const door = await loaded();
    await page.locator(control).click();
    await until(async () => {
      const { own } = await page.evaluate(() => globalThis.marks);
      return Number.isNaN(own) ? "there is no own picture" : null;
    }, 20_000);
    return { door, call: await loaded() };
  } finally {
    await browser.close();
  }
}

/** Counts from now on; what it gives waits for the answers that are under way. */
async function watch(page: Page): Promise<() => Promise<Load>> {
  const network = await page.context().newCDPSession(page);
  const requests = new Map<string, { bytes: number; script: boolean; done: boolean }>();
  const bodies: Promise<number>[] = [];
  await network.send("Network.enable");
  network.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
    if (!/^https?:/.test(request.url)) return;
    requests.set(requestId, { bytes: 0, script: type === "Script", done: false });
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const known = requests.get(requestId);
    if (!known) return;
    requests.set(requestId, { ...known, bytes: encodedDataLength, done: true });
    if (!known.script) return;
    bodies.push(
      network.send("Network.getResponseBody", { requestId }).then(({ body, base64Encoded }) => {
        return gzipSync(Buffer.from(body, base64Encoded ? "base64" : "utf8")).length;
      }),
    );
  });
  network.on("Network.loadingFailed", ({ requestId }) => requests.delete(requestId));
  return async () => {
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    await until(async () => {
      const open = [...requests.values()].filter(({ done }) => !done).length;
      return open === 0 ? null : `${open} answers have not come`;
    }, 10_000);
    const all = [...requests.values()];
    return {
      requests: all.length,
      bytes: sum(all.map(({ bytes }) => bytes)),
      scripts: sum(all.filter(({ script }) => script).map(({ bytes }) => bytes)),
      packed: sum(await Promise.all(bodies)),
    };
  };
}

function figures(roads: readonly Road[]): string {
  const one = (name: string, pick: (road: Road) => Load) => {
    const loads = roads.map(pick);
    const kB = (of: (load: Load) => number) =>
      spread(
        loads.map((load) => of(load) / 1000),
        1,
      );
    return `${name} ${spread(loads.map(({ requests }) => requests))} requests, ${kB(({ bytes }) => bytes)} kB, of it scripts ${kB(({ scripts }) => scripts)} kB, ${kB(({ packed }) => packed)} after gzip`;
  };
  return `${one("to the page before the call", ({ door }) => door)}; ${one("into the call", ({ call }) => call)}`;
}

function ratios(ours: readonly Road[], theirs: readonly Road[]): string {
  const ratio = (pick: (road: Road) => Load) =>
    (
      median(ours.map((road) => pick(road).packed)) /
      median(theirs.map((road) => pick(road).packed))
    ).toFixed(2);
  return `${ratio(({ door }) => door)} and ${ratio(({ call }) => call)}`;
}
