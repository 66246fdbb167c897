import { call } from "./call.ts";
import { keys } from "./keys.ts";
import { log } from "./log.ts";
import { talk } from "./talk.ts";

/** What is read in the call and in what remains of it, and loaded with them. */
export const inside = { ...call, ...log, keys, talk };
