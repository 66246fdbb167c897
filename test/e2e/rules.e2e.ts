import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Pair } from "../support/pair.ts";
import type { Person } from "../support/person.ts";
import { Table } from "../support/table.ts";
import { until } from "../support/until.ts";

/** Seconds of a full hour in a rehearsal of so many minutes, in ms. */
const scaled = (seconds: number, minutes: number) => Math.floor((seconds * 1000 * minutes) / 60);

async function told(person: Person, words: RegExp): Promise<void> {
  await person.page.getByTestId("news").getByText(words).first().waitFor();
}

/* Four people to whom the rules happen. In each describe the tests are the acts of one story. */
describe("the rules of the hour at a table of four", () => {
  let table: Table;

  beforeAll(async () => {
    table = await Table.lay();
  });

  afterAll(() => table.clear());

  describe("somebody does not come", () => {
    const MINUTES = 4;

    it("3.5 their seat is released at the decision point, and everybody is told why", async () => {
      const { ayu, budi, citra, dewi } = table;
      await table.gather(MINUTES);
      for (const person of [ayu, citra, dewi]) await person.join();
      await table.start(ayu, citra, dewi);
      const before = await table.seatOf(ayu);
      expect(before).toBe(scaled(720, MINUTES));
      for (const person of [ayu, citra, dewi]) await told(person, /Budi/);
      await until(
        async () => ((await table.seatOf(budi)) === 0 ? null : "Budi still has a seat"),
        scaled(600, MINUTES) + 10_000,
      );
      for (const person of [ayu, citra, dewi]) {
        expect(await table.seatOf(person)).toBe(scaled(960, MINUTES));
      }
    });

    it("3.3 who comes after that listens, and asks for a share, which all have to agree to", async () => {
      const { ayu, budi, citra, dewi } = table;
      await budi.join();
      await budi.sees(table.others(budi));
      await budi.page.getByTestId("offer-ask-seat").click();
      await budi.page.getByTestId("offer-ask-seat-now").click();
      for (const person of [ayu, citra, dewi]) {
        await person.page.getByTestId("question-admit").waitFor();
        await person.page.getByTestId("answer-agree").click();
      }
      await until(async () => ((await table.seatOf(budi)) > 0 ? null : "Budi has no seat"), 10_000);
      const [mine, ...others] = await Promise.all([budi, citra, dewi].map((p) => table.seatOf(p)));
      for (const other of others) expect(Math.abs((mine ?? 0) - other)).toBeLessThanOrEqual(2);
    });
  });

  describe("somebody is lost in the middle of their seat", () => {
    const MINUTES = 20;

    it("4.2 the clock of the seat stands still, and everybody sees that it does", async () => {
      const { people, ayu, budi, citra, dewi } = table;
      await table.gather(MINUTES);
      for (const person of people) await person.join();
      await table.start(...people);
      await table.bringTo("seat-1/present");
      await ayu.crash();
      for (const person of [budi, citra, dewi]) {
        await person.page.getByTestId("pause").getByText(/Ayu/).waitFor();
      }
      const { pause, reserve } = await table.view(budi);
      expect(pause).toMatchObject({ kind: "drop" });
      expect(reserve).toBeLessThan(scaled(120, MINUTES) + scaled(300, MINUTES));
    });

    it("4.3 who is back in time goes on, and the reserve has paid for the time away alone", async () => {
      const { ayu, budi, citra, dewi } = table;
      const { pause } = await table.view(budi);
      await ayu.comeBack();
      await until(
        async () => ((await table.view(budi)).pause === null ? null : "the clock stands still"),
        10_000,
      );
      const stood = Date.now();
      const { entries } = (await ayu.request("/recap")).body as {
        entries: { event: { type: string; at: number; cause?: string } }[];
      };
      const resumed = entries.findLast(({ event }) => event.type === "resumed")?.event;
      expect(resumed?.cause).toBe("returned");
      const away = (resumed?.at ?? stood) - (pause?.since ?? 0);
      expect(await table.seatOf(ayu)).toBe(scaled(720, MINUTES) + away);
      await dewi.sees([ayu, budi, citra]);
      await until(
        async () => ((await dewi.stage()) === ayu.id ? null : "Ayu is not on the stage"),
        5_000,
      );
    });
  });

  describe("the facilitator is gone", () => {
    it("5.3 the deputy has the chair, and the hour goes on", async () => {
      const { ayu, budi, citra, dewi } = table;
      await table.bringTo("seat-1/clarify");
      await dewi.crash();
      await citra.page.getByTestId("primary").waitFor();
      for (const person of [ayu, budi, citra]) {
        await person.page.getByTestId("chair").getByText(/Citra/).waitFor();
      }
      expect(await budi.page.getByTestId("primary").count()).toBe(0);
      await citra.page.getByTestId("primary").click();
      await until(async () => {
        const { current } = await table.view(ayu);
        return current === "seat-1/think" ? null : `the hour is in ${current}`;
      }, 5_000);
    });

    it("5.5 and takes it back with one tap, not by coming back", async () => {
      const { ayu, citra, dewi } = table;
      await dewi.comeBack();
      await dewi.sees([ayu, citra]);
      expect((await table.view(dewi)).chair).toBe(citra.id);
      await dewi.page.getByTestId("menu-chair").click();
      await dewi.page.getByTestId("take-chair").click();
      await dewi.page.getByTestId("primary").waitFor();
      expect(await citra.page.getByTestId("primary").count()).toBe(0);
    });
  });

  describe("time is given and taken", () => {
    const MINUTES = 20;

    it("6.10 a part that is not ended runs over, in red on every screen, and drains the reserve", async () => {
      const { people, ayu, dewi } = table;
      await table.gather(MINUTES);
      for (const person of people) await person.join();
      await table.start(...people);
      await dewi.page.getByTestId("offer-hold").click();
      await dewi.page.getByTestId("offer-hold-now").click();
      for (const person of people) await person.page.getByTestId("held").waitFor();
      for (const person of people) await person.page.getByTestId("overtime").waitFor();
      expect((await table.view(ayu)).reserve).toBe(0);
      await dewi.page.getByTestId("primary").click();
      await table.reaches("review-1", 5_000);
      const { plan, reserve } = await table.view(ayu);
      const open = plan.segments.find(({ id }) => id === "open");
      const over = (open?.endsAt ?? 0) - (open?.startsAt ?? 0) - scaled(60, MINUTES);
      expect(over).toBeGreaterThan(0);
      // The hour's milliseconds that could not be shared out are in the reserve as well.
      expect(Math.abs(reserve + over - scaled(120, MINUTES))).toBeLessThanOrEqual(50);
      await dewi.page.getByTestId("offer-hold").click();
      await ayu.page.getByTestId("held").waitFor({ state: "detached" });
    });

    it("7.6 more time has its price on the button, and comes from the reserve at once", async () => {
      const { ayu, citra } = table;
      await table.bringTo("seat-1/present");
      const before = await table.view(ayu);
      await ayu.page.getByTestId("offer-extend").click();
      const offer = ayu.page.getByTestId("offer-extend-30");
      expect(await offer.textContent()).toMatch(/reserve/i);
      await offer.click();
      await told(citra, /Ayu/);
      const after = await table.view(ayu);
      expect(before.reserve - after.reserve).toBe(scaled(30, MINUTES));
      expect(await table.seatOf(ayu)).toBe(scaled(750, MINUTES));
    });

    it("7.2 the rest of a seat goes to somebody who accepts it, and the commitment still comes", async () => {
      const { budi, citra, dewi } = table;
      await table.bringTo("seat-2/present");
      const before = await table.seatOf(citra);
      await budi.page.getByTestId("offer-yield").click();
      await budi.page.getByTestId(`offer-yield-${citra.id}`).click();
      await citra.page.getByTestId("question-yield").waitFor();
      await citra.page.getByTestId("answer-agree").click();
      await table.reaches("seat-2/commit", 5_000);
      expect(await table.seatOf(citra)).toBeGreaterThan(before);
      await told(dewi, /Budi/);
    });

    it("8.2 two change places when both agree, and the stage follows", async () => {
      const { people, citra, dewi } = table;
      await citra.page.getByTestId("menu-chair").click();
      const pair = citra.page.getByTestId(/^swap-/).filter({ hasText: "Dewi" });
      await pair.first().click();
      await dewi.page.getByTestId("question-swap").waitFor();
      await dewi.page.getByTestId("answer-agree").click();
      await until(async () => {
        const { members } = await table.view(citra);
        const names = members.map(({ name }) => name).join(" ");
        return names === "Ayu Budi Dewi Citra" ? null : `the order is ${names}`;
      }, 5_000);
      const { plan } = await table.view(citra);
      const next = plan.segments.find(
        ({ phase, holder }) => phase === "present" && holder === dewi.id,
      );
      await table.bringTo(next?.id ?? "", 60_000);
      for (const person of people) {
        await until(
          async () =>
            (await person.stage()) === dewi.id ? null : `${person.name} does not see Dewi's seat`,
          5_000,
        );
      }
    });

    it("10.2 it ends early once all have agreed, not before", async () => {
      const { people, ayu, budi, citra, dewi } = table;
      await dewi.page.getByTestId("end-for-everyone").click();
      await dewi.page.getByTestId("confirm-end").click();
      for (const person of [ayu, budi]) await person.page.getByTestId("answer-agree").click();
      expect((await table.view(dewi)).status).toBe("running");
      await citra.page.getByTestId("answer-agree").click();
      for (const person of people) await person.page.getByTestId("ended").waitFor();
      expect((await table.view(dewi)).ended?.cause).toBe("agreed");
    });

    it("12.3 the recap shows planned against actual, and the log of it all", async () => {
      const { budi } = table;
      await budi.page.getByTestId("recap").waitFor();
      await budi.page.getByTestId("recap-seats").waitFor();
      await budi.page.getByTestId("recap-ledger").waitFor();
      const { head } = (await budi.request("/recap")).body as { head: string };
      expect(await budi.page.getByTestId("recap").textContent()).toContain(head.slice(0, 8));
    });
  });

  describe("the reserve is empty", () => {
    const MINUTES = 4;

    it("6.11 overtime ends by itself when there is nothing left to take", async () => {
      const { people, dewi } = table;
      await table.gather(MINUTES);
      for (const person of people) await person.join();
      await table.start(...people);
      await dewi.page.getByTestId("offer-hold").click();
      await dewi.page.getByTestId("offer-hold-now").click();
      await dewi.page.getByTestId("overtime").waitFor();
      const view = await table.reaches("review-1", 30_000);
      expect(view.reserve).toBe(0);
      await dewi.page.getByTestId("offer-hold").click();
    });

    it("7.8 somebody has to give what another needs, and sees what it costs them", async () => {
      const { ayu, budi, citra, dewi } = table;
      await table.reaches("seat-1/", 40_000);
      await ayu.page.getByTestId("offer-extend").click();
      const offer = ayu.page.getByTestId("offer-extend-60");
      // Both amounts have the same price, so it stands over them.
      const both = ayu.page.getByRole("group", { name: "More time for this seat" });
      expect(await both.textContent()).toMatch(/give/i);
      await offer.click();
      for (const person of [budi, citra, dewi]) {
        await person.page.getByTestId("question-donate").waitFor();
      }
      // 12:00 of a full hour are 0:48 here, and 1:00 is 0:04.
      const asked = await citra.page.getByTestId("question-donate").textContent();
      expect(asked).toMatch(/0:48.*0:44/);
      await citra.page.getByTestId("answer-agree").click();
      await told(budi, /Citra/);
      expect(await table.seatOf(ayu)).toBe(scaled(780, MINUTES));
      expect(await table.seatOf(citra)).toBe(scaled(660, MINUTES));
      expect(await table.seatOf(dewi)).toBe(scaled(720, MINUTES));
    });

    it("left no page with an error", () => {
      for (const person of table.people) expect(person.complaints, person.name).toEqual([]);
    });
  });
});

