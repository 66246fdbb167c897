// `npm run screenshots`: every screen and state of today's product into docs/images, by real people
// in real browsers. `npm run screenshots -- door end` takes those scenes only, `--to <folder>` elsewhere.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Camera } from "./screenshots/camera.ts";
import { scenes } from "./screenshots/scenes.ts";
import { Studio } from "./screenshots/studio.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string" } },
});
const camera = new Camera(resolve(values.to ?? resolve(import.meta.dirname, "../docs/images")));
const wanted = positionals.length === 0 ? [...scenes.keys()] : positionals;
for (const name of wanted) {
  const scene = scenes.get(name);
  if (!scene) throw new Error(`There is no scene ${name}; there are ${[...scenes.keys()].join()}.`);
  const studio = await Studio.open(camera);
  try {
    await scene(studio);
    console.log(`${name} is taken`);
  } finally {
    await studio.close();
  }
}
