import type { Studio } from "./studio.ts";
import { between } from "./scenes/between.ts";
import { call } from "./scenes/call.ts";
import { door } from "./scenes/door.ts";
import { end } from "./scenes/end.ts";
import { few, many } from "./scenes/group.ts";
import { pages } from "./scenes/pages.ts";
import { sealed } from "./scenes/sealed.ts";
import { seat } from "./scenes/seat.ts";
import { trouble } from "./scenes/trouble.ts";

/** Every scene by its name. Each has a server of its own, so that one can be taken without the others. */
export const scenes: ReadonlyMap<string, (studio: Studio) => Promise<void>> = new Map([
  ["pages", pages],
  ["door", door],
  ["call", call],
  ["seat", seat],
  ["trouble", trouble],
  ["sealed", sealed],
  ["few", few],
  ["many", many],
  ["end", end],
  ["between", between],
]);
