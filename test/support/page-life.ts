import type { Page } from "playwright-core";

declare global {
  /** The wake locks that the page was given, and how often it has asked. */
  var wakeLocks: { asked: number; held: WakeLockSentinel[] };
}

/** Runs in the page before its own code: counts how often it asks for the screen to stay on. */
export function installWakeLocks(): void {
  globalThis.wakeLocks = { asked: 0, held: [] };
  const { request } = WakeLock.prototype;
  WakeLock.prototype.request = async function (this: WakeLock, ...args) {
    wakeLocks.asked += 1;
    const lock: WakeLockSentinel = await Reflect.apply(request, this, args);
    wakeLocks.held.push(lock);
    return lock;
  };
}

/**
 * Hides a page or shows it again, as when somebody goes to another tab: the browser of a test holds
 * every page for visible. Wake locks go with it.
 */
export async function show(page: Page, shown: boolean): Promise<void> {
  await page.evaluate(async (visible) => {
    const state = visible ? "visible" : "hidden";
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !visible });
    if (!visible && "wakeLocks" in globalThis)
      await Promise.all(wakeLocks.held.splice(0).map((lock) => lock.release()));
    document.dispatchEvent(new Event("visibilitychange"));
  }, shown);
}

/**
 * Stops everything that a browser's pages do, as a phone does with what is in the background: no task
 * runs and nothing is received, until what is given back is called. (Chromium's own way to freeze a
 * page wants a hidden one, which a browser under test does not have.)
 */
export async function freeze(page: Page): Promise<() => void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send("SystemInfo.getProcessInfo")) ?? {};
  const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  if (renderers.length === 0) throw new Error("this browser has no process for its pages");
  for (const pid of renderers) process.kill(pid, "SIGSTOP");
  return () => {
    for (const pid of renderers) process.kill(pid, "SIGCONT");
  };
}
