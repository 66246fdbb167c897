// `npm run hotseat -- <command>`, and in the container `node server/src/cli/main.ts <command>`.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Failure } from "../failure.ts";
import { readSettings } from "../settings.ts";
import { backup } from "./backup.ts";
import { WrongUse } from "./command.ts";
import type { Command, Given } from "./command.ts";
import { doctor } from "./doctor.ts";
import { rehearse } from "./rehearse.ts";
import { restore } from "./restore.ts";

/** The root of the project, where `.env` and the data folder are. */
const root = resolve(import.meta.dirname, "../../..");

const commands: Readonly<Record<string, Command>> = { doctor, rehearse, backup, restore };

const WRONG = 1;
const WRONG_USE = 2;

process.exitCode = await main(process.argv.slice(2));

async function main([name = "help", ...args]: readonly string[]): Promise<number> {
  if (["help", "--help", "-h"].includes(name)) {
    console.log(overview());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(`There is no command "${name}".\n\n${overview()}`);
    return WRONG_USE;
  }
  if (args.includes("--help") || args.includes("-h")) {
    console.log(`hotseat ${command.usage}\n\n${command.does}\n\n${command.help}`);
    return 0;
  }
  try {
    return await command.run(parsed(command, args), readSettings(process.env, root));
  } catch (error) {
    if (error instanceof WrongUse) {
      console.error(`${error.message}\nhotseat ${command.usage}`);
      return WRONG_USE;
    }
    console.error(error instanceof Failure ? error.message : error);
    return WRONG;
  }
}

function parsed({ options, words }: Command, args: string[]): Given {
  let given: Given;
  try {
    given = parseArgs({ args, options, allowPositionals: true }) as Given;
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
  if (given.positionals.length === words) return given;
  throw new WrongUse(
    given.positionals.length < words ? "Something is missing." : "That is too much.",
  );
}

function overview(): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length));
  const lines = Object.values(commands).map(
    ({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`,
  );
  return `hotseat <command>\n\n${lines.join("\n")}\n\nhotseat <command> --help says more.`;
}
