import type { PulseReply, RemarksReply } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { Box } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { TestGroup } from "../testing/group.ts";

const MINUTE = 60_000;

/** A call that has begun, with some who are there. */
async function begun(count: number) {
  const box = await Box.open();
  const group = await TestGroup.found(box);
  const { session, at } = await group.open();
  const path = `/calls/${session}`;
  const early = await group.tries(group.at(0), `${path}/pulse`, grades(3));
  const people = Array.from({ length: count }, (_, i) => group.at(i));
  const followers = await group.enter(session, ...people);
  const inLobby = await group.tries(group.at(0), `${path}/pulse`, grades(3));
  await group.until(at + 1_000);
  return { box, group, at, path, early, inLobby, followers };
}

const grades = (grade: number) => ({ useful: grade, trust: grade, time: 5 });

describe("the three questions", () => {
  it("are answered privately; averages come when no more answers do, and from three on", async () => {
    const { group, at, path, early, inLobby } = await begun(3);
    expect(early).toEqual([403, "was-not-there"]);
    expect(inLobby).toEqual([409, "not-started"]);
    const answer = async (person: Member, grade: number) =>
      (await group.post(person, `${path}/pulse`, grades(grade))).json() as PulseReply;
    await group.until(at + 60 * MINUTE);
    expect(await answer(group.at(0), 1)).toEqual({ mine: grades(1), open: true, averages: null });
    await answer(group.at(0), 2);
    await answer(group.at(1), 4);
    const third = await answer(group.at(2), 5);
    expect(third).toEqual({ mine: grades(5), open: true, averages: null });
    expect(await group.tries(group.at(3), `${path}/pulse`, grades(1))).toEqual([
      403,
      "was-not-there",
    ]);
    expect(await group.tries(group.at(0), `${path}/pulse`, grades(6))).toEqual([
      400,
      "bad-request",
    ]);
    await group.until(at + 70 * MINUTE);
    expect(await group.tries(group.at(1), `${path}/pulse`, grades(1))).toEqual([
      409,
      "recap-closed",
    ]);
    expect(await group.get<PulseReply>(group.at(1), `${path}/pulse`)).toEqual({
      mine: grades(4),
      open: false,
      averages: { useful: 3.7, trust: 3.7, time: 5, answers: 3 },
    });
  });

  it("have no averages of two", async () => {
    const { group, at, path } = await begun(2);
    await group.post(group.at(0), `${path}/pulse`, grades(1));
    await group.post(group.at(1), `${path}/pulse`, grades(1));
    await group.until(at + 60 * MINUTE);
    await group.until(at + 71 * MINUTE);
    const pulse = await group.get<PulseReply>(group.at(0), `${path}/pulse`);
    expect(pulse).toMatchObject({ open: false, averages: null });
  });
});

describe("thanks and corrections", () => {
  it("are taken for ten minutes after the end, from who was there, and then stay", async () => {
    const { group, at, path, followers } = await begun(2);
    const thanks = { kind: "thanks", to: group.at(1).id, text: "For the name of the bank" };
    const say = (place: number, body: object) =>
      group.tries(group.at(place), `${path}/remarks`, body);
    expect(await say(0, thanks)).toEqual([409, "not-over"]);
    await group.until(at + 60 * MINUTE);
    expect(await say(0, thanks)).toEqual([201]);
    await followers[1]?.until(({ received }) =>
      received.some((each) => each.type === "fetch-anew" && each.what === "remarks"),
    );
    expect(await say(1, { kind: "correction", to: null, text: "It was two banks" })).toEqual([201]);
    expect(await say(0, { ...thanks, to: "nobody" })).toEqual([422, "bad-recipient"]);
    expect(await say(0, { ...thanks, text: "" })).toEqual([422, "text-empty"]);
    expect(await say(3, thanks)).toEqual([403, "was-not-there"]);
    await group.until(at + 70 * MINUTE + 1);
    expect(await say(0, thanks)).toEqual([409, "recap-closed"]);
    const { until, remarks } = await group.get<RemarksReply>(group.at(0), `${path}/remarks`);
    expect(until).toBe(at + 70 * MINUTE);
    expect(remarks).toMatchObject([
      { number: 1, member: group.at(0).id, ...thanks },
      { number: 2, kind: "correction", to: null },
    ]);
  });
});
