import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./server.ts";

/** What a command in a terminal has said, and how it ended. */
export type Said = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs one of the operator's commands as an operator would, with the settings of a box. */
export function hotseat(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Said> {
  return hearing(() => {}, environment, ...args);
}

/** The same; `hear` is given all that was said so far whenever something is said. */
export async function hearing(
  hear: (out: string) => void,
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Said> {
  const child = spawn(process.execPath, [join(root, "server/src/cli/main.ts"), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data: Buffer) => {
    out += data.toString();
    hear(out);
  });
  child.stderr.on("data", (data: Buffer) => (err += data.toString()));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, out, err };
}
