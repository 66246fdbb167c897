import type { CommitmentsReply } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { readClock } from "../clock/clock.ts";
import { MovableClock, Box } from "../testing/box.ts";
import { stores } from "../testing/database.ts";
import { TestGroup } from "../testing/group.ts";
import { commitmentStore } from "./commitment-store.ts";
import { groupStore } from "../store/group-store.ts";
import { Groups } from "../groups/groups.ts";
import { fourSeats } from "@hotseat/shared";
import { decideCommitment, localAt } from "@hotseat/shared/group";

const MINUTE = 60_000;
const DAY = 86_400_000;

function promise(id: string, due: number) {
  return {
    type: "promise",
    id,
    text: `Write the page of ${id}`,
    doneWhen: "It is online",
    ifThen: null,
    due,
  };
}

function of(group: TestGroup, place: number): Promise<CommitmentsReply> {
  return group.get<CommitmentsReply>(group.at(place), "/commitments");
}

describe("promises", () => {
  it("are seen by all while they are open, and settled by their owner alone", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const due = box.clock.now() + 14 * DAY;
    const [ayu, budi] = [group.at(0), group.at(1)];
    expect(await group.tries(ayu, "/commitments", promise("one", due))).toEqual([200]);
    expect((await of(group, 1)).commitments).toMatchObject([
      { id: "one", owner: ayu.id, state: "open", session: null, seat: null, due },
    ]);
    const done = { type: "settle", id: "one", as: "done" };
    const tries = [
      [budi, done, [403, "not-owner"]],
      [budi, { type: "see", id: "one" }, [409, "not-done"]],
      [ayu, promise("one", due), [409, "commitment-taken"]],
      [ayu, { ...promise("two", due), text: " " }, [422, "bad-commitment"]],
      [ayu, promise("two", box.clock.now() - 1), [422, "bad-due"]],
      [ayu, { ...done, id: "none" }, [404, "no-such-commitment"]],
      [ayu, { ...done, as: "well" }, [400, "bad-request"]],
      [ayu, done, [200]],
      [ayu, { ...done, as: "missed" }, [409, "already-settled"]],
      [ayu, { type: "see", id: "one" }, [403, "own-commitment"]],
      [budi, { type: "see", id: "one" }, [200]],
    ] as const;
    for (const [by, wish, answer] of tries) {
      expect(await group.tries(by, "/commitments", wish)).toEqual(answer);
    }
    expect((await of(group, 2)).commitments).toMatchObject([{ state: "done", seenBy: [budi.id] }]);
    await group.post(budi, "/commitments", promise("stays", due));
    await group.post(budi, "/commands", { type: "part", member: budi.id });
    expect((await of(group, 0)).commitments.map(({ id }) => id)).toEqual(["one"]);
  });

  it("know the seat they were made in, are missed in silence, and make a trend of one's own", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const [ayu, budi] = [group.at(0), group.at(1)];
    for (let i = 1; i <= 2; i += 1) {
      const { session, at } = await group.open();
      const followers = await group.enter(session, ayu, budi);
      const due = at + 7 * DAY;
      expect(await group.tries(ayu, "/commitments", promise(`ayu-${i}`, due))).toEqual([200]);
      const told = await followers[1]?.until(({ received }) =>
        received.find(({ type }) => type === "fetch-anew"),
      );
      expect(told).toEqual({ type: "fetch-anew", what: "commitments" });
      const [seat] = (await of(group, 1)).commitments.slice(-1);
      expect(seat).toMatchObject({ session, seat: expect.any(Number) });
      await group.until(at + 60 * MINUTE);
      await group.until(at + 5 * DAY);
      if (i === 1)
        await group.post(ayu, "/commitments", { type: "settle", id: "ayu-1", as: "done" });
    }
    const { at } = await group.open();
    await group.until(at + DAY);
    const own = await of(group, 0);
    expect(own.commitments.map(({ id, state }) => [id, state])).toEqual([["ayu-2", "missed"]]);
    expect(own.trend).toMatchObject([{ done: 1, missed: 0, rate: 1 }]);
    expect((await of(group, 1)).trend).toMatchObject([{ done: 0, missed: 0, rate: null }]);
  }, 40_000);
});

describe.each(stores)("on %s", (_, openStore) => {
  it("promises are changed one after the other, and a refusal changes none", async () => {
    const database = await openStore();
    const clock = new MovableClock(await readClock(database.now));
    const members = ["ayu", "budi"].map((id) => ({ id, name: id, zone: "UTC" }));
    const series = { zone: "UTC", starts: localAt(clock.now() + DAY, "UTC"), rule: "FREQ=WEEKLY" };
    await new Groups(groupStore(database.db), clock).found(
      "g",
      {
        type: "found",
        name: "Two",
        purpose: "",
        members,
        facilitator: "ayu",
        deputy: "budi",
        agenda: fourSeats,
        series,
      },
      new Map(members.map(({ id }) => [id, id])),
    );
    const store = commitmentStore(database.db);
    const now = clock.now();
    const make = (id: string) =>
      store.change("g", { session: null, seat: null }, (all) => {
        const wish = promise(id, now + DAY);
        const outcome = decideCommitment(all, { ...wish, type: "promise" }, "ayu", now);
        if (!outcome.ok) throw new Error(outcome.refusal);
        return outcome.commitments;
      });
    const made = await Promise.allSettled(["a", "b", "c", "d", "e"].map(make));
    // Three at most, however many are asked for at once.
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(await store.all("g")).toHaveLength(3);
  });
});
