import { useMemo } from "react";
import { operator as en } from "../language/en/operator.ts";
import { operator as id } from "../language/id/operator.ts";
import { useLanguage, useWords as useWordsOfAll } from "../language/language.ts";
import type { Words } from "../language/en.ts";

const catalogues = { en: en.operator, id: id.operator } as const;

/** The catalogue with what only the operator reads, which members need not load. */
export type OperatorWords = Words & { readonly operator: typeof en.operator };

export function useWords(): OperatorWords {
  const words = useWordsOfAll();
  const operator = catalogues[useLanguage()];
  return useMemo(() => ({ ...words, operator }), [words, operator]);
}
