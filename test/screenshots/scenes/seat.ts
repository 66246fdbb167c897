import type { Studio } from "../studio.ts";

/** A seat of 72 s, in which the cues come 12, 6 and 3 s before its end. */
const MINUTES = 6;

/** What only time brings: a part that runs over, a cue, and who was heard. */
export async function seat(studio: Studio): Promise<void> {
  const { camera } = studio;
  const [ayu, budi, citra, dewi] = await studio.gather(MINUTES);
  if (!ayu || !budi || !citra || !dewi) throw new Error("four pages are needed");
  await studio.join(ayu, budi, citra, dewi);
  await studio.sees(ayu, 4);
  await studio.start(dewi, 4);
  await studio.bringTo(dewi, "seat-1/commit");
  await ayu.getByTestId("cue").waitFor({ timeout: 90_000 });
  await camera.call(ayu, "call-cue");
  await studio.bringTo(dewi, "seat-2/present");
  await budi.getByTestId("voices").waitFor();
  await camera.call(budi, "call-voices");
  await dewi.getByTestId("offer-hold").click();
  await dewi.getByTestId("offer-hold-now").click();
  await dewi.getByTestId("overtime").waitFor({ timeout: 60_000 });
  await camera.call(dewi, "call-overtime");
  await dewi.getByTestId("offer-hold").click();
  await budi.getByTestId("leave").click();
  await budi.getByTestId("rejoin").waitFor();
  await camera.page(budi, "left");
  await ayu
    .getByText(/Budi is not here|held/)
    .first()
    .waitFor();
  await camera.call(ayu, "call-gone");
  await budi.reload();
  await budi.getByTestId("late").waitFor();
  await studio.sees(budi, 1);
  await camera.page(budi, "door-late");
}
