import { describe, expect, it } from "vitest";
import { draft, panel, setDraft, togglePanel } from "../talk/panel.ts";
import { hearTalk, lastSaid } from "../talk/heard.ts";
import { forgetSession } from "./memory.ts";
import { sessionStore } from "./store.ts";

const sources = import.meta.glob<string>("../{session,talk,call,seal,media}/**/*.ts{,x}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What outlives a session, or is emptied by whatever fills it; why stands beside each. */
const others: ReadonlyMap<string, string> = new Map([
  ["./memory.ts", "makes them"],
  ["../call/pin.ts", "emptied when the table goes"],
  ["../call/pip.tsx", "the window is closed with the call"],
  ["../media/choices.ts", "remembered on this device"],
  ["../media/devices.ts", "what is plugged in"],
  ["../media/preview.ts", "emptied when the page is left"],
  ["../media/store.ts", "set anew by each call"],
  ["../media/health/finding.ts", "emptied when the call is left"],
  ["../media/health/unread.ts", "emptied when the call is left"],
  ["../seal/store.ts", "emptied by whoever opens a session's seal"],
]);

describe("what a session leaves in a tab", () => {
  it("is forgotten when the next one is opened: the talk, the panel, what was being written", () => {
    hearTalk({
      type: "talk",
      messages: [{ number: 3, member: "ana", text: "x", at: 0 }],
      hands: [],
    });
    togglePanel();
    setDraft("half a senten");
    sessionStore.setState({ place: "left" });
    expect(panel()).toMatchObject({ open: true, seen: 3 });
    forgetSession();
    expect(panel()).toEqual({ open: false, draft: "", seen: 0 });
    expect(draft()).toBe("");
    expect(lastSaid()).toBe(0);
    expect(sessionStore.getState().place).toBe("door");
  });

  it("has no place that nobody thinks of: every store is forgotten so, or says why not", () => {
    const stores = Object.entries(sources)
      .filter(([path, text]) => !path.includes(".test.") && /\bcreateStore[<(]/.test(text))
      .map(([path]) => path);
    expect(stores.toSorted()).toEqual([...others.keys()].toSorted());
  });
});
