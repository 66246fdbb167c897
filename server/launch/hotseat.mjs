// `npm run hotseat -- <command>`: the operator's commands, on the Node that the project brings along.
import { join } from "node:path";
import { Stop, install, node, root, run } from "./prepare.mjs";

try {
  await install();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exit(1);
}
process.exitCode = await run(node, [
  join(root, "server", "src", "cli", "main.ts"),
  ...process.argv.slice(2),
]);
