// `npm test` runs everything; `npm run e2e` the tests in Chromium alone, `npm run firefox` the one in both engines;
// `npm run bench` the measurements;
// `npm run laws` random hours for as long as it takes; `npm run screenshots` the pictures of the docs.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { Stop, build, environment, install, node, root, run } from "../server/launch/prepare.mjs";
import { check } from "./check.mjs";

const wanted = process.argv[2] ?? "all";
/** What is no test but needs the same things. */
const programs = new Map([
  ["bench", "test/bench/run.ts"],
  ["laws", "test/laws/run.ts"],
  ["screenshots", "test/screenshots.ts"],
]);
const report = join(root, "test", "out", "report.json");

try {
  await install();
  await build();
  await needs("livekit", "chromium");
  if (wanted === "bench" && process.argv.includes("engines")) await needs("firefox");
  const program = programs.get(wanted);
  if (program) process.exitCode = await run(node, [join(root, program), ...process.argv.slice(3)]);
  else {
    const all = ["shared", "server", "web", "process", "e2e", "firefox"];
    const projects = wanted === "e2e" || wanted === "firefox" ? [wanted] : all;
    if (projects.includes("firefox")) await needs("firefox");
    if (wanted === "all") await needs("radicale", "box");
    await test(projects);
  }
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/**
 * Closes with the plain line that says how many tests passed and failed. No test at all is a failure.
 *
 * @param {string[]} projects
 */
async function test(projects) {
  const counts = projects.length > 1 ? [check()] : [];
  counts.push(await vitest(projects));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  // Said again here, as whoever reads only the end of an hour's output wants to know what it was.
  for (const failure of counts.flatMap((count) => count.failures))
    console.log(`failed: ${failure}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/**
 * Gets what the tests cannot do without. Each is a program of its own, because it needs packages
 * and a Node that this one may not have.
 *
 * @param {...string} what
 */
async function needs(...what) {
  for (const name of what) {
    const code = await run(node, [join(root, "test", "needs", `${name}.ts`)]);
    if (code !== 0)
      throw new Stop(`The tests need ${name}, and it could not be had; see the message above.`);
  }
}

/**
 * Runs projects of the test runner, one after the other so that none disturbs the next, and counts.
 * A run that ends badly without a failed test counts as one failure: something outside the tests broke.
 *
 * @param {string[]} projects
 */
async function vitest(projects) {
  /** @type {{passed: number, failed: number, failures: string[]}} */
  const total = { passed: 0, failed: 0, failures: [] };
  mkdirSync(join(root, "test", "out"), { recursive: true });
  for (const project of projects) {
    rmSync(report, { force: true });
    const { status } = spawnSync(
      node,
      [
        join(root, "node_modules", "vitest", "vitest.mjs"),
        "run",
        "--config",
        "test/vitest.config.ts",
        "--project",
        project,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ],
      { cwd: root, env: environment, stdio: "inherit" },
    );
    const { passed, failed, failures } = counted();
    total.passed += passed;
    total.failed += failed;
    total.failures.push(...failures.map((failure) => `${project}: ${failure}`));
    if (passed + failed === 0 || (status !== 0 && failed === 0)) {
      console.error(`The ${project} tests did not run to their end.`);
      total.failed += 1;
      total.failures.push(`${project}: did not run to its end`);
    }
  }
  return total;
}

/**
 * A test that was left out counts as failed: there is no reason to leave one out.
 *
 * @returns {{passed: number, failed: number, failures: string[]}}
 */
function counted() {
  try {
    /** @type {import("vitest/node").JsonTestResults} */
    const results = JSON.parse(readFileSync(report, "utf8"));
    const { numPassedTests, numTotalTests, testResults } = results;
    const failures = testResults.flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status !== "passed")
        .map((test) => `${relative(root, file.name)} > ${test.fullName}`),
    );
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests, failures };
  } catch {
    return { passed: 0, failed: 0, failures: [] };
  }
}
