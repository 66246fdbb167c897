import { fourSeats, twoDeep } from "@hotseat/shared";
import type { CreateSessionReply, Recap, SessionList } from "@hotseat/shared";
import { describe, expect, it } from "vitest";
import { proofOf } from "../links/proof.ts";
import { Box, cookieIn, pathOf } from "../testing/box.ts";

describe("creating a session", () => {
  const proofs = ["a", "b", "c", "d"].map((secret) =>
    proofOf(Buffer.alloc(32, secret).toString("base64url")),
  );
  const members = proofs.map((proof, i) => ({ name: "ABCD".charAt(i), proof }));
  const more = ["e", "f"].map((name) => ({
    name,
    proof: proofOf(Buffer.alloc(32, name).toString("base64url")),
  }));
  const long = { kind: "plenary", id: "floor", seconds: 3600, led: false };
  const body = { hour: 3_600_000, members, facilitator: 3 };

  it.each([
    ["no body", {}, 400, "bad-request"],
    ["an hour that is too short", { ...body, hour: 59_999 }, 400, "bad-request"],
    ["an hour that is too long", { ...body, hour: 3_600_001 }, 400, "bad-request"],
    ["one member", { ...body, members: members.slice(3), facilitator: 0 }, 400, "bad-request"],
    [
      "seats that are too short",
      { ...body, members: [...members, ...more], facilitator: 0 },
      422,
      "seats-too-short",
    ],
    ["a deputy who facilitates", { ...body, deputy: 3 }, 422, "unknown-deputy"],
    ["a start in the past", { ...body, scheduledFor: 1_000 }, 422, "bad-start"],
    ["to follow nothing", { ...body, follows: "nothing" }, 404, "no-such-session"],
    [
      "an agenda that is longer than the hour",
      { ...body, agenda: { ...fourSeats, blocks: [long, ...fourSeats.blocks] } },
      422,
      "agenda-too-long",
    ],
    [
      "an agenda with a part that is not known",
      { ...body, agenda: { ...fourSeats, blocks: [{ ...long, id: "lunch" }] } },
      400,
      "bad-request",
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

  it.each([2, 3, 4, 5])("takes %i members", async (count) => {
    const box = await Box.open();
    const payload = { ...body, members: [...members, ...more].slice(0, count), facilitator: 0 };
    const reply = await box.post("/api/operator/sessions", payload, await box.claimOperator());
    expect(reply.json<CreateSessionReply>().members).toHaveLength(count);
  });

  it("8.7 carries the ledger of the session before on, and offers the next order", async () => {
    const box = await Box.open();
    const operator = await box.claimOperator();
    const { session, members: four } = await box.hour();
    const [a, , , d] = four;
    await box.enter(session, ...four);
    await box.command(session, d, { type: "start" });
    box.clock.pass(3_600_000);
    // Whoever would join now is told that the hour is over.
    await box.join(session, a);
    const before = (await box.get("/api/operator/sessions", operator)).json<SessionList>();
    const held = before.sessions.find((each) => each.session === session);
    if (!held) throw new Error("the session is not in the list");
    const { next, members: old } = held;
    expect(next.order).toEqual([...four.slice(1), a].map(({ id }) => id));
    expect(next.facilitator).toBe(a.id);

    const names = next.order.map((id) => old.find((member) => member.id === id)?.name ?? "");
    const again = names.map((name, i) => ({ name, proof: proofs[i] ?? "" }));
    const reply = await box.post(
      "/api/operator/sessions",
      { ...body, agenda: twoDeep, members: again, follows: session },
      operator,
    );
    const created = reply.json<CreateSessionReply>();
    const secret = Buffer.alloc(32, "a").toString("base64url");
    const path = pathOf(created.session, created.members[0]?.id ?? "");
    const cookie = cookieIn(await box.post(`${path}/claim`, { proof: proofOf(secret) }));
    const { carried } = (await box.get(`${path}/recap`, cookie)).json<Recap>();
    const seat = 720_000;
    expect(carried.map(({ member, planned, used }) => [member, planned, used])).toEqual(
      created.members
        .toSorted((x, y) => "ABCD".indexOf(x.name) - "ABCD".indexOf(y.name))
        .map(({ id }) => [id, seat, seat]),
    );
    expect(carried.map(({ first: times }) => times)).toEqual([1, 0, 0, 0]);
  });

  it("is for the operator only", async () => {
    const box = await Box.open();
    const { session, members: created } = await box.hour();
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
