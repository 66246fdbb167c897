import { randomBytes } from "node:crypto";
import { localAt } from "@hotseat/shared/group";
import type { ForgetReply } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { proofOf } from "../links/proof.ts";
import { groupStore } from "../store/group-store.ts";
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
    expect([forgotten.statusCode, forgotten.json()]).toEqual([200, { next: null }]);
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
    expect([forgotten.statusCode, forgotten.json()]).toEqual([200, { next: null }]);
    expect(forgotten.headers["set-cookie"]).toBe(gone(path));
  });

  it("is told of many calls in answers that every proxy passes on, of the group in the last", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const person = group.at(2);
    const store = groupStore(box.database.db);
    const found = await store.read(group.id);
    if (found.status === "none") throw new Error("no group");
    const at = box.clock.now();
    // Almost a year of calls.
    const sessions = Array.from({ length: 45 }, () => randomBytes(9).toString("base64url"));
    const calls = sessions.map((session, i) => ({ session, call: { span: i, original: "" } }));
    const events = calls
      .toReversed()
      .flatMap(({ session, call }) => [
        { type: "call-opened", at, by: "clock", call, session } as const,
        { type: "call-closed", at, by: "clock", call, held: true } as const,
      ]);
    await store.append(group.id, found, events);
    const taken: string[] = [];
    let from: number | null = 0;
    while (from !== null) {
      const forgotten = await group.post(person, "/forget", { from });
      const cookies = [forgotten.headers["set-cookie"] ?? []].flat();
      taken.push(...cookies);
      const headers = JSON.stringify(forgotten.headers);
      // What nginx takes of the headers of an answer unless it is told otherwise.
      expect(headers.length).toBeLessThan(4_096);
      from = forgotten.json<ForgetReply>().next;
    }
    const paths = sessions.map((session) => pathOf(session, person.id));
    expect(taken).toEqual([...paths, group.path(person)].map(gone));
  });

  it.each([-1, 0.5, "0", 1e9])("is refused a beginning like %j", async (from) => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    expect(await group.tries(group.at(2), "/forget", { from })).toEqual([400, "bad-request"]);
  });
});
