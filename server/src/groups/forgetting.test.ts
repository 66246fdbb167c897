import { randomBytes } from "node:crypto";
import { localAt } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { proofOf } from "../links/proof.ts";
import { Box, cookieIn } from "../testing/box.ts";

const newSecret = () => randomBytes(32).toString("base64url");

describe("a browser that forgets a group", () => {
  it("loses its cookie, and the link goes on to open the group", async () => {
    const box = await Box.open();
    const secrets = [newSecret(), newSecret()];
    const zone = "Asia/Jakarta";
    const starts = localAt(Date.now() + 7 * 86_400_000, zone);
    const founded = await box.post(
      "/api/operator/groups",
      {
        name: "Two of us",
        purpose: "",
        members: secrets.map((secret, i) => ({ name: `M${i}`, zone, proof: proofOf(secret) })),
        facilitator: 0,
        deputy: 1,
        series: { zone, starts, rule: "FREQ=WEEKLY" },
      },
      await box.claimOperator(),
    );
    const { group, members } = founded.json<{ group: string; members: { id: string }[] }>();
    const path = `/api/groups/${group}/members/${members[0]?.id}`;
    const proof = { proof: proofOf(secrets[0] ?? "") };
    const cookie = cookieIn(await box.post(`${path}/claim`, proof));
    expect((await box.get(path, cookie)).statusCode).toBe(200);
    const forgotten = await box.post(`${path}/forget`, {}, cookie);
    expect(forgotten.statusCode).toBe(204);
    const header = String(forgotten.headers["set-cookie"]);
    expect(header).toContain(`Path=${path}`);
    expect(header).toContain("Expires=Thu, 01 Jan 1970");
    expect((await box.get(path, cookieIn(forgotten))).statusCode).toBe(401);
    expect((await box.post(`${path}/claim`, proof)).statusCode).toBe(204);
  });
});
