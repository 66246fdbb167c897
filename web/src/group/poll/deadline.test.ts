import { describe, expect, it } from "vitest";
import { usualDeadline } from "./deadline.ts";

const at = (text: string) => Date.parse(`2026-11-${text}Z`);

describe("the usual deadline of a poll", () => {
  it("is in two days, to the quarter of an hour", () => {
    expect(usualDeadline(at("20T09:07"), at("25T14:00"))).toBe(at("22T09:00"));
  });

  it("is halfway when less is left, and before the lobby of the earliest time opens", () => {
    expect(usualDeadline(at("20T09:00"), at("21T09:15"))).toBe(at("20T21:00"));
    expect(usualDeadline(at("20T09:01"), at("20T09:26"))).toBe(at("20T09:06"));
  });
});
