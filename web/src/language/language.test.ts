import { beforeEach, describe, expect, it, vi } from "vitest";

let { areaOf, directionOf, speak } = await import("./language.ts");

/** Two catalogues that come when they are let. */
function slow() {
  const waiting: (() => void)[] = [];
  const late = <T>(value: T) => new Promise<T>((done) => waiting.push(() => done(value)));
  const area = areaOf({ en: () => late({ tea: "Tea" }), id: () => late({ tea: "Teh" }) });
  return { area, come: () => waiting.splice(0).forEach((each) => each()) };
}

describe("a part of the catalogue", () => {
  beforeEach(async () => {
    vi.stubGlobal("document", { documentElement: {} });
    vi.stubGlobal("localStorage", { setItem: () => undefined });
    vi.resetModules();
    ({ areaOf, directionOf, speak } = await import("./language.ts"));
  });

  it("is there once it is loaded, beside what was there", async () => {
    const area = areaOf({ en: async () => ({ tea: "Tea" }), id: async () => ({ tea: "Teh" }) });
    await area.load();
    expect(area.words()).toMatchObject({ tea: "Tea", close: "Close" });
  });

  it("changes the language with the rest", async () => {
    const area = areaOf({ en: async () => ({ tea: "Tea" }), id: async () => ({ tea: "Teh" }) });
    await area.load();
    await speak("id");
    expect(area.words()).toMatchObject({ tea: "Teh", close: "Tutup" });
  });

  it("is in the language that was chosen while it came", async () => {
    const { area, come } = slow();
    const loaded = area.load();
    const spoken = speak("id");
    await vi.waitUntil(() => (come(), area.words().close === "Tutup"));
    await Promise.all([loaded, spoken]);
    expect(area.words()).toMatchObject({ tea: "Teh", close: "Tutup" });
  });

  it("is not missing when it was asked for while another language came", async () => {
    const { area, come } = slow();
    const spoken = speak("id");
    const loaded = area.load();
    let over = false;
    void Promise.all([loaded, spoken]).then(() => (over = true));
    await vi.waitUntil(() => (come(), over));
    expect(area.words()).toMatchObject({ tea: "Teh", close: "Tutup" });
  });

  it("keeps nobody from another language when it never came", async () => {
    const broken = areaOf({
      en: () => Promise.reject(new Error("away")),
      id: () => Promise.reject(new Error("away")),
    });
    await expect(broken.load()).rejects.toThrow("away");
    await speak("id");
    await speak("en");
  });
});

describe("the direction of a language", () => {
  it("is from the right for those that are written so, and is said with the language", async () => {
    const directions = ["en", "id", "ar", "he", "fa-IR", "UR"].map(directionOf);
    expect(directions).toEqual(["ltr", "ltr", "rtl", "rtl", "rtl", "rtl"]);
    vi.stubGlobal("document", { documentElement: {} });
    await speak("id");
    expect(document.documentElement).toMatchObject({ lang: "id", dir: "ltr" });
  });
});
