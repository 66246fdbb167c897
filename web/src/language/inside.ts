import type { inside } from "./en/inside.ts";
import { areaOf } from "./language.ts";
import type { AllWords } from "./language.ts";

const area = areaOf({
  en: async () => (await import("./en/inside.ts")).inside,
  id: async () => (await import("./id/inside.ts")).inside,
});

/** The catalogue with what is read in the call and after it. */
export type InsideWords = AllWords<typeof inside>;

/** To be waited for before anything is drawn that reads it. Rejects when it cannot be loaded. */
export const loadInside = area.load;
export const useWords = area.useWords;
/** For code outside React. */
export const words = area.words;
