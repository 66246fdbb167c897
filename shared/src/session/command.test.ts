import { describe, it } from "vitest";
import { given } from "../testing/given.ts";
import { START, create } from "../testing/sample.ts";

describe("a command's time", () => {
  it.each([Number.NaN, Infinity, START + 0.5, -Infinity])(
    "must be whole milliseconds, not %s",
    (at) => {
      given([create()]).when({ type: "tick", at, by: "clock" }).thenRejected("bad-time");
    },
  );
});

describe("a member's id", () => {
  it.each(["clock", "operator"])("cannot be %s, who acts too", (id) => {
    const members = ["ana", "ben", "cho", id].map((member) => ({ id: member, name: member }));
    given()
      .when(create({ members, facilitator: id }))
      .thenRejected("reserved-member");
  });
});
