import { setTimeout as pause } from "node:timers/promises";
import { ServerClock, percentile, readPage } from "../support/clock.ts";
import { Table } from "../support/table.ts";

const MINUTES = 6;
/** In each browser, of those that can say something. */
const READINGS = 250;
const MOST_TRIES = 1_500;
/** A bracket wider than half of what is to be shown says nothing about it, in ms. */
const SHARP = 25;
/** Reading all the time would take the browsers' cores. */
const READ_EVERY = 150;

/**
 * How far the clocks of four browsers in a call are off the server's. Three of them have a `Date`
 * that is ten minutes wrong and jumps. Each reading is bracketed by this process's own monotonic
 * clock, so how wide the bracket was bounds what the reading can say: `off at most` is the worst
 * that fits, `off at least` what is certain. Brackets too wide to say anything are counted and
 * left out of the first, not of the second.
 */
export async function clock(): Promise<string> {
  const table = await Table.lay({ wrongDates: ["Ayu", "Budi", "Citra"] });
  try {
    await table.gather(MINUTES);
    for (const person of table.people) await person.join();
    await table.start(...table.people);
    const server = await ServerClock.read(table.server.url);
    const atMost: number[] = [];
    const atLeast: number[] = [];
    const sharp = new Map(table.people.map((person) => [person, 0]));
    for (let i = 0; i < MOST_TRIES && Math.min(...sharp.values()) < READINGS; i += 1) {
      for (const [person, count] of sharp) {
        const { width, ...off } = await readPage(person.page, server);
        atLeast.push(off.atLeast);
        if (width > SHARP) continue;
        atMost.push(off.atMost);
        sharp.set(person, count + 1);
      }
      await pause(READ_EVERY);
    }
    const fewest = Math.min(...sharp.values());
    if (fewest < READINGS) throw new Error(`only ${fewest} readings of a browser were sharp`);
    const [p50, p99, max] = [0.5, 0.99, 1].map((part) => percentile(atMost, part).toFixed(1));
    return (
      `${atLeast.length} readings in four browsers, at least ${fewest} sharp ones in each: off at most by ` +
      `${p50} ms (p50), ${p99} ms (p99), ${max} ms (max); certainly off by ${percentile(atLeast, 1).toFixed(1)} ms at most`
    );
  } finally {
    await table.clear();
  }
}
