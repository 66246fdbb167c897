import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { obtainedOnce } from "./cache.ts";

/**
 * The Python that has one package of PyPI, such as `radicale`. Obtained once, into a virtual environment
 * in the cache: nothing of the machine's own Python is changed.
 *
 * @throws when there is no Python 3 with `venv`, or PyPI cannot be reached.
 */
export function preparePython(name: string, version: string): string {
  const folder = obtainedOnce(`${name}-${version}`, (fresh) => {
    run("python3", "-m", "venv", fresh);
    const pip = [join(fresh, "bin", "python"), "-m", "pip", "install", "--quiet"] as const;
    run(...pip, "--disable-pip-version-check", `${name}==${version}`);
    return fresh;
  });
  return join(folder, "bin", "python");
}

function run(program: string, ...args: string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return;
  throw new Error(`${program} ${args.join(" ")} failed: ${error?.message ?? stderr.trim()}`);
}
