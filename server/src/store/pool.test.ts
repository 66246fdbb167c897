import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { expect, inject, it, onTestFinished } from "vitest";
import { createDatabase } from "../testing/postgres.ts";
import { Pool } from "./pool.ts";

it("has its connection again when a transaction cannot begin", async () => {
  const pool = new Pool({ connectionString: await createDatabase(inject("postgresUrl")), max: 1 });
  onTestFinished(() => pool.end());
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = drizzle({ client: pool });
  const one = () => db.transaction((tx) => tx.execute(sql`SELECT 1 AS one`));
  expect((await one()).rows).toEqual([{ one: 1 }]);
  // As when the database has gone and nobody has heard of it yet.
  pool.once("acquire", (client) => {
    (
      client as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy();
  });
  await expect(one()).rejects.toThrow();
  expect((await one()).rows).toEqual([{ one: 1 }]);
  expect((await db.execute(sql`SELECT 2 AS two`)).rows).toEqual([{ two: 2 }]);
});
