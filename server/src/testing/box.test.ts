import { describe, expect, it } from "vitest";
import { Box, MovableClock } from "./box.ts";

describe("a follower of a stream", () => {
  it("says what it waited for in vain, and how the connection ended", async () => {
    const box = await Box.open();
    const { session, a, b } = await box.hour();
    const stranger = box.follow(session, { ...a, cookie: b.cookie });
    await expect(stranger.until(({ view }) => view)).rejects.toThrow(
      /waited for .*view.*, but the stream was closed with 4403; the last that came: nothing/,
    );
  });

  it("wakes everybody who waits", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const follower = box.follow(session, a);
    const both = Promise.all([
      follower.until(({ received }) => received.some(({ type }) => type === "pong")),
      follower.until(({ view }) => view),
    ]);
    await follower.send({ type: "follow", since: null, place: "door" });
    await follower.send({ type: "ping", sent: 1 });
    await both;
  });
});

describe("the clock of a box", () => {
  it("stands while it is held, and goes to the very instant", () => {
    let real = 1_000.5;
    const clock = new MovableClock({ now: () => Math.floor(real), precise: () => real });
    clock.pass(10);
    expect([clock.now(), clock.precise()]).toEqual([1_010, 1_010.5]);
    clock.hold();
    real += 50;
    expect(clock.precise()).toBe(1_010);
    clock.pass(5);
    expect(clock.precise()).toBe(1_015);
    clock.goTo(2_000);
    expect(clock.precise()).toBe(2_000);
    expect(() => clock.goTo(1_999)).toThrow("that was 1 ms ago");
  });
});
