import { describe, expect, it } from "vitest";
import { figuresIn } from "./figures.ts";

const { count, measured, lasting } = figuresIn("en-GB");

describe("figures about the server", () => {
  it.each([
    [0, "0 ms"],
    [0.42, "0.4 ms"],
    [9.96, "10 ms"],
    [12.4, "12 ms"],
    [999.4, "999 ms"],
    [999.6, "1 second"],
    [1_240, "1.2 seconds"],
  ])("write what was measured as it is read: %s", (ms, text) => {
    expect(measured(ms)).toBe(text.replace(" ", "\u00a0"));
  });

  it.each([
    [0, "0 seconds"],
    [59_999, "59 seconds"],
    [60_000, "1 minute"],
    [3_725_000, "1 hour 2 minutes"],
    [86_400_000, "1 day"],
    [273_600_000, "3 days 4 hours"],
  ])("write what goes on in two units at most: %s", (ms, text) => {
    expect(lasting(ms)).toBe(text);
  });

  it("speak the reader's language", () => {
    expect(count(12_345)).toBe("12,345");
    expect(figuresIn("id").count(12_345)).toBe("12.345");
    expect(figuresIn("id").lasting(7_200_000)).toBe("2 jam");
  });
});
