import type { Words } from "./en.ts";
import { pages } from "./id/pages.ts";
import { door } from "./id/door.ts";
import { hour } from "./id/hour.ts";
import { moderation } from "./id/moderation.ts";
import { media } from "./id/media.ts";
import { seal } from "./id/seal.ts";
import { recap } from "./id/recap.ts";

/** Bahasa Indonesia. */
export const id: Words = {
  ...pages,
  ...door,
  ...hour,
  media,
  moderation,
  seal,
  ...recap,
};
