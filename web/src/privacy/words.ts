import { useMemo } from "react";
import { privacy as en } from "../language/en/privacy.ts";
import { privacy as id } from "../language/id/privacy.ts";
import { useLanguage, useWords } from "../language/language.ts";
import type { Words } from "../language/en.ts";

const catalogues = { en, id } as const;

/** The catalogue with what is read about one's own data. */
export type PrivacyWords = Words & typeof en;

export function usePrivacyWords(): PrivacyWords {
  const words = useWords();
  const more = catalogues[useLanguage()];
  return useMemo(
    () => ({ ...words, ...more, refusals: { ...words.refusals, ...more.refusals } }),
    [words, more],
  );
}
