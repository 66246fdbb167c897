import { describe, expect, it } from "vitest";
import { proofOf } from "../links/proof.ts";
import { Box } from "../testing/box.ts";

describe("creating a session", () => {
  const proofs = ["a", "b", "c", "d"].map((secret) =>
    proofOf(Buffer.alloc(32, secret).toString("base64url")),
  );
  const members = proofs.map((proof, i) => ({ name: "ABCD".charAt(i), proof }));
  const body = { hour: 3_600_000, members, facilitator: 3 };

  it.each([
    ["no body", {}, 400, "bad-request"],
    ["an hour that is too short", { ...body, hour: 59_999 }, 400, "bad-request"],
    ["an hour that is too long", { ...body, hour: 3_600_001 }, 400, "bad-request"],
    [
      "three members",
      { ...body, members: members.slice(1), facilitator: 0 },
      422,
      "wrong-number-of-members",
    ],
    ["a facilitator who is not there", { ...body, facilitator: 5 }, 422, "unknown-facilitator"],
    [
      "an empty name",
      { ...body, members: [{ ...members[0], name: "  " }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "a control character in a name",
      { ...body, members: [{ ...members[0], name: "a\u0000b" }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "half a pair in a name",
      { ...body, members: [{ ...members[0], name: "a\ud800" }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "a proof that is none",
      { ...body, members: [{ name: "A", proof: "x" }, ...members.slice(1)] },
      400,
      "bad-request",
    ],
    [
      "one link for two",
      { ...body, members: [members[1], ...members.slice(1)] },
      422,
      "duplicate-proof",
    ],
    ["a field that is not known", { ...body, colour: "red" }, 400, "bad-request"],
  ])("refuses %s", async (_, payload, status, code) => {
    const box = await Box.open();
    const reply = await box.post("/api/operator/sessions", payload, await box.claimOperator());
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
  });

  it("is for the operator only", async () => {
    const box = await Box.open();
    const { session, members: created } = await box.createSession();
    for (const cookie of ["", created[3].cookie, "hotseat=operator"]) {
      expect((await box.post("/api/operator/sessions", body, cookie)).json()).toMatchObject({
        code: "not-operator",
      });
    }
    expect((await box.get("/api/operator", await box.claimOperator())).statusCode).toBe(204);
    expect(
      (await box.post("/api/operator/claim", { proof: proofs[0] ?? "" })).json(),
    ).toMatchObject({ code: "wrong-link" });
    expect(session).toMatch(/^[\w-]{12}$/);
  });
});
