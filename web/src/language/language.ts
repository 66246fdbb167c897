import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { en } from "./en.ts";
import type { Words } from "./en.ts";
import { id } from "./id.ts";

/** Adding a language is adding its file here. The key is its BCP 47 tag. */
const catalogues = { en, id } as const satisfies Record<string, Words>;

export type Language = keyof typeof catalogues;

export const languages = Object.keys(catalogues) as Language[];

const KEY = "hotseat.language";

const chosen = createStore<{ readonly language: Language }>(() => ({ language: first() }));

document.documentElement.lang = chosen.getState().language;

/** The catalogue of the reader's language; for code outside React. */
export function words(): Words {
  return catalogues[chosen.getState().language];
}

export function useWords(): Words {
  return catalogues[useLanguage()];
}

export function useLanguage(): Language {
  return useStore(chosen, (state) => state.language);
}

/** The reader's own variety of the language, which decides how times are written. */
export function useLocale(): string {
  const language = useLanguage();
  return navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
}

/** Remembers the choice on this device. */
export function speak(language: Language): void {
  chosen.setState({ language });
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser that keeps nothing still speaks it until the page closes.
  }
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
