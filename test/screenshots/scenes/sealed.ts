import { installOtherKey, installWithoutEncryption } from "../../support/cheats.ts";
import { four } from "../studio.ts";
import type { Cast, Studio } from "../studio.ts";

/** A sealed call with one who has another key and one whose browser cannot encrypt. */
export async function sealed(studio: Studio): Promise<void> {
  const { camera } = studio;
  const before = [undefined, installOtherKey, installWithoutEncryption];
  const cast: Cast[] = four.map((each, i) => ({
    ...each,
    ...(before[i] ? { before: before[i] } : {}),
  }));
  const [ayu, budi, citra, dewi] = await studio.gather(60, cast);
  if (!ayu || !budi || !citra || !dewi) throw new Error("four pages are needed");
  await camera.page(citra, "door-cannot-seal", { schemes: ["light"] });
  await studio.join(ayu, budi, citra, dewi);
  await studio.start(dewi, 4);
  await studio.bringTo(dewi, "seat-1/present");
  const { id } = (await studio.view(budi)).you;
  await ayu.getByTestId(`barred-${id}`).waitFor();
  await camera.call(ayu, "call-other-key");
  await ayu.getByTestId("seal").click();
  await camera.call(ayu, "call-seal");
  await citra.getByTestId("no-media").waitFor();
  await camera.call(citra, "call-without-media");
}
