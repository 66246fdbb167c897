import { describe, expect, it } from "vitest";
import type { Command } from "../session/command.ts";
import { accepted, sessionAfter } from "../testing/given.ts";
import { advance, at, clock, hourAfter, started, tick } from "../testing/sample.ts";
import { timetable } from "../testing/timetable.ts";
import { planOf } from "./plan.ts";
import type { Segment } from "./plan.ts";

const unchanged = planOf(hourAfter([]));

/** Ends each part by hand at its time, everything else being left to the clock. */
function early(...endings: readonly [id: string, when: string][]): Command[] {
  return endings.map(([id, when]) => advance(id, at(when)));
}

/** The parts that are elsewhere than in an hour in which nobody did anything. */
function moved(...endings: readonly [id: string, when: string][]): string[] {
  return planOf(hourAfter(early(...endings)))
    .segments.filter(({ startsAt, endsAt }, i) => {
      const usual = unchanged.segments[i];
      return startsAt !== usual?.startsAt || endsAt !== usual.endsAt;
    })
    .map(written);
}

function written({ id, startsAt, endsAt }: Segment): string {
  return `${id} ${clock(startsAt)} to ${clock(endsAt)}`;
}

/** From when to when each seat lasts. */
function seatsAfter(...endings: readonly [id: string, when: string][]): string[] {
  const { segments } = planOf(hourAfter(early(...endings)));
  return [1, 2, 3, 4].map((seat) => {
    const parts = segments.filter(({ block, turn }) => block === "seat" && turn === seat);
    return `${clock(parts[0]?.startsAt ?? 0)} to ${clock(parts.at(-1)?.endsAt ?? 0)}`;
  });
}

describe("what the opening or the review leaves over goes to the reserve", () => {
  it("and the seats come earlier, at their full length", () => {
    expect(seatsAfter(["open", "00:40"])).toEqual([
      "04:40 to 16:40",
      "16:40 to 28:40",
      "28:40 to 40:40",
      "40:40 to 52:40",
    ]);
    expect(moved(["open", "00:40"]).at(-1)).toBe("reserve 52:40 to 55:00");
  });

  it("and the reviews still to come keep their minute", () => {
    expect(moved(["review-2", "02:15"]).slice(0, 3)).toEqual([
      "review-2 02:00 to 02:15",
      "review-3 02:15 to 03:15",
      "review-4 03:15 to 04:15",
    ]);
    expect(moved(["review-2", "02:15"]).at(-1)).toBe("reserve 52:15 to 55:00");
  });
});

describe("what a phase leaves over stays in the seat", () => {
  it("present: clarify gains", () => {
    expect(moved(["seat-1/present", "06:00"])).toEqual([
      "seat-1/present 05:00 to 06:00",
      "seat-1/clarify 06:00 to 09:00",
    ]);
  });

  it("clarify: the silence keeps its length and the advice gains, in equal shares", () => {
    expect(moved(["seat-1/clarify", "08:00"])).toEqual([
      "seat-1/clarify 07:00 to 08:00",
      "seat-1/think 08:00 to 08:30",
      "seat-1/advise-1 08:30 to 10:10",
      "seat-1/advise-2 10:10 to 11:50",
      "seat-1/advise-3 11:50 to 13:30",
    ]);
  });

  it("think: the advice gains, and shares that do not come out even lose no millisecond", () => {
    expect(moved(["seat-1/think", "09:20"])).toEqual([
      "seat-1/think 09:00 to 09:20",
      "seat-1/advise-1 09:20 to 10:43.333",
      "seat-1/advise-2 10:43.333 to 12:06.666",
      "seat-1/advise-3 12:06.666 to 13:30",
    ]);
  });

  it("an adviser: the other advisers keep their equal share and the open phase gains", () => {
    expect(moved(["seat-1/advise-1", "10:00"])).toEqual([
      "seat-1/advise-1 09:30 to 10:00",
      "seat-1/advise-2 10:00 to 11:20",
      "seat-1/advise-3 11:20 to 12:40",
      "seat-1/open 12:40 to 15:00",
    ]);
    expect(moved(["seat-1/advise-3", "12:20"])).toEqual([
      "seat-1/advise-3 12:10 to 12:20",
      "seat-1/open 12:20 to 15:00",
    ]);
  });

  it("open: commit gains", () => {
    expect(moved(["seat-1/open", "14:00"])).toEqual([
      "seat-1/open 13:30 to 14:00",
      "seat-1/commit 14:00 to 16:30",
    ]);
  });

  it("several phases: their seconds add up", () => {
    expect(moved(["seat-2/present", "18:00"], ["seat-2/clarify", "18:30"]).slice(0, 3)).toEqual([
      "seat-2/present 17:00 to 18:00",
      "seat-2/clarify 18:00 to 18:30",
      "seat-2/think 18:30 to 19:00",
    ]);
    expect(moved(["seat-2/present", "18:00"], ["seat-2/clarify", "18:30"]).at(-1)).toBe(
      "seat-2/advise-3 23:20 to 25:30",
    );
  });
});

