import { describe, expect, it } from "vitest";
import { accountability, fourSeats, oneDeep } from "../agenda/presets.ts";
import { arrive, at, create, known, start } from "../testing/sample.ts";
import { sessionAfter } from "../testing/given.ts";
import { planOf } from "./plan.ts";
import { waitCost } from "./wait-cost.ts";

/* Up to 10:00: after that, whoever has not come is released at the beginning (3.5). */
describe("what waiting for a second person costs, shown while it lasts", () => {
  const agendas = [fourSeats, oneDeep, accountability];
  it.each(
    agendas.flatMap((agenda) =>
      ["00:01", "01:30", "02:00", "04:00", "05:20", "09:59"].map((time) => ({
        id: agenda.id,
        agenda,
        time,
      })),
    ),
  )("2.3 is what it costs in $id when somebody comes at $time", ({ agenda, time }) => {
    const alone = [create({ agenda }), arrive("dee", at("00:00")), start(at("00:00"))];
    const shown = waitCost(planOf(known(sessionAfter(alone))), at(time) - at("00:00"));
    const { segments } = planOf(known(sessionAfter([...alone, arrive("ana", at(time))])));
    const lengthOf = (is: (segment: (typeof segments)[number]) => boolean) =>
      segments.filter(is).reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
    const review = shown.review === null ? 0 : shown.review;
    // To the few milliseconds that cannot be shared out equally.
    const close = (left: number, right: number) =>
      expect(Math.abs(left - right)).toBeLessThanOrEqual(4);
    close(
      review,
      lengthOf(({ id }) => id === "review-1"),
    );
    close(
      shown.reserve,
      lengthOf(({ id }) => id === "reserve"),
    );
    close(
      shown.seat,
      lengthOf(({ block, turn }) => block === "seat" && turn === 1),
    );
  });
});
