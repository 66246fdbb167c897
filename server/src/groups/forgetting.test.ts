import { randomBytes } from "node:crypto";
import { localAt } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { proofOf } from "../links/proof.ts";
import { Box, cookieIn, pathOf } from "../testing/box.ts";
import { TestGroup } from "../testing/group.ts";

/** What takes a cookie from a browser. */
const gone = (path: string) => `hotseat=; Max-Age=0; Path=${path}; SameSite=Strict`;
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
    expect(forgotten.headers["set-cookie"]).toBe(gone(path));
    expect((await box.get(path, cookieIn(forgotten))).statusCode).toBe(401);
    expect((await box.post(`${path}/claim`, proof)).statusCode).toBe(204);
  });

  it("loses the cookies of the group's calls too, of the open one and of those that are over", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const person = group.at(2);
    const first = await group.open();
    await group.until(first.at + 2 * 3_600_000);
    const second = await group.open();
    expect((await group.view()).past).toHaveLength(1);
    for (const { session } of [first, second]) {
      const seat = await group.seat(person, session);
      expect((await box.get(pathOf(session, seat.id), seat.cookie)).statusCode).toBe(200);
    }
    const forgotten = await group.post(person, "/forget", {});
    const paths = [second, first].map(({ session }) => pathOf(session, person.id));
    const all = [...paths, group.path(person)];
    expect(forgotten.headers["set-cookie"]).toEqual(all.map(gone));
  });

  it("tells nobody without the link which calls there are", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    await group.open();
    const path = group.path(group.at(2));
    const forgotten = await box.post(`${path}/forget`, {});
    expect(forgotten.statusCode).toBe(204);
    expect(forgotten.headers["set-cookie"]).toBe(gone(path));
  });
});
