/** For `npx drizzle-kit generate`, run in this folder. */
export default {
  dialect: "postgresql",
  schema: "./src/store/schema.ts",
  out: "./src/store/migrations",
};
