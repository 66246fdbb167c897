import { PING_EVERY_MS, SILENCE_LIMIT_MS } from "@hotseat/shared";
import { describe, expect, it, onTestFinished } from "vitest";
import { Box } from "../testing/box.ts";
import type { Follower } from "../testing/box.ts";

const watching = { type: "follow", since: null, place: "door" };

async function streamsOpen(box: Box): Promise<number> {
  const [, open = ""] =
    /^hotseat_streams_open (\d+)$/m.exec((await box.get("/metrics")).body) ?? [];
  return Number(open);
}

/** Two members at the door, who have seen the session. */
async function two(box: Box) {
  const { session, a, b } = await box.hour();
  const followers: [Follower, Follower] = [box.follow(session, a), box.follow(session, b)];
  for (const follower of followers) {
    await follower.send(watching);
    await follower.until(({ view }) => view);
  }
  return { session, a, followers };
}

describe("a client", { timeout: 120_000 }, () => {
  it("that does not take what it is sent is dropped, stalls nobody and comes back", async () => {
    const box = await Box.open();
    const {
      session,
      a,
      followers: [slow, other],
    } = await two(box);
    slow.socket.pause();
    const ping = JSON.stringify({ type: "ping", sent: Number.MAX_VALUE });
    // Each is answered; what the machine itself holds for the reader is full at some time.
    await expect
      .poll(
        async () => {
          for (let i = 0; i < 2_000; i += 1) slow.socket.send(ping, () => {});
          return streamsOpen(box);
        },
        { timeout: 60_000, interval: 1 },
      )
      .toBe(1);
    await other.send({ type: "ping", sent: 1 });
    await other.until(({ received }) => received.some(({ type }) => type === "pong"));
    slow.socket.resume();
    // What a connection that was cut is called on the client's side: no code has come.
    expect(await slow.until(({ closed }) => closed)).toEqual({ code: 1006 });
    const again = box.follow(session, a);
    await again.send(watching);
    await again.until(({ view }) => view);
  });

  it("that says nothing is closed after 12 s, and not one that pings", async () => {
    const box = await Box.open();
    const spoke = performance.now();
    const {
      followers: [silent, other],
    } = await two(box);
    const pinging = setInterval(() => void other.send({ type: "ping", sent: 1 }), PING_EVERY_MS);
    onTestFinished(() => clearInterval(pinging));
    await new Promise((done) => silent.socket.once("close", done));
    expect(silent.closed).toEqual({ code: 4410 });
    expect(performance.now() - spoke).toBeGreaterThan(SILENCE_LIMIT_MS);
    expect(other.closed).toBeNull();
    expect(await streamsOpen(box)).toBe(1);
  });
});
