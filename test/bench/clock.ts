import { setTimeout as pause } from "node:timers/promises";
import { ServerClock, percentile, readPage } from "../support/clock.ts";
import { Table } from "../support/table.ts";

const MINUTES = 6;
const READINGS = 250;
/** Reading all the time would take the browsers' cores. */
const READ_EVERY = 150;

/**
 * How far the clocks of four browsers in a call are off the server's. Three of them have a `Date`
 * that is ten minutes wrong and jumps. Each reading is bracketed by this process's own monotonic
 * clock, so how wide the bracket was bounds what the reading can say: `off at most` is the worst
 * that fits, `off at least` what is certain.
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
    for (let i = 0; i < READINGS; i += 1) {
      for (const person of table.people) {
        const reading = await readPage(person.page, server);
        atMost.push(reading.atMost);
        atLeast.push(reading.atLeast);
      }
      await pause(READ_EVERY);
    }
    const [p50, p99, max] = [0.5, 0.99, 1].map((part) => percentile(atMost, part).toFixed(1));
    return (
      `${READINGS} readings in each of four browsers, off at most by ${p50} ms (p50), ${p99} ms (p99), ` +
      `${max} ms (max), at least by ${percentile(atLeast, 1).toFixed(1)} ms (max)`
    );
  } finally {
    await table.clear();
  }
}
