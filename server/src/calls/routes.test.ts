import { closeCodes } from "@hotseat/shared";
import type { Follower } from "../testing/box.ts";
import { Box, pathOf } from "../testing/box.ts";
import { TestGroup, groupMessage, newSecret } from "../testing/group.ts";
import { proofOf } from "../links/proof.ts";
import { describe, expect, it } from "vitest";

const MINUTE = 60_000;
const DAY = 86_400_000;

async function asked(follower: Follower, message: { type: string; id: number; to?: number }) {
  await follower.send(message);
  return follower.until(({ received }) =>
    received.find((each) => "id" in each && each.id === message.id),
  );
}

describe("a call of a group", () => {
  it("is entered by the group's link, and opens nothing else", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    expect(await group.tries(group.at(0), "/call", {})).toEqual([409, "no-call-open"]);
    const { session, at } = await group.open();
    expect(await group.view()).toMatchObject({ open: { session }, past: [] });
    const seat = await group.seat(group.at(2));
    expect(seat.id).toBe(group.at(2).id);
    const view = await box.view(session, seat);
    expect(view).toMatchObject({ status: "lobby", scheduledFor: at, you: { id: seat.id } });
    expect(view.members.find(({ role }) => role === "facilitator")?.id).toBe(group.at(0).id);
    expect((await box.get(pathOf(session, group.at(0).id), seat.cookie)).statusCode).toBe(401);
    const stranger = { ...group.at(1), cookie: seat.cookie };
    expect(await group.tries(stranger, "/call", {})).toEqual([401, "not-your-group"]);
    expect(await group.tries(group.at(1), "/call", { session: "other" })).toEqual([
      404,
      "no-such-call",
    ]);
  });

  it("is closed to whoever parts or has another link, at once", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const { session } = await group.open();
    const [budi, citra] = [await group.seat(group.at(1)), await group.seat(group.at(2))];
    const [ofBudi, ofCitra] = await box.enter(session, budi, citra);
    const renewed = { proof: proofOf(newSecret()) };
    expect(await group.tries(group.at(0), `/links/${budi.id}`, renewed)).toEqual([204]);
    await ofBudi?.until(({ closed }) => closed);
    expect(ofBudi?.closed).toEqual({ code: closeCodes.forbidden });
    expect((await box.get(pathOf(session, budi.id), budi.cookie)).statusCode).toBe(401);
    const parts = { type: "part", member: citra.id };
    expect(await group.tries(group.at(2), "/commands", parts)).toEqual([200]);
    await ofCitra?.until(({ closed }) => closed);
    expect((await box.get(pathOf(session, citra.id), citra.cookie)).statusCode).toBe(401);
    const inCall = { proof: proofOf(newSecret()) };
    const ayu = await group.seat(group.at(0));
    const path = `${pathOf(session, ayu.id)}/links/${group.at(3).id}`;
    const reply = await box.post(path, inCall, ayu.cookie);
    expect([reply.statusCode, reply.json().code]).toEqual([409, "use-group-link"]);
  });

  it("is not for whoever joined after it was opened", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    await group.open();
    const secret = newSecret();
    const added = await group.post(group.at(0), "/members", {
      name: "Eva",
      zone: "Europe/Berlin",
      proof: proofOf(secret),
    });
    const eva = { id: added.json<{ id: string }>().id, secret, cookie: "" };
    expect(await group.claim(eva)).toBe(204);
    expect(await group.tries(eva, "/call", {})).toEqual([403, "not-in-call"]);
  });

  it("shows who is known to be late or absent", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const [call] = (await group.view()).calls;
    const answer = (answer: string) => ({
      type: "answer",
      call: { span: call?.span, original: call?.original },
      answer,
    });
    await group.post(group.at(3), "/commands", answer("late"));
    await group.post(group.at(2), "/commands", answer("no"));
    const { session } = await group.open();
    const [follower] = await group.enter(session, group.at(0));
    const message = await follower?.until(groupMessage);
    expect(message).toMatchObject({
      group: group.id,
      answers: [
        { member: group.at(3).id, answer: "late" },
        { member: group.at(2).id, answer: "no" },
      ],
    });
    const absent = follower?.view?.members.find(({ id }) => id === group.at(2).id);
    expect(absent?.presence).toBe("excused");
  });
});

