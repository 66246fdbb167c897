import type { inside as english } from "../en/inside.ts";
import { call } from "./call.ts";
import { keys } from "./keys.ts";
import { log } from "./log.ts";
import { talk } from "./talk.ts";

export const inside: typeof english = { ...call, ...log, keys, talk };
