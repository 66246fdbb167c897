import type { Words } from "./en.ts";
import { pages } from "./id/pages.ts";
import { door } from "./id/door.ts";
import { call } from "./id/call.ts";
import { hour } from "./id/hour.ts";
import { moderation } from "./id/moderation.ts";
import { keys } from "./id/keys.ts";
import { media } from "./id/media.ts";
import { seal } from "./id/seal.ts";
import { recap } from "./id/recap.ts";
import { log } from "./id/log.ts";
import { talk } from "./id/talk.ts";

/** Bahasa Indonesia. */
export const id: Words = {
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
