import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../server.ts";
import { prepareCompose } from "./programs.ts";

/** A compose project as Docker's own tools understand it, with every value filled in. */
export type Project = {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
};

export type Service = {
  readonly image?: string;
  readonly build?: { readonly target?: string };
  readonly restart?: string;
  readonly command?: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly network_mode?: string;
  readonly ports?: readonly { readonly target: number; readonly protocol: "tcp" | "udp" }[];
  readonly volumes?: readonly Mount[];
  readonly tmpfs?: readonly string[];
  readonly read_only?: boolean;
  readonly user?: string;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly mem_limit?: string;
  readonly logging?: { readonly options?: Readonly<Record<string, string>> };
  readonly stop_grace_period?: string;
  readonly stop_signal?: NodeJS.Signals;
  readonly pull_policy?: string;
  readonly sysctls?: Readonly<Record<string, string>>;
};

type Mount = {
  readonly type: "volume" | "bind";
  readonly source: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly volume?: { readonly subpath?: string };
};

/**
 * Reads compose files of the project with these values in its `.env`.
 *
 * @throws with what Docker's tools say when the specification is not kept or a value is missing.
 */
export function readProject(
  env: Readonly<Record<string, string>>,
  files: readonly string[] = ["docker-compose.yml"],
): Project {
  const paths = files.map((file) => join(root, file));
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(prepareCompose(), paths, {
    env: { PATH, HOME, ...env },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Project;
}
