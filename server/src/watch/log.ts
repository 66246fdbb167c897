import { STATUS_CODES } from "node:http";
import type { FastifyBaseLogger, FastifyRequest } from "fastify";
import type { PinoLoggerOptions } from "fastify/types/logger.js";
import type { Settings } from "../settings.ts";
import { told } from "./told.ts";

/** Where something that happens is noted: fields first, `event` always among them. */
export type Log = Pick<FastifyBaseLogger, "info" | "warn" | "error">;

/** Where log lines go other than to the standard output. */
export type LogStream = { write(line: string): void };

/**
 * What Fastify is told about logging. Errors are told without anything that came from a person, and
 * requests by their route alone: their addresses have ids, their headers cookies.
 */
export function loggerOf(level: Settings["logLevel"], stream?: LogStream) {
  if (level === "silent") return false;
  return {
    level,
    ...(stream === undefined ? {} : { stream }),
    hooks: {
      // An error that is logged without a word would lend its own message.
      logMethod(args, method) {
        const [what, ...more] = args as unknown[];
        const given = what instanceof Error ? { err: what } : what;
        const wordless = typeof given === "object" && more.length === 0;
        const line = wordless ? [given, "something went wrong"] : [given, ...more];
        method.apply(this, line as typeof args);
      },
    } satisfies PinoLoggerOptions["hooks"],
    serializers: {
      err: (error: unknown) => ({ ...told(error) }),
      req: ({ method, routeOptions }: FastifyRequest) => ({
        method,
        route: routeOptions?.url ?? "",
      }),
      res: ({ statusCode }: { statusCode?: number }) => ({
        status: statusCode ?? 0,
        meaning: STATUS_CODES[statusCode ?? 0] ?? "",
      }),
    },
  };
}
