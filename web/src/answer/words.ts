import { answer as en } from "../language/en/answer.ts";
import { answer as id } from "../language/id/answer.ts";
import { useLanguage, useWords } from "../language/language.ts";
import type { Words } from "../language/en.ts";

const catalogues = { en: en.answer, id: id.answer } as const;

type AnswerWords = Words & { readonly answer: typeof en.answer };

/** The catalogue with what is read on the pages behind links in mail only. */
export function useAnswerWords(): AnswerWords {
  const words = useWords();
  const answer = catalogues[useLanguage()];
  return { ...words, answer, refusals: { ...words.refusals, ...answer.refusals } };
}
