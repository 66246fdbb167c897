import { pages } from "./en/pages.ts";
import { operator } from "./en/operator.ts";
import { door } from "./en/door.ts";
import { call } from "./en/call.ts";
import { hour } from "./en/hour.ts";
import { recap } from "./en/recap.ts";
import { log } from "./en/log.ts";

/** Every sentence that a person may read, in English. The shape of the catalogue. */
export const en = {
  ...pages,
  ...operator,
  ...door,
  ...call,
  ...hour,
  ...recap,
  ...log,
};

export type Words = typeof en;
