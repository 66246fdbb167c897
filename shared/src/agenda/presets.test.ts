import { describe, expect, it } from "vitest";
import type { Block } from "./agenda.ts";
import { fit } from "./fit.ts";
import { accountability, alternating, fourSeats, oneDeep, presets } from "./presets.ts";
import { turnAway, twoDeep } from "./presets.ts";

/** The tables of the format, for four members, in seconds. */
const tables = [
  {
    agenda: fourSeats,
    seats: 4,
    blocks: ["open 60", "review 60 each", "seats", "reserve 120", "closing 30 each"],
    phases: "present 120, clarify 120, think 30, advise 240, open 90, commit 90, handover 30",
  },
  {
    agenda: twoDeep,
    seats: 2,
    blocks: ["open 60", "review 120 each", "seats", "reserve 180", "closing 75 each"],
    phases: "present 240, clarify 240, think 60, advise 360, open 180, commit 90, handover 30",
  },
  {
    agenda: oneDeep,
    seats: 1,
    blocks: ["open 60", "review 120 each", "seats", "reserve 120", "closing 90 each"],
    phases:
      "present 420, clarify 300, probe 480, restate 60, think 60, advise 720, reflect 180, commit 120, handover 60",
  },
  {
    agenda: turnAway,
    seats: 4,
    blocks: ["open 60", "seats", "reserve 120", "closing 30 each"],
    phases: "present 120, clarify 180, advise-away 360, commit 90, handover 30",
  },
  {
    agenda: accountability,
    seats: 4,
    blocks: ["open 60", "seats", "floor 720", "reserve 120", "closing 30 each"],
    phases: "report 150, blockers 120, advise 180, plan 120, handover 30",
  },
] as const;

function written(block: Block): string {
  switch (block.kind) {
    case "plenary":
      return `${block.id} ${block.seconds}`;
    case "round":
      return `${block.id} ${block.secondsEach} each`;
    case "reserve":
      return `reserve ${block.seconds}`;
    case "seats":
      return "seats";
  }
}

describe.each(tables)("the agenda $agenda.id", ({ agenda, seats, blocks, phases }) => {
  const fitted = fit(agenda, 4);
  if (!fitted.ok) throw new Error(fitted.rejection.code);

  it("1.2 has the blocks of its table, and after the reserve the closing block", () => {
    expect(agenda.blocks.map(written)).toEqual([...blocks, "next-call 120", "goodbye 60"]);
  });

  it("1.2 is data: it survives being stored", () => {
    expect(JSON.parse(JSON.stringify(agenda))).toEqual(agenda);
  });

  it("1.3 has for four members the seats of its table", () => {
    const list = phases.split(", ").map((line) => Number(line.split(" ")[1]));
    expect(fitted).toMatchObject({ seats, seat: list.reduce((a, b) => a + b, 0) });
  });

  it("1.4 has for four members the phases of its table", () => {
    expect(fitted.phases.map(({ id, seconds }) => `${id} ${seconds}`).join(", ")).toBe(phases);
  });

  it("1.4 keeps silence, restating, promise and handover as they are", () => {
    const fixed = new Set<string>(["think", "restate", "commit", "plan", "handover"]);
    for (const { id, elastic } of fitted.phases) expect(elastic).toBe(!fixed.has(id));
  });
});

describe("all agendas", () => {
  it("1.2 have names of their own, also where halves take turns", () => {
    const all = [...presets, ...presets.map((agenda) => alternating(agenda, 6))];
    expect(new Set(all.map(({ id }) => id)).size).toBe(2 * tables.length);
    expect(presets.map(({ id }) => id)).toEqual(tables.map(({ agenda }) => agenda.id));
  });

  it("1.6 hold for six members when halves take turns", () => {
    for (const agenda of presets) {
      expect(fit(alternating(agenda, 6), 6)).toMatchObject({ ok: true, seats: 3 });
    }
  });
});
