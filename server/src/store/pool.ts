import pg from "pg";

/**
 * PostgreSQL connections that come back also when a transaction cannot begin. drizzle-orm 0.45 gives
 * one back only after its `begin` has succeeded (`NodePgSession.transaction`), so each time the
 * database went away one of ours was lost with it, until everything waited for a free one.
 */
export class Pool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : super.connect().then(returned);
  }
}

/** A connection that is given back by the failure of its first query, if that begins a transaction. */
function returned(client: pg.PoolClient): pg.PoolClient {
  Reflect.deleteProperty(client, "query");
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const first = async (...args: unknown[]) => {
    Reflect.deleteProperty(client, "query");
    try {
      return await query(...args);
    } catch (error) {
      if (isBegin(args[0])) client.release(true);
      throw error;
    }
  };
  return Object.assign(client, { query: first });
}

function isBegin(query: unknown): boolean {
  const { text } = query as { text?: string };
  return text?.startsWith("begin") === true;
}
