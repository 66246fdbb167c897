import { describe, expect, it } from "vitest";
import { Box } from "../testing/box.ts";
import type { Follower } from "../testing/box.ts";

const textsOf = ({ received }: Follower) =>
  received.flatMap((each) => (each.type === "talk" ? each.messages : [])).map(({ text }) => text);
const entering = { type: "follow", since: null, place: "entering" };
const watching = { type: "follow", since: null, place: "door" };

describe("talk over the stream", () => {
  it("is answered by its own number and told to everybody in the call, not at its door", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a, b, c] = members;
    const [ayu, budi] = await box.enter(session, a, b);
    const door = box.follow(session, c);
    await door.send(watching);
    await door.until(({ view }) => view);
    await ayu?.send({ type: "say", id: 3, text: "one" });
    await ayu?.send({ type: "say", id: 4, text: "two" });
    await ayu?.send({ type: "say", id: 5, text: "" });
    await ayu?.until(({ received }) => received.some((m) => m.type === "heard" && m.id === 4));
    const refused = await ayu?.until(({ received }) =>
      received.find((m) => m.type === "refused" && m.id === 5),
    );
    expect(refused).toMatchObject({ refusal: { code: "message-empty" } });
    await budi?.until((follower) => textsOf(follower).length === 2);
    await door.send({ type: "say", id: 1, text: "from outside" });
    const outside = await door.until(({ received }) =>
      received.find(({ type }) => type === "refused"),
    );
    expect(outside).toMatchObject({ id: 1, refusal: { code: "not-in-call" } });
    expect(door.received.some(({ type }) => type === "talk")).toBe(false);

    await door.send(entering);
    await door.until((follower) => textsOf(follower).length === 2);
    expect(textsOf(door)).toEqual(["one", "two"]);
  });

  it("is not heard from whoever was put out and does not answer the close", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a, b, , d] = members;
    const [ayu, budi] = await box.enter(session, a, b);
    // Reads nothing any more, so that nothing is answered, and goes on to send.
    budi?.socket.pause();
    await box.command(session, d, { type: "remove", member: b.id });
    await budi?.send({ type: "say", id: 1, text: "from outside" });
    await budi?.send({ type: "command", id: 2, command: { type: "take-chair" } });
    await ayu?.until(({ view }) => view?.members.find(({ id }) => id === b.id)?.here === false);
    const heard = await ayu?.answer({ type: "say", text: "from inside" });
    expect(heard).toMatchObject({ type: "heard" });
    await ayu?.until((follower) => textsOf(follower).includes("from inside"));
    expect(textsOf(ayu as Follower)).toEqual(["from inside"]);
  });

  it("goes on where a connection broke", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a, b] = members;
    const [ayu, budi] = await box.enter(session, a, b);
    await ayu?.send({ type: "say", id: 1, text: "before" });
    await budi?.until((follower) => textsOf(follower).length === 1);
    budi?.socket.terminate();
    await ayu?.send({ type: "say", id: 2, text: "meanwhile" });
    const back = box.follow(session, b);
    await back.send({ type: "follow", since: null, place: "call", said: 1 });
    await back.until(({ received }) => received.some(({ type }) => type === "talk"));
    await back.until((follower) => textsOf(follower).length > 0);
    expect(textsOf(back)).toEqual(["meanwhile"]);
  });

  it("is read after the end by those who were there, until the recap closes", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a, b, , d] = members;
    const [ayu] = await box.enter(session, a, d);
    await ayu?.send({ type: "say", id: 1, text: "kept for a while" });
    await ayu?.until((follower) => textsOf(follower).length === 1);
    await box.command(session, d, { type: "start" });
    box.clock.pass(3_600_000);
    // Looking at it brings the hour up to date.
    await box.post(
      `/api/sessions/${session}/members/${a.id}/join`,
      { tab: "tab-00000001" },
      a.cookie,
    );
    const after = box.follow(session, a, { tab: "tab-00000002" });
    await after.send(watching);
    await after.until((follower) => textsOf(follower).length === 1);
    const absent = box.follow(session, b);
    await absent.send(watching);
    await absent.until(({ view }) => view?.status === "ended");
    await absent.send({ type: "ping", sent: 1 });
    await absent.until(({ received }) => received.some(({ type }) => type === "pong"));
    expect(absent.received.some(({ type }) => type === "talk")).toBe(false);

    box.clock.pass(600_000);
    const late = box.follow(session, a, { tab: "tab-00000003" });
    await late.send(watching);
    await late.until(({ received }) => received.some(({ type }) => type === "talk"));
    expect(textsOf(late)).toEqual([]);
  });

  it("is no longer told to a tab whose member has entered in another", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [a, b] = members;
    const [first, budi] = await box.enter(session, a, b);
    const second = box.follow(session, a, { tab: "tab-00000002" });
    await second.send(entering);
    await first?.until(({ received }) => received.some(({ type }) => type === "elsewhere"));
    await budi?.send({ type: "say", id: 1, text: "hello" });
    await second.until((follower) => textsOf(follower).length === 1);
    await first?.send({ type: "ping", sent: 1 });
    await first?.until(({ received }) => received.some(({ type }) => type === "pong"));
    if (first) expect(textsOf(first)).toEqual([]);
  });

  it.each([
    ["a reaction that there is not", { type: "react", id: 1, reaction: "boo" }],
    ["a hand of somebody else's that goes up", { type: "hand", id: 1, up: true, member: "x" }],
    ["a message without a number", { type: "say", text: "x" }],
  ])("closes on %s", async (_, message) => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const follower = box.follow(session, members[0]);
    await follower.send(message);
    expect(await follower.until(({ closed }) => closed)).toEqual({ code: 4400 });
  });
});
