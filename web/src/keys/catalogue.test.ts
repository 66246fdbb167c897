import { describe, expect, it } from "vitest";
import { actionOf, ariaKeys, catalogue, chordOf, isSingle } from "./catalogue.ts";
import type { Press } from "./catalogue.ts";

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  code: key === " " ? "Space" : `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("the keys", () => {
  it("have one meaning each", () => {
    const chords = Object.values(catalogue).flat();
    expect(new Set(chords).size).toBe(chords.length);
  });

  it.each([
    ["a letter", press("m"), "microphone"],
    ["a letter with Caps Lock", press("M"), "microphone"],
    ["a letter with Ctrl", press("d", { ctrlKey: true }), "microphone"],
    ["a letter with Cmd", press("e", { metaKey: true }), "camera"],
    ["the space bar", press(" "), "talk"],
    ["a digit", press("3"), "pin"],
    ["the question mark, with Shift where it takes that", press("?", { shiftKey: true }), "help"],
    ["the question mark with Ctrl", press("?", { ctrlKey: true, shiftKey: true }), "help"],
    ["the slash with Ctrl and Shift", press("/", { ctrlKey: true, shiftKey: true }), "help"],
  ])("are found: %s", (_, pressed, action) => {
    expect(actionOf(pressed)).toBe(action);
  });

  it.each([
    ["a letter with Shift", press("m", { shiftKey: true })],
    ["a letter with Alt", press("m", { altKey: true })],
    ["the browser's own", press("s", { ctrlKey: true })],
    ["the wrong letter with Ctrl", press("m", { ctrlKey: true })],
    ["any other key", press("x")],
  ])("are not %s", (_, pressed) => {
    expect(actionOf(pressed)).toBeNull();
  });

  it("are single when they take no Ctrl", () => {
    expect(isSingle(press("m"))).toBe(true);
    expect(isSingle(press("d", { metaKey: true }))).toBe(false);
    expect(chordOf(press("?", { metaKey: true }))).toBe("Control+Shift+/");
  });

  it("are told to assistive technology with Ctrl and with Cmd", () => {
    expect(ariaKeys("microphone")).toBe("m Control+d Meta+d");
  });
});
