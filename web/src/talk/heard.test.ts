import { afterEach, describe, expect, it, vi } from "vitest";
import { forgetSession } from "../session/memory.ts";
import { hearTalk, lastSaid, talkStore } from "./heard.ts";

const message = (number: number) => ({ number, member: "a", text: `${number}`, at: number });

afterEach(forgetSession);

describe("what was heard", () => {
  it("is kept once, although it comes twice", () => {
    hearTalk({ type: "talk", messages: [message(1), message(2)], hands: [] });
    hearTalk({ type: "talk", messages: [message(2), message(3)], hands: [] });
    expect(talkStore.getState().messages.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(lastSaid()).toBe(3);
  });

  it("remembers what had been said before this page came", () => {
    hearTalk({ type: "talk", messages: [message(1), message(2)], hands: [] });
    hearTalk({ type: "talk", messages: [message(3)], hands: [] });
    expect(talkStore.getState().before).toBe(2);
  });

  it("shows the newest reaction of each member for three seconds", () => {
    vi.useFakeTimers();
    try {
      hearTalk({ type: "reacted", member: "a", reaction: "clap" });
      vi.advanceTimersByTime(2_000);
      hearTalk({ type: "reacted", member: "a", reaction: "heart" });
      hearTalk({ type: "reacted", member: "b", reaction: "party" });
      vi.advanceTimersByTime(2_999);
      expect([...talkStore.getState().reactions]).toEqual([
        ["a", "heart"],
        ["b", "party"],
      ]);
      vi.advanceTimersByTime(1);
      expect(talkStore.getState().reactions.size).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
