import { describe, expect, it } from "vitest";
import { openEmbedded } from "../store/database.ts";
import { told } from "./told.ts";

describe("what is told of an error", () => {
  it("is kind, code and place, and nothing of what a query was to store", async () => {
    const { db, close } = await openEmbedded(null);
    const failure: unknown = await db
      .execute("INSERT INTO notes VALUES ('what nobody else may read')")
      .catch((error: unknown) => error);
    await close();
    expect(String(failure)).toContain("nobody else");
    const text = JSON.stringify(told(failure));
    expect(text).not.toContain("nobody else");
    expect(text).not.toContain("INSERT");
    expect(told(failure)).toMatchObject({
      type: "DrizzleQueryError",
      message: "",
      stack: expect.stringMatching(/^ +at .*told\.test/m),
      cause: { code: expect.stringMatching(/^[0-9A-Z]{5}$/), message: "" },
    });
  });

  it("quotes no text that was no JSON", () => {
    const parse = () => JSON.parse("a secret thought") as unknown;
    expect(parse).toThrow(/secret/);
    try {
      parse();
    } catch (error) {
      expect(told(error)).toMatchObject({ type: "SyntaxError", message: "" });
    }
  });

  it.each([
    ["no mailbox ayu@example.org here", "no mailbox [address] here"],
    ["550 <dewi.k@mail.example.co.id>: unknown", "550 <[address]>: unknown"],
    [`bad token ${"Ab3_".repeat(11)}.x`, "bad token [secret]"],
    ["postgres://hotseat:pass@db/x refused", "postgres://[password]@db/x refused"],
    ["connect ECONNREFUSED 127.0.0.1:5432", "connect ECONNREFUSED 127.0.0.1:5432"],
  ])("hides addresses of people, tokens and passwords: %s", (message, expected) => {
    expect(told(new Error(message)).message).toBe(expected);
  });

  it("is little of what is no error, or of a long chain of causes", () => {
    expect(told("a text")).toEqual({ type: "string", message: "", stack: "" });
    const loop = new Error("round");
    loop.cause = loop;
    expect(JSON.stringify(told(loop)).length).toBeLessThan(20_000);
  });
});
