import { describe, expect, it } from "vitest";
import { decide } from "../session/decide.ts";
import type { SessionEvent } from "../session/event.ts";
import { noSession } from "../session/session.ts";
import { create, people } from "../testing/sample.ts";
import { chainOf, firstBreak, withoutName } from "./chain.ts";
import type { LogEntry } from "./chain.ts";
import { recapOf } from "./recap.ts";

/** The events of a new session, as the log keeps them. */
function eventsOf(salted: boolean): readonly SessionEvent[] {
  const members = people.map((each) => (salted ? { ...each, salt: `salt of ${each.id}` } : each));
  const created = decide(noSession, create({ members }));
  if (!created.ok) throw new Error(created.rejection.code);
  return created.events;
}

function erased(entries: readonly LogEntry[], member: string): LogEntry[] {
  return entries.map((entry) => ({ ...entry, event: withoutName(entry.event, member) }));
}

describe("a log of which a name was erased", () => {
  const log = chainOf("s", eventsOf(true));

  it("12.2 holds with the same last hash, and has neither the name nor its salt", () => {
    const left = erased(log, "ben");
    expect(firstBreak("s", left)).toBeNull();
    expect(recapOf("s", left)).toMatchObject({ head: recapOf("s", log)?.head, brokenAt: null });
    expect(JSON.stringify(left)).not.toContain("Ben");
    expect(JSON.stringify(left)).not.toContain("salt of ben");
    expect(JSON.stringify(left)).toContain("salt of ana");
    expect(firstBreak("s", erased(erased(left, "ben"), "ana"))).toBeNull();
  });

  it("12.2 shows a name, a salt or a digest that was exchanged, and anything beside them", () => {
    const changes: readonly [string, string][] = [
      ['"Ana"', '"Eva"'],
      ["salt of ana", "salt of eva"],
      ['"digest":"', '"digest":"0'],
      ['"facilitator":"dee"', '"facilitator":"ana"'],
    ];
    const left = JSON.stringify(erased(log, "ben"));
    for (const [from, to] of changes) {
      const changed = left.replace(from, to);
      expect(changed).not.toBe(left);
      expect(firstBreak("s", JSON.parse(changed) as LogEntry[])).toBe(1);
    }
  });

  it("12.2 says so where names had no salts yet: that entry cannot be shown to be what it was", () => {
    const older = chainOf("s", eventsOf(false));
    expect(firstBreak("s", older)).toBeNull();
    expect(firstBreak("s", erased(older, "ben"))).toBe(1);
  });
});
