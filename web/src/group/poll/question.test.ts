import { describe, expect, it } from "vitest";
import type { GroupView, PollView } from "@hotseat/shared/group";
import { group as en } from "../../language/en/group.ts";
import { weekdayIn } from "../times.ts";
import { questionOf } from "./question.ts";

const at = Date.parse("2026-11-25T07:00:00Z");
const view = {
  name: "Four of us",
  series: { zone: "Asia/Jakarta" },
  members: [
    { id: "a", name: "Ayu", zone: "Asia/Jakarta" },
    { id: "b", name: "Eva", zone: "Europe/Berlin" },
    { id: "c", name: "Max", zone: "Europe/Berlin" },
  ],
} as unknown as GroupView;
const poll = {
  at,
  deadline: Date.parse("2026-11-23T03:00:00Z"),
  times: [{ at }, { at: at + 26 * 3_600_000 }],
} as unknown as PollView;

describe("a poll to be copied", () => {
  it("says each time by everybody's clocks once, and until when", () => {
    // Whether there is a comma behind the weekday differs from engine to engine.
    const day = (of: number) => weekdayIn(of, "Asia/Jakarta", "en-GB");
    const [first, second, until] = [at, poll.times[1]?.at ?? 0, poll.deadline].map(day);
    expect(questionOf(view, poll, en.group.poll, "en-GB").split("\n")).toEqual([
      "Four of us: another time for the call of Wednesday 25 November?",
      "",
      `- ${first} 14:00 Jakarta · Wed 08:00 Berlin (the date it has)`,
      `- ${second} 16:00 Jakarta · Thu 10:00 Berlin`,
      "",
      `Open your personal link to the group and say which suit you, until ${until} 10:00 Jakarta.`,
    ]);
  });
});
