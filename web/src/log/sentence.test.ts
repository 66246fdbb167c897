import { describe, expect, it } from "vitest";
import { chainOf, recapOf, replay, viewOf } from "@hotseat/shared";
import type { Command, Session, SessionEvent } from "@hotseat/shared";
import { accepted, sessionAfter } from "../../../shared/src/testing/given.ts";
import { minutesOf } from "../clock/format.ts";
import { en } from "../language/en.ts";
import { inside as insideEn } from "../language/en/inside.ts";
import { id } from "../language/id.ts";
import { inside as insideId } from "../language/id/inside.ts";
import type { InsideWords } from "../language/inside.ts";
import { tellingsOf } from "./history.ts";
import { sentenceOfEvent } from "./sentence.ts";
import { stories } from "./stories.ts";
import { tellingOfNews } from "./telling.ts";
import type { Telling } from "./telling.ts";

const english: InsideWords = { ...en, ...insideEn };
const indonesian: InsideWords = { ...id, ...insideId };

type Told = { readonly telling: Telling; readonly before: Session; readonly after: Session };

/** What the last command of a story made happen, each event with the hour before and after it. */
function lastOf(steps: readonly Command[]): Told[] {
  const events: SessionEvent[] = [];
  let earlier = 0;
  steps.forEach((command, i) => {
    earlier = events.length;
    events.push(...accepted(sessionAfter(steps.slice(0, i)), command));
  });
  const recap = recapOf("story", chainOf("story", events));
  if (!recap) throw new Error("a story begins with a session");
  return tellingsOf(recap)
    .slice(earlier)
    .map((telling) => ({
      telling,
      before: replay(events.slice(0, telling.version - 1)),
      after: replay(events.slice(0, telling.version)),
    }));
}

/** Who is named in a sentence, and how many seconds are. */
function factsOf(sentence: string): string[] {
  return sentence.match(/\b(?:Ana|Ben|Cho|Dee|\d+:\d\d)\b/g) ?? [];
}

const figure = /^\d/;

/** Every length of time that is true of an event: what moved, what there is now, what it says itself. */
function trueFigures({ telling, before, after }: Told): Set<string> {
  const { event } = telling;
  const lengths = (session: Session, mine: (segment: string) => boolean) =>
    session.status === "none"
      ? 0
      : session.boxes.reduce((sum, { id, length }) => (mine(id) ? sum + length : sum), 0);
  const ids = after.status === "none" ? [] : after.boxes.map(({ id }) => id);
  const parts = [...ids, ...new Set(ids.map((each) => each.replace(/\/.*/, "")))];
  const figures = parts.flatMap((part) => {
    const about = "segment" in event ? event.segment : telling.current;
    const whole = (each: string) => each === part || each.startsWith(`${part}/`);
    const rest = (each: string) => whole(each) && each !== about;
    return [whole, rest].flatMap((mine) => {
      const now = lengths(after, mine);
      return [now, Math.abs(now - lengths(before, mine))];
    });
  });
  if (event.type === "paused") figures.push(event.until - event.at);
  if (event.type === "delay-announced") figures.push(event.delay);
  if (event.type === "proposed" && "seconds" in event.proposal.wish) {
    figures.push(event.proposal.wish.seconds * 1000);
  }
  if (event.type === "seat-released") figures.push(event.at - (telling.startedAt ?? 0));
  return new Set(figures.map(minutesOf));
}

describe.each(Object.entries(stories))("the log tells of: %s", (_, [expected, steps]) => {
  const told = lastOf(steps);

  it("L4 L5 who, and which seconds", () => {
    const facts = told.map(({ telling }) => factsOf(sentenceOfEvent(telling, english)).join(" "));
    expect(facts.join(" / ")).toBe(expected);
  });

  it("L4 L5 the same people and seconds in both languages, in whole sentences", () => {
    for (const { telling } of told) {
      const [first, second] = [english, indonesian].map((words) => sentenceOfEvent(telling, words));
      expect(factsOf(second ?? "").toSorted(), second).toEqual(factsOf(first ?? "").toSorted());
      for (const sentence of [first, second]) {
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
        expect(sentence).not.toMatch(/undefined|null|NaN|Infinity| {2}|\.\.| [.,:]|\(\)/);
      }
    }
  });

  it("L4 the seconds that moved, and no others", () => {
    for (const each of told) {
      const figures = factsOf(sentenceOfEvent(each.telling, english)).filter((fact) =>
        figure.test(fact),
      );
      const known = trueFigures(each);
      expect(figures.filter((said) => !known.has(said))).toEqual([]);
    }
  });

  it("L5 in the call what the recap says", () => {
    const view = viewOf(sessionAfter(steps), "cho");
    const before = viewOf(sessionAfter(steps.slice(0, -1)), "cho");
    const fresh = view && before ? view.news.filter(({ version }) => version > before.version) : [];
    for (const news of fresh) {
      const kept = told.find(({ telling }) => telling.version === news.version)?.telling;
      if (!view || !before || !kept) throw new Error("news are of the last command");
      const said = sentenceOfEvent(tellingOfNews(news, view, before), english);
      expect(said).toBe(sentenceOfEvent(kept, english));
    }
  });

  it("L5 whoever did it", () => {
    const by = steps.at(-1)?.by ?? "";
    const name = { ana: "Ana", ben: "Ben", cho: "Cho", dee: "Dee" }[by] ?? "";
    const sentences = told.map(({ telling }) => sentenceOfEvent(telling, english)).join(" ");
    expect(sentences).toContain(name);
  });
});

/** Words in which every text that is asked for is noted. */
function noting<T extends object>(words: T, used: Set<string>, path = ""): T {
  return new Proxy(words, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      const name = `${path}${String(key)}`;
      if (typeof value === "object" && value !== null) return noting(value, used, `${name}.`);
      used.add(name);
      return value;
    },
  });
}

function namesIn(words: object, path = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "object" ? namesIn(value, `${path}${key}.`) : [`${path}${key}`],
  );
}

/**
 * What no rule makes happen by now, and stands for logs that were kept: a question whose asking is
 * not known, and seconds that come from or to these parts.
 */
const neverToday = [
  "question.unknown",
  ...["waiting", "open", "review", "floor", "closing", "next-call"].map((part) => `party.${part}`),
];

describe("the stories", () => {
  it("leave no sentence of the log untold", () => {
    const used = new Set<string>();
    const words = { ...english, log: noting(english.log, used) };
    for (const [, steps] of Object.values(stories)) {
      for (const { telling } of lastOf(steps)) sentenceOfEvent(telling, words);
    }
    expect(namesIn(english.log).filter((name) => !used.has(name))).toEqual(neverToday);
  });
});
