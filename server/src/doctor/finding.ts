/** What one look at the box has found: `say` is one sentence, and says what to do where something is wrong. */
export type Finding = {
  readonly what: string;
  readonly state: "ok" | "warn" | "fail";
  readonly say: string;
};

export const ok = (what: string, say: string): Finding => ({ what, state: "ok", say });
/** It works, but not for everybody or not for long. */
export const warn = (what: string, say: string): Finding => ({ what, state: "warn", say });
export const fail = (what: string, say: string): Finding => ({ what, state: "fail", say });

/** What a failure says of itself; behind "fetch failed" lies the reason. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (!(first instanceof Error)) return String(first);
  return (
    (first.message || ("code" in first ? String(first.code) : first.name)).split("\n", 1)[0] ?? ""
  );
}
