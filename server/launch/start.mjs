// `npm start`: runs on whatever Node the machine has, installs the project's own, builds and serves.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { Stop, build, environment, install, node, root } from "./prepare.mjs";

const development = process.argv.includes("--dev");

try {
  await install();
  if (!development) await build();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exit(1);
}

const main = join(root, "server", "src", "main.ts");
/** @type {import("node:child_process").ChildProcess[]} */
const children = [];
if (development) {
  // The pages come from Vite, which passes what is for the server on to it.
  launch([join(root, "node_modules", "vite", "bin", "vite.js")], join(root, "web"));
  launch(
    [
      "--watch-path",
      join(root, "server", "src"),
      "--watch-path",
      join(root, "shared", "src"),
      main,
      "--no-pages",
    ],
    root,
  );
} else launch([main], root);

// Ctrl-C reaches the whole group, and npm passes it on to this process once more. The children are
// in groups of their own and hear it from here, once: a server takes a second signal for impatience.
let told = false;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    if (told) return;
    told = true;
    for (const child of children) child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
  });
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
function launch(args, cwd) {
  // The channel is there to break: a server whose launcher was killed notices and ends too.
  const child = spawn(node, args, {
    cwd,
    env: environment,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  });
  children.push(child);
  child.once("exit", (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
    for (const other of children) if (other !== child && other.exitCode === null) other.kill();
  });
}
