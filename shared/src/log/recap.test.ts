import { describe, expect, it } from "vitest";
import { decide } from "../session/decide.ts";
import type { Command } from "../session/command.ts";
import type { SessionEvent } from "../session/event.ts";
import { replay } from "../session/evolve.ts";
import { arrive, at, create, facilitator, people, start, tick } from "../testing/sample.ts";
import { chainOf, chained, firstBreak, origin } from "./chain.ts";
import { markdownOf } from "./markdown.ts";
import { recapOf } from "./recap.ts";

function happened(...commands: readonly Command[]): SessionEvent[] {
  const events: SessionEvent[] = [];
  for (const command of commands) {
    const decision = decide(replay(events), command);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.rejection.code}`);
    events.push(...decision.events);
  }
  return events;
}

const gathered = [create(), ...people.map(({ id }) => arrive(id, at("00:00"))), start()];
const skipped: Command = {
  type: "advance",
  segment: "open",
  at: at("00:20"),
  by: facilitator,
};
const wholeHour = happened(...gathered, skipped, tick(at("60:00")));

describe("the chain of the log", () => {
  const chain = chainOf("s", wholeHour);

  it("12.2 holds when nothing was changed", () => {
    expect(firstBreak("s", chain)).toBeNull();
    expect(firstBreak("s", [])).toBeNull();
  });

  it("12.2 does not depend on how an event was stored", () => {
    const stored = JSON.parse(JSON.stringify(wholeHour[0])) as SessionEvent;
    const reversed = Object.fromEntries(Object.entries(stored).toReversed()) as SessionEvent;
    expect(chained(origin("s"), reversed)).toBe(chain[0]?.hash);
  });

  it.each([0, 1, 5, wholeHour.length - 1])("12.2 breaks where entry %i was changed", (i) => {
    const changed = chain.map((entry, k) =>
      k === i ? { ...entry, event: { ...entry.event, by: "mallory" } } : entry,
    );
    expect(firstBreak("s", changed)).toBe(i + 1);
  });

  it("12.2 breaks where an entry is missing, added or in another place", () => {
    const [first, second, third, ...rest] = chain;
    if (!first || !second || !third) throw new Error("too short");
    expect(firstBreak("s", [first, third, ...rest])).toBe(2);
    expect(firstBreak("s", [first, second, second, third, ...rest])).toBe(3);
    expect(firstBreak("s", [first, third, second, ...rest])).toBe(2);
  });

  it("12.2 is another one for another session, and after any change has another last hash", () => {
    expect(firstBreak("t", chain)).toBe(1);
    const forged = chainOf(
      "s",
      wholeHour.map((event, i) => (i === 3 ? { ...event, at: event.at + 1 } : event)),
    );
    expect(firstBreak("s", forged)).toBeNull();
    expect(forged.at(-1)?.hash).not.toBe(chain.at(-1)?.hash);
  });
});

describe("the recap", () => {
  const recap = recapOf("s", chainOf("s", wholeHour));

  it("12.3 shows planned against actual for every segment, to the millisecond", () => {
    const of = (id: string) => recap?.segments.find((segment) => segment.id === id);
    expect(of("open")).toMatchObject({ planned: 60_000, actual: 20_000 });
    expect(of("reserve")).toMatchObject({ planned: 120_000, actual: 160_000 });
    expect(of("seat-2/advise-1")).toMatchObject({ planned: 80_000, actual: 80_000 });
    const sum = (key: "planned" | "actual") =>
      recap?.segments.reduce((total, segment) => total + segment[key], 0);
    expect([sum("planned"), sum("actual")]).toEqual([3_600_000, 3_600_000]);
  });

  it("12.3 counts as actual only what has happened", () => {
    const early = happened(...gathered, tick(at("01:30")));
    const segments = recapOf("s", chainOf("s", early))?.segments ?? [];
    const actual = segments.filter((segment) => segment.actual > 0).map(({ id }) => id);
    expect(actual).toEqual(["open"]);
  });

  it("12.1 holds every event with who, when and why, and its last hash", () => {
    expect(recap?.entries.map(({ event }) => event)).toEqual(wholeHour);
    expect(recap?.head).toBe(recap?.entries.at(-1)?.hash);
    expect(recap).toMatchObject({ brokenAt: null, cause: "hour-over", endedAt: at("60:00") });
  });

  it("12.2 says from where on a log is not what it was", () => {
    const chain = chainOf("s", wholeHour);
    const forged = chain.map((entry, i) =>
      i === 7 ? { ...entry, event: { ...entry.event, by: "mallory" } } : entry,
    );
    expect(recapOf("s", forged)?.brokenAt).toBe(8);
  });

  it("12.1 is a document too, with every entry, the seconds that moved and the last hash", () => {
    const markdown = recap ? markdownOf(recap) : "";
    expect(markdown).toContain(`last hash \`${recap?.head}\``);
    expect(markdown).toContain("| open | Dee | 1:00 | 0:20 |");
    expect(markdown).toContain("open -0:40, reserve +0:40");
    const log = markdown.slice(markdown.indexOf("## Log"));
    const rows = log.split("\n").filter((line) => /^\| \d+ \|/.test(line));
    expect(rows).toHaveLength(wholeHour.length);
  });

  it("12.1 takes no name for markup", () => {
    const members = people.map((person, i) => (i === 0 ? { ...person, name: "A|*b*<i>" } : person));
    const events = happened(create({ members }));
    const named = recapOf("s", chainOf("s", events));
    expect(named ? markdownOf(named) : "").toContain("A\\|\\*b\\*\\<i\\>");
  });

  it("12.1 is nothing for a session that is not there", () => {
    expect(recapOf("s", [])).toBeNull();
  });
});