describe("a seat that is over early gives what is left to the reserve", () => {
  it("commit: the handover keeps its length, and the other seats come earlier", () => {
    expect(seatsAfter(["seat-1/commit", "15:30"])).toEqual([
      "05:00 to 16:00",
      "16:00 to 28:00",
      "28:00 to 40:00",
      "40:00 to 52:00",
    ]);
    expect(moved(["seat-1/commit", "15:30"]).slice(0, 3)).toEqual([
      "seat-1/commit 15:00 to 15:30",
      "seat-1/handover 15:30 to 16:00",
      "seat-2/present 16:00 to 18:00",
    ]);
    expect(moved(["seat-1/commit", "15:30"]).at(-1)).toBe("reserve 52:00 to 55:00");
  });

  it("handover: the next seat begins at once", () => {
    expect(seatsAfter(["seat-4/handover", "52:40"]).at(-1)).toBe("41:00 to 52:40");
    expect(moved(["seat-4/handover", "52:40"]).at(-1)).toBe("reserve 52:40 to 55:00");
  });

  it("every phase at once: the three others keep their 12:00", () => {
    const phases = timetable.filter(({ id }) => id.startsWith("seat-1/"));
    const endings = phases.map(({ id }): [string, string] => [id, "05:00"]);
    expect(seatsAfter(...endings)).toEqual([
      "05:00 to 05:00",
      "05:00 to 17:00",
      "17:00 to 29:00",
      "29:00 to 41:00",
    ]);
  });
});

describe("the closing block (L3)", () => {
  it("comes earlier when the reserve is ended by hand, and the goodbye lasts to the end", () => {
    expect(moved(["reserve", "53:30"])).toEqual([
      "reserve 53:00 to 53:30",
      "closing-1 53:30 to 54:00",
      "closing-2 54:00 to 54:30",
      "closing-3 54:30 to 55:00",
      "closing-4 55:00 to 55:30",
      "next-call 55:30 to 57:30",
      "goodbye 57:30 to 60:00",
    ]);
  });

  it("gives what it leaves over to the goodbye", () => {
    expect(moved(["closing-3", "56:10"], ["next-call", "57:00"])).toEqual([
      "closing-3 56:00 to 56:10",
      "closing-4 56:10 to 56:40",
      "next-call 56:40 to 57:00",
      "goodbye 57:00 to 60:00",
    ]);
  });

  it.each(timetable.slice(0, 41))(
    "starts at 55:00 whatever $id leaves over",
    ({ id, from, to }) => {
      const session = sessionAfter([...started(), tick(at("00:00") + from * 1000)]);
      const middle = at("00:00") + ((from + to) / 2) * 1000;
      const events = accepted(session, advance(id, middle));
      const { segments } = planOf(hourAfter([tick(at("00:00") + from * 1000), ...events]));
      const closing = segments.find(({ block }) => block === "closing");
      expect(clock(closing?.startsAt ?? 0)).toBe("55:00");
    },
  );
});
