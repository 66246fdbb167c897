// `npm run bench [name …] [-- --other <address>]`: each measurement closes with one line of figures.
import { click } from "./click.ts";
import { clock } from "./clock.ts";
import { deadlines } from "./deadlines.ts";
import { downlink } from "./downlink.ts";
import { engines } from "./engines.ts";
import { join } from "./join.ts";
import { otherIn } from "./other.ts";
import { replay } from "./replay.ts";
import { weight } from "./weight.ts";

const args = process.argv.slice(2);
const other = otherIn(args);
const benches = {
  replay,
  clock,
  click,
  deadlines,
  weight: () => weight(other),
  join: () => join(other),
  downlink: () => downlink(other),
};

/** It takes an hour, so it is measured only when it is asked for. */
const long = { engines };

const asked = args.slice(0, other ? args.indexOf("--other") : args.length);
const all = { ...benches, ...long };
const unknown = asked.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(", ")}; there are: ${Object.keys(all).join(", ")}.`,
  );
  process.exit(1);
}
for (const [name, bench] of Object.entries(all)) {
  if (asked.length === 0 ? Object.hasOwn(benches, name) : asked.includes(name))
    console.log(`${name}: ${await bench()}`);
}