describe("two servers behind one address, of which one is killed", () => {
  let pair: Pair;
  let table: Table<Pair>;

  beforeAll(async () => {
    pair = await Pair.start();
    table = await Table.at(pair);
  });

  afterAll(() => table.clear());

  it("4.1 loses nobody, nothing that was acknowledged, and neither sound nor picture", async () => {
    const { people, ayu, dewi } = table;
    await table.gather(6);
    for (const person of people) await person.join();
    await table.start(...people);
    await table.bringTo("seat-1/present");
    const acknowledged = await table.advance();
    await pair.servers[0].end("SIGKILL");
    await Promise.all(people.map((person) => person.receives(3)));
    const after = await table.view(ayu);
    expect(after.version).toBeGreaterThanOrEqual(acknowledged);
    // The one that is left moves the hour on and tells everybody.
    await table.bringTo("seat-1/think");
    for (const person of people) {
      await until(async () => {
        const shown = await person.page.getByTestId("call").textContent();
        return shown?.includes("Silence") ? null : `${person.name} has not been told`;
      }, 15_000);
    }
    const { entries } = (await dewi.request("/recap")).body as {
      entries: { event: { type: string } }[];
    };
    const gone = entries.filter(({ event }) => /^member-(left|gone)$/.test(event.type));
    expect(gone).toEqual([]);
    await Promise.all(people.map((person) => person.sees(table.others(person))));
  });
});
