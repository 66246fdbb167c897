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
