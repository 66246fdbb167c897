import { sql } from "drizzle-orm";
import { expect, it, onTestFinished } from "vitest";
import { createDatabase, startPostgres } from "../testing/postgres.ts";
import { openPostgres } from "./database.ts";

/* An error that nobody listens to ends the process, and this test with it. */
it(
  "outlives a PostgreSQL that ends in the middle of a transaction",
  { timeout: 30_000 },
  async () => {
    const postgres = await startPostgres();
    const database = await openPostgres(await createDatabase(postgres.url));
    onTestFinished(() => database.close());
    const work = database.db.transaction(async (tx) => {
      await tx.execute(sql`SELECT 1`);
      // Nothing is asked of it when it goes: no query of ours fails by it.
      await postgres.stop();
      await tx.execute(sql`SELECT 1`);
    });
    await expect(work).rejects.toThrow();
  },
);
