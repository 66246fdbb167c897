// `npm run bench [name …]`: each measurement closes with one line of figures.
import { click } from "./click.ts";
import { clock } from "./clock.ts";
import { deadlines } from "./deadlines.ts";
import { replay } from "./replay.ts";

const benches = { replay, clock, click, deadlines };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(", ")}; there are: ${Object.keys(benches).join(", ")}.`,
  );
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) console.log(`${name}: ${await bench()}`);
}
