import { useMemo } from "react";
import { group as en } from "../language/en/group.ts";
import { group as id } from "../language/id/group.ts";
import { useLanguage, useWords as useWordsOfAll } from "../language/language.ts";
import type { Words } from "../language/en.ts";

const catalogues = { en: en.group, id: id.group } as const;

/** The catalogue with what is read on the pages of groups only, refusals among it. */
export type GroupWords = Words & { readonly group: typeof en.group };

export function useWords(): GroupWords {
  const words = useWordsOfAll();
  const group = catalogues[useLanguage()];
  return useMemo(
    () => ({ ...words, group, refusals: { ...words.refusals, ...group.refusals } }),
    [words, group],
  );
}
