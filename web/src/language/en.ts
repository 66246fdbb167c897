import { pages } from "./en/pages.ts";
import { door } from "./en/door.ts";
import { hour } from "./en/hour.ts";
import { moderation } from "./en/moderation.ts";
import { media } from "./en/media.ts";
import { seal } from "./en/seal.ts";
import { recap } from "./en/recap.ts";

/** What a person may read on every page, in English. The shape of the catalogue. */
export const en = {
  ...pages,
  ...door,
  ...hour,
  media,
  moderation,
  seal,
  ...recap,
};

export type Words = typeof en;
