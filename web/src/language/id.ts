import type { Words } from "./en.ts";
import { pages } from "./id/pages.ts";
import { operator } from "./id/operator.ts";
import { door } from "./id/door.ts";
import { call } from "./id/call.ts";
import { hour } from "./id/hour.ts";
import { recap } from "./id/recap.ts";
import { log } from "./id/log.ts";

/** Bahasa Indonesia. */
export const id: Words = {
  ...pages,
  ...operator,
  ...door,
  ...call,
  ...hour,
  ...recap,
  ...log,
};
