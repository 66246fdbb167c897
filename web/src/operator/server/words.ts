import { server as en } from "../../language/en/server.ts";
import { server as id } from "../../language/id/server.ts";
import { useLanguage } from "../../language/language.ts";

const catalogues = { en, id } as const;

/** What is read on the page about the server only. */
export function useServerWords(): typeof en {
  return catalogues[useLanguage()];
}
