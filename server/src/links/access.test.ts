import { describe, expect, it } from "vitest";
import { Box, cookieIn, pathOf } from "../testing/box.ts";
import { proofOf } from "./proof.ts";

describe("a personal link", () => {
  it("gives a cookie that is limited to this member and cannot be read by scripts", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const claim = await box.post(`${pathOf(session, a.id)}/claim`, { proof: proofOf(a.secret) });
    const cookie = String(claim.headers["set-cookie"]);
    expect(cookie).toContain(`Path=${pathOf(session, a.id)};`);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
  });

  it("opens nobody else's seat", async () => {
    const box = await Box.open();
    const { session, a, b } = await box.hour();
    const wrong = await box.post(`${pathOf(session, b.id)}/claim`, { proof: proofOf(a.secret) });
    expect([wrong.statusCode, wrong.json<{ code: string }>().code]).toEqual([403, "wrong-link"]);
    expect(cookieIn(wrong)).toBe("");
    for (const cookie of ["", a.cookie, `${b.cookie}x`]) {
      for (const reply of [
        await box.get(pathOf(session, b.id), cookie),
        await box.post(`${pathOf(session, b.id)}/join`, { tab: "tab-00000001" }, cookie),
        await box.post(`${pathOf(session, b.id)}/commands`, { type: "start" }, cookie),
      ]) {
        expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([
          401,
          "not-your-seat",
        ]);
      }
    }
  });

  it("answers the same for a session that does not exist", async () => {
    const box = await Box.open();
    const reply = await box.post(`${pathOf("nowhere", "nobody")}/claim`, { proof: proofOf("x") });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([403, "wrong-link"]);
  });
});
