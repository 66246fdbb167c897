import { describe, expect, it } from "vitest";
import { emptyDraft, ownerOf, written } from "./draft.ts";

describe("a note for a seat while it is written", () => {
  it("is for whoever sits until it is begun", () => {
    expect(ownerOf(emptyDraft, "ayu")).toBe("ayu");
    expect(ownerOf(emptyDraft, null)).toBeNull();
  });

  it("stays for whom it was begun when the next one sits, and after the last seat", () => {
    const begun = written(emptyDraft, "Look at", "ayu");
    expect(ownerOf(begun, "budi")).toBe("ayu");
    const more = written(begun, "Look at who pays late.", ownerOf(begun, "budi") ?? "");
    expect(ownerOf(more, "budi")).toBe("ayu");
    expect(ownerOf(more, null)).toBe("ayu");
  });

  it("is for whoever sits again once it is emptied", () => {
    const begun = written(emptyDraft, "Look at", "ayu");
    expect(ownerOf(written(begun, "", "ayu"), "budi")).toBe("budi");
  });
});
