import { describe, expect, it } from "vitest";
import { linked } from "./linked.ts";

const links = (text: string) => linked(text).flatMap(({ href }) => href ?? []);

describe("addresses in a message", () => {
  it.each([
    ["https://example.org/a", ["https://example.org/a"]],
    ["see https://example.org/a?b=c#d, then go", ["https://example.org/a?b=c#d"]],
    ["(http://example.org)", ["http://example.org/"]],
    ["https://example.org/a_(b).", ["https://example.org/a_(b)"]],
    ["two: http://a.example and HTTPS://b.example!", ["http://a.example/", "https://b.example/"]],
    ["اقرأ https://example.org/س الآن", ["https://example.org/%D8%B3"]],
  ])("are found in %s", (text, found) => {
    expect(links(text)).toEqual(found);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.org",
    "www.example.org",
    "https://",
    "http://[",
    "just words. Really!",
  ])("are not found in %s", (text) => {
    expect(links(text)).toEqual([]);
  });

  it("leave the text as it was written", () => {
    for (const text of ["", "a https://example.org/b, c", "https://x.example)) \n👍🏽"]) {
      expect(
        linked(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
  });
});
