import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Box } from "../testing/box.ts";
import { GroupScene } from "../testing/group-scene.ts";
import { HourScene } from "../testing/hour-scene.ts";
import { preparePython } from "../testing/python.ts";

const VERSION = "4.32.5";
const SECONDS = 20;

/** What Schemathesis is given to know of whoever asks. */
type Asker = {
  readonly cookie: string;
  /** The routes that it tries, as a regular expression. */
  readonly paths: string;
  readonly parameters: Readonly<Record<string, string>>;
};

/* Requests made up from our own OpenAPI document, by a program that knows how servers break. */
describe("schemathesis over the OpenAPI document", { timeout: 180_000 }, () => {
  let python = "";

  // The first time it is obtained, unless test/needs has done so.
  beforeAll(() => {
    python = preparePython("schemathesis", VERSION);
  }, 300_000);

  async function finds(box: Box, { cookie, paths, parameters }: Asker): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), "hotseat-schemathesis-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const config = join(folder, "schemathesis.toml");
    const lines = Object.entries(parameters).map(
      ([name, value]) => `${JSON.stringify(`path.${name}`)} = ${JSON.stringify(value)}`,
    );
    writeFileSync(config, ["[parameters]", ...lines, ""].join("\n"));
    const args = [
      `-m schemathesis.cli --config-file ${config} run ${box.url}/api/openapi.json`,
      "--checks not_a_server_error,response_schema_conformance,content_type_conformance",
      `--phases coverage,fuzzing --max-time ${SECONDS} --seed 7 --generation-database none`,
      `--continue-on-failure --no-color --include-path-regex ${paths}`,
    ].flatMap((line) => line.split(" "));
    args.push("--header", `Cookie: ${cookie}`);
    // It keeps what it found in the folder where it runs.
    const program = spawn(python, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    onTestFinished(() => void program.kill());
    let said = "";
    for (const stream of [program.stdout, program.stderr]) {
      stream.on("data", (data: Buffer) => (said += data.toString()));
    }
    const code = await new Promise<number | null>((done) => program.once("close", done));
    expect((await box.get("/healthz")).statusCode).toBe(200);
    // Otherwise it would find nothing where it has tried nothing.
    expect(Number(/(\d+) generated/.exec(said)?.[1]), said).toBeGreaterThan(500);
    return `${said.trim()}\nended with ${code}`;
  }

  it("finds no 5xx and no refusal in another shape as a member of an hour", async () => {
    const box = await Box.open();
    const scene = await HourScene.open(box, "seat");
    const { id, cookie } = scene.person("facilitator");
    const parameters = { session: scene.session, member: id, of: scene.id("member") };
    const found = await finds(box, { cookie, paths: "^/api/sessions", parameters });
    expect(found).toMatch(/ended with 0$/);
    expect((await scene.view()).members).toHaveLength(5);
  });

  it("finds none as the facilitator of a group, in a call of it", async () => {
    const box = await Box.open();
    const scene = await GroupScene.open(box, "call");
    const { id, cookie } = scene.person("facilitator");
    const parameters = {
      group: scene.group.id,
      member: id,
      session: scene.session,
      whose: scene.id("member"),
      number: "1",
    };
    const found = await finds(box, { cookie, paths: "^/api/groups", parameters });
    expect(found).toMatch(/ended with 0$/);
  });

  it("finds none as the operator, and with tokens of nobody", async () => {
    const box = await Box.open();
    const scene = await GroupScene.open(box, "between");
    const parameters = { group: scene.group.id, member: scene.id("member") };
    const cookie = await box.claimOperator();
    const paths = "^/(api/(operator|clock|answers|subscriptions)|healthz|calendar|unsubscribe)";
    const found = await finds(box, { cookie, paths, parameters });
    expect(found).toMatch(/ended with 0$/);
  });
});