describe("the next call", () => {
  /** A call at its last part but one, with three who are there. */
  async function choosing() {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const { session, at } = await group.open();
    await group.until(at + 1_000);
    const people = [group.at(0), group.at(1), group.at(2)];
    const early = await group.enter(session, ...people);
    await group.until(at + 57 * MINUTE + 5_000);
    // An hour has passed at once, so nobody counts as being there any more.
    await box.sweep();
    for (const each of early) each.socket.terminate();
    const followers = await group.enter(session, ...people);
    for (const each of followers) await each.until(({ view }) => view?.current === "next-call");
    const [ayu, budi, citra] = followers;
    if (!ayu || !budi || !citra) throw new Error("nobody there");
    return { box, group, session, at, ayu, budi, citra };
  }

  it("is agreed when all who are there can, and all of them see it", async () => {
    const { group, session, at, ayu, budi, citra } = await choosing();
    const first = await ayu.until(groupMessage);
    expect(first.next).toMatchObject({ at: at + 7 * DAY, state: "default", supported: null });
    expect(first.next?.hours.map(({ member, marks }) => [member, marks])).toEqual(
      group.people.map(({ id }) => [id, null]),
    );
    const to = at + 8 * DAY - 60 * MINUTE;
    expect(await asked(budi, { type: "support-next", id: 1, to })).toEqual({
      type: "heard",
      id: 1,
    });
    const shown = await citra.until((each) => groupMessage(each)?.next?.supported);
    expect(shown).toEqual({ to, members: [group.at(1).id] });
    await asked(ayu, { type: "support-next", id: 1, to });
    await asked(citra, { type: "support-next", id: 1, to });
    for (const each of [ayu, budi, citra]) {
      const next = await each.until((follower) => {
        const found = groupMessage(follower)?.next;
        return found?.state === "agreed" && found;
      });
      expect(next.at).toBe(to);
    }
    await group.until(at + 60 * MINUTE);
    const after = await group.view();
    expect(after).toMatchObject({
      open: null,
      next: { state: "agreed" },
      past: [{ session, held: true }],
    });
    expect(after.calls[0]).toMatchObject({ at: to, moved: true });
  });

  it("is agreed by those who are left when somebody goes who had not said so", async () => {
    const { box, at, ayu, budi, citra } = await choosing();
    const to = at + 7 * DAY;
    await asked(ayu, { type: "support-next", id: 1, to });
    await asked(budi, { type: "support-next", id: 1, to });
    expect(groupMessage(ayu)?.next?.state).toBe("default");
    await citra.send({ type: "follow", since: null, place: "door" });
    await ayu.until(({ view }) => view?.members.some(({ presence }) => presence === "lost"));
    // Gone after a minute (4.1); the others are heard of meanwhile.
    for (let i = 1; i <= 5; i += 1) {
      box.clock.pass(13_000);
      for (const each of [ayu, budi]) {
        await each.send({ type: "ping", sent: i });
        await each.until(({ received }) =>
          received.some((message) => message.type === "pong" && message.sent === i),
        );
      }
    }
    const next = await budi.until((each) => {
      const found = groupMessage(each)?.next;
      return found?.state === "agreed" && found;
    });
    expect(next.at).toBe(to);
  });

  it("is not set to a time that cannot be", async () => {
    const { at, ayu } = await choosing();
    const codes = [];
    for (const [i, to] of [at, at + 59.5 * MINUTE, at + 20 * DAY].entries()) {
      const answer = await asked(ayu, { type: "support-next", id: i + 1, to });
      codes.push(answer.type === "refused" ? answer.refusal.code : answer.type);
    }
    expect(codes).toEqual(["in-the-past", "another-call-then", "after-the-following"]);
  });

  it("is not set before its part of the hour, nor where there is no group", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const { session, at } = await group.open();
    const [early] = await group.enter(session, group.at(0));
    if (!early) throw new Error("nobody there");
    expect(await asked(early, { type: "support-next", id: 1, to: at + 7 * DAY })).toMatchObject({
      refusal: { code: "not-yet" },
    });
    const loose = await box.hour();
    const [other] = await box.enter(loose.session, loose.members[0]);
    if (!other) throw new Error("nobody there");
    expect(await asked(other, { type: "support-next", id: 1, to: at })).toMatchObject({
      refusal: { code: "no-such-group" },
    });
    expect(groupMessage(other)).toBeNull();
  });

  it("is the one of the cadence at 59:00, until all have answered", async () => {
    const { group, at } = await choosing();
    await group.until(at + 59 * MINUTE);
    const { next, calls } = await group.view();
    expect(next?.state).toBe("tentative");
    const call = { span: calls[0]?.span, original: calls[0]?.original };
    expect(calls[0]?.at).toBe(at + 7 * DAY);
    await group.until(at + 60 * MINUTE);
    for (const person of group.people) {
      expect((await group.view()).next?.state).toBe("tentative");
      await group.post(person, "/commands", { type: "answer", call, answer: "yes" });
    }
    const after = await group.view();
    expect(after.next?.state).toBe("agreed");
    expect(after.calls[0]?.answers).toHaveLength(4);
  });
});
