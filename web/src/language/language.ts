import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { en } from "./en.ts";
import type { Words } from "./en.ts";

/**
 * Adding a language is adding its files and naming them here and where a part is loaded (`areaOf`).
 * The key is its BCP 47 tag. English is always at hand; the others are loaded by those who read them.
 */
const catalogues = {
  en: async () => en,
  id: async () => (await import("./id.ts")).id,
} as const satisfies Record<string, () => Promise<Words>>;

export type Language = keyof typeof catalogues;

export const languages = Object.keys(catalogues) as Language[];

const KEY = "hotseat.language";

type Spoken = { readonly language: Language; readonly words: Words };

const spoken = createStore<Spoken>(() => ({ language: "en", words: en }));

/** The catalogue of the reader's language; for code outside React. */
export function words(): Words {
  return spoken.getState().words;
}

export function useWords(): Words {
  return useStore(spoken, (state) => state.words);
}

export function useLanguage(): Language {
  return useStore(spoken, (state) => state.language);
}

/** The catalogue with the part that some pages load for themselves. */
export type AllWords<Part> = Words & Part;

type Area<Part> = Readonly<Record<Language, () => Promise<Part>>>;

/** Those that have been asked for, which have to speak what the rest of the page speaks. */
const areas = new Set<Area<object>>();

/** A part of the catalogue that is loaded with the pages that read it. */
export function areaOf<Part extends object>(area: Area<Part>) {
  async function load(): Promise<void> {
    areas.add(area);
    const { language } = spoken.getState();
    try {
      const part = await area[language]();
      // The reader may have chosen another language meanwhile.
      if (spoken.getState().language !== language) return await load();
      spoken.setState(({ words }) => ({ words: { ...words, ...part } }));
    } catch (error) {
      areas.delete(area);
      throw error;
    }
  }
  return {
    load,
    useWords: () => useWords() as AllWords<Part>,
    words: () => words() as AllWords<Part>,
  };
}

/** The reader's own variety of the language, which decides how times are written. */
export function useLocale(): string {
  const language = useLanguage();
  return navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
}

/** Speaks the language of the reader; to be waited for before anything is drawn. */
export async function speakFirst(): Promise<void> {
  // Without the file the page is better read in English than not at all.
  await load(first()).catch(() => load("en"));
}

/** Remembers the choice on this device. Rejects when the language cannot be loaded. */
export async function speak(language: Language): Promise<void> {
  await load(language);
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser that keeps nothing still speaks it until the page closes.
  }
}

async function load(language: Language): Promise<void> {
  const base = await catalogues[language]();
  const asked = [...areas];
  const parts = await Promise.all(asked.map((area) => area[language]()));
  // What was asked for meanwhile must not be missing.
  if (asked.length < areas.size) return load(language);
  spoken.setState({ language, words: Object.assign({}, base, ...parts) });
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** Languages that are written from right to left, by their BCP 47 tags; not every browser can tell. */
const fromTheRight: ReadonlySet<string> = new Set([
  "ar",
  "ckb",
  "dv",
  "fa",
  "he",
  "ps",
  "ug",
  "ur",
]);

/** In which direction a language is written, of a tag with or without a region. */
export function directionOf(tag: string): "ltr" | "rtl" {
  return fromTheRight.has(tag.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}

function first(): Language {
  const wanted = [kept() ?? "", ...navigator.languages];
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (found) return found;
  }
  return "en";
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
