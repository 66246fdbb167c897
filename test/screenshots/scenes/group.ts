import type { Cast, Studio } from "../studio.ts";

/** Long names, and two who are not seen. */
const six: readonly Cast[] = [
  { name: "Maria Magdalena Wulandari" },
  { name: "Budi" },
  { name: "Konstantinos Papadopoulos", cameraOff: true },
  { name: "Siti Nurhaliza Rahmawati Kusuma" },
  { name: "Jo", cameraOff: true },
  { name: "Dewi" },
];

/** Five, and six of whom every other one sits. */
export async function many(studio: Studio): Promise<void> {
  await five(studio);
  await all(studio);
}

/** One at the table, then two, then one again. */
export async function few(studio: Studio): Promise<void> {
  const { camera } = studio;
  const [budi, dewi] = await studio.gather(60, [{ name: "Budi" }, { name: "Dewi", silent: true }]);
  if (!budi || !dewi) throw new Error("two pages are needed");
  await studio.join(dewi);
  await studio.sees(dewi, 1);
  await camera.call(dewi, "call-first");
  await studio.start(dewi, 1);
  await dewi.getByTestId("health-silent").waitFor({ timeout: 60_000 });
  await camera.call(dewi, "call-silent-microphone");
  await dewi.getByTestId("health-later").click();
  await dewi.getByTestId("waiting").waitFor();
  await camera.call(dewi, "call-waiting");
  await studio.join(budi);
  await studio.bringTo(dewi, "seat-1/present");
  await studio.sees(dewi, 2);
  await camera.call(dewi, "call-two");
  await budi.getByTestId("leave").click();
  await dewi.getByTestId("alone").waitFor();
  await camera.call(dewi, "call-alone");
}

async function five(studio: Studio): Promise<void> {
  const pages = await studio.gather(60, six.slice(1));
  await studio.join(...pages);
  const chair = pages.at(-1);
  if (!chair) throw new Error("a facilitator is needed");
  await studio.start(chair, 5);
  await studio.bringTo(chair, "seat-1/present");
  await studio.camera.call(chair, "call-five");
  for (const page of pages) await page.context().browser()?.close();
}

async function all(studio: Studio): Promise<void> {
  const { camera } = studio;
  const pages = await studio.gather(60, six);
  const [maria] = pages;
  const chair = pages.at(-1);
  if (!maria || !chair) throw new Error("six pages are needed");
  await camera.page(maria, "door-six", { schemes: ["light"] });
  await studio.join(...pages);
  await studio.sees(chair, 4);
  await camera.call(chair, "call-lobby-six");
  await studio.start(chair, 6);
  await studio.bringTo(chair, "seat-1/present");
  await camera.call(chair, "call-six");
  await chair.getByTestId("menu-chair").click();
  await camera.call(chair, "call-menu-six");
}
