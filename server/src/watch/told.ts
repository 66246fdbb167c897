/** What of an error may stand in a log. */
export type ToldError = {
  readonly type: string;
  /** PostgreSQL's SQLSTATE, or Node's code of a system error. */
  readonly code?: string;
  /** Empty where it could quote what somebody wrote. */
  readonly message: string;
  /** Where in the code; the message that usually heads it is left out. */
  readonly stack: string;
  readonly cause?: ToldError;
};

/** An error within an error within an error, and so on: more says nothing new. */
const DEEPEST = 4;

/** What nobody but its holder may read wherever it appears: addresses of people, links, tokens, passwords. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/[^\s<>@"']+@[^\s<>@"']+\.[^\s<>@"']+/g, "[address]"],
  [/(:\/\/)[^/\s:@]*:[^/\s@]*@/g, "$1[password]@"],
  [/[A-Za-z0-9_-]{24,}(\.[A-Za-z0-9_-]+)*/g, "[secret]"],
];

/**
 * An error for the log. A query that failed carries what it was to store, PostgreSQL quotes values, and
 * so does whoever could not read JSON: of these only kind, code and place in the code are told.
 */
export function told(error: unknown, depth = 0): ToldError {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: "" };
  const { code } = error as { code?: unknown };
  const quotes = "query" in error || "severity" in error || error instanceof SyntaxError;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name || error.name,
    ...(typeof code === "string" && /^[\w-]{1,40}$/.test(code) ? { code } : {}),
    message: quotes ? "" : scrubbed(error.message),
    stack: frames.join("\n"),
    ...(error.cause !== undefined && depth < DEEPEST
      ? { cause: told(error.cause, depth + 1) }
      : {}),
  };
}

function scrubbed(text: string): string {
  let left = text.slice(0, 500);
  for (const [secret, instead] of secrets) left = left.replaceAll(secret, instead);
  return left;
}
