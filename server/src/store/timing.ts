import type { Millis } from "@hotseat/shared";
import type { Database } from "./database.ts";

/** What the store is asked to do: one query by itself, or several together. */
export type StoreWork = "query" | "transaction";

/** Told how long the store took, in ms, and whether it did what it was asked. */
export type StoreWatch = (work: StoreWork, ms: Millis, ok: boolean) => void;

/** The part of drizzle's session that every query and every transaction goes through. */
type Session = {
  prepareQuery(...args: unknown[]): { execute(...args: unknown[]): Promise<unknown> };
  transaction(...args: unknown[]): Promise<unknown>;
};

/**
 * Has every query and every transaction of a database timed, whichever kind of store it is. A
 * transaction counts as one, with what is decided within it and the waiting for its turn. Returns what
 * sets who is told; before that nobody is.
 */
export function timed(db: Database): (watch: StoreWatch) => void {
  let watch: StoreWatch | null = null;
  const { session } = (db as unknown as { _: { session: Session } })._;
  const prepare = session.prepareQuery.bind(session);
  const transaction = session.transaction.bind(session);
  const time = async (work: StoreWork, done: Promise<unknown>): Promise<unknown> => {
    const before = performance.now();
    let ok = false;
    try {
      const result = await done;
      ok = true;
      return result;
    } finally {
      watch?.(work, performance.now() - before, ok);
    }
  };
  session.prepareQuery = (...args) => {
    const query = prepare(...args);
    const execute = query.execute.bind(query);
    query.execute = (...values) => time("query", execute(...values));
    return query;
  };
  session.transaction = (...args) => time("transaction", transaction(...args));
  return (next) => (watch = next);
}
