import { pages } from "./en/pages.ts";
import { door } from "./en/door.ts";
import { call } from "./en/call.ts";
import { hour } from "./en/hour.ts";
import { moderation } from "./en/moderation.ts";
import { keys } from "./en/keys.ts";
import { media } from "./en/media.ts";
import { seal } from "./en/seal.ts";
import { recap } from "./en/recap.ts";
import { log } from "./en/log.ts";
import { talk } from "./en/talk.ts";

/** Every sentence that a person may read, in English. The shape of the catalogue. */
export const en = {
  ...pages,
  ...door,
  ...call,
  ...hour,
  media,
  keys,
  moderation,
  seal,
  ...recap,
  ...log,
  talk,
};

export type Words = typeof en;
