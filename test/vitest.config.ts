import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { canHoldBox } from "./support/box/programs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** No retries anywhere: a test that fails sometimes has found something. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        test: { name: "shared", root, include: ["shared/src/**/*.test.ts", "test/laws/*.test.ts"] },
      },
      {
        test: {
          name: "server",
          root,
          include: ["server/src/**/*.test.ts", "server/launch/*.test.ts"],
          globalSetup: ["server/src/testing/setup.ts"],
          testTimeout: 20_000,
        },
      },
      { test: { name: "web", root, include: ["web/src/**/*.test.ts"] } },
      {
        test: {
          name: "process",
          root,
          include: ["test/process/*.test.ts"],
          // Left out where they cannot be run, as needs/box.ts says; a test that is skipped counts as failed.
          exclude: [
            ...configDefaults.exclude,
            ...(canHoldBox() ? [] : ["test/process/box.test.ts"]),
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each test starts whole servers.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          root,
          include: ["test/e2e/*.e2e.ts"],
          testTimeout: 480_000,
          hookTimeout: 120_000,
          // Four browsers need the whole machine.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "firefox",
          root,
          include: ["test/firefox/*.e2e.ts"],
          testTimeout: 480_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
