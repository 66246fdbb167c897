import { Calendar } from "@hotseat/server/testing/calendars";
import { CalendarShelf } from "@hotseat/server/testing/calendar-shelf";
import type { Page } from "playwright-core";
import type { CommitmentsReply, GroupReply, GroupView } from "@hotseat/shared/group";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOf } from "../support/axe.ts";
import { Company } from "../support/company.ts";
import { fillGroup, founders, readGroupLinks } from "../support/founding.ts";
import { Season } from "../support/season.ts";
import { until } from "../support/until.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A Monday; clocks change in New York two weeks later, and in Berlin another two weeks after that. */
const BEGINS = Date.parse("2027-03-01T08:00:00Z");

/** Short, since each seat keeps three quarters of a minute of a full hour for its commitment. */
const MINUTES = 12;

/** What the mails are about, by their subjects. */
const DATES = /dates for your calendar/;
const RECAP = /after the call/;

const byIt = founders.map(({ name }) => name);
type Name = (typeof byIt)[number];

/** Somebody of the group: their page, and their calendar on the calendar server. */
type Member = {
  readonly name: Name;
  readonly email: string;
  readonly page: Page;
  readonly program: Calendar;
  readonly shelf: CalendarShelf;
};

/* Four people in four zones for six weeks: what is true of each day of it, one day after the other. */
describe("six weeks of a group", () => {
  let season: Season;
  let company: Company;
  let members: readonly Member[] = [];

  const who = (name: Name): Member => {
    const member = members.find((each) => each.name === name);
    if (!member) throw new Error(`${name} is not there`);
    return member;
  };
  const everybody = () => members.map(({ page }) => page);

  beforeAll(async () => {
    season = await Season.begin(BEGINS);
    company = await Company.meet(season.server);
  });

  afterAll(async () => {
    await company?.disperse();
    await season?.end();
  });

  it("on Monday it is founded, and everybody says when they can", async () => {
    const operator = await company.newPage();
    await operator.goto(season.server.operatorLink);
    await operator.getByTestId("nav-groups").click();
    await operator.getByTestId("found-group").click();
    await fillGroup(operator, "Six weeks");
    for (const [i, name] of byIt.entries()) {
      await operator.getByTestId(`member-email-${i}`).fill(emailOf(name));
    }
    await operator.getByTestId("hour-own").check({ force: true });
    await operator.getByTestId("hour-own-minutes").fill(String(MINUTES));
    const links = await readGroupLinks(operator);
    await operator.context().close();
    members = await Promise.all(
      founders.map(async ({ name, zone, locale }, i) => {
        const page = await company.newPage(locale, { timezoneId: zone });
        await page.goto(links[i] ?? "");
        await page.getByTestId("next-call").waitFor();
        const shelf = await CalendarShelf.of(season.calendars, name.toLowerCase());
        return { name, email: emailOf(name), page, program: new Calendar(), shelf };
      }),
    );
    // Tuesday at eight in the evening in Jakarta, by everybody's own clock, before and after it changes.
    await marks(who("Ayu"), "1 20");
    await marks(who("Budi"), "1 21");
    await marks(who("Eva"), "1 14", "1 15");
    await marks(who("Dewi"), "1 8", "1 9");
  });

  it("the best time for all of them becomes the time of the group, and comes into all calendars", async () => {
    const { page } = who("Dewi");
    const best = page.getByTestId("slots").locator("li").first();
    await best.getByText("Tuesday 20:00").waitFor();
    expect(await best.locator('[data-mark="never"]').count()).toBe(0);
    await best.getByTestId("choose-slot").click();
    await page.getByTestId("slot-confirm").click();
    await page.getByTestId("slot-dialog").waitFor({ state: "detached" });
    const { calls, series } = await viewOf(page);
    expect(series).toMatchObject({ zone: "Asia/Jakarta", rule: "FREQ=WEEKLY;INTERVAL=2" });
    expect(new Date(calls[0]?.at ?? 0).toISOString()).toMatch(/T13:00:00\.000Z$/);
    await mailArrives(DATES);
    await calendarsAgree();
  });

  it("the first call: four come, two promise, and the next date is agreed while all watch", async () => {
    await begins();
    await sits("Ayu", { promises: "I call three customers", doneWhen: "Three names are noted" });
    await sits("Dewi", { promises: "I write the offer", doneWhen: "It is sent" });
    await company.reaches(who("Dewi").page, "next-call", 2 * MINUTE, forward);
    for (const page of everybody()) await page.getByTestId("can-then").click();
    await who("Ayu").page.getByText("Agreed. It is set.").waitFor();
    const after = await ends();
    expect(after.next?.state).toBe("agreed");
    await mailArrives(RECAP);
    await calendarsAgree();
  });

  it("a week later a promise is checked, and whose clock is to change is told", async () => {
    const { past } = await viewOf(who("Ayu").page);
    await season.comes((past[0]?.at ?? 0) + 7 * DAY);
    // New York's clocks have changed on the 14th of March; Berlin's will on the 28th.
    await home(who("Dewi").page);
    await who("Dewi").page.getByTestId("shift").waitFor();
    await home(who("Eva").page);
    expect(await who("Eva").page.getByTestId("shift").count()).toBe(0);
    const { page } = who("Ayu");
    await home(page);
    await page.getByTestId("check-in").click();
    await page.getByTestId("how-stuck").check({ force: true });
    await page.getByTestId("check-in-line").fill("Two of three do not answer.");
    await page.getByTestId("check-in-save").click();
    await page.getByText("Two of three do not answer.").waitFor();
    await home(who("Eva").page);
    await who("Eva").page.getByText("Two of three do not answer.").waitFor();
  });

  it("two days before the second call, somebody says from a mail that they cannot come", async () => {
    const [second] = (await viewOf(who("Dewi").page)).calls;
    season.mail.received.length = 0;
    await season.comes((second?.at ?? 0) - 47 * HOUR);
    const asked = await mailTo(who("Budi"));
    const link = /https?:\/\/\S+\/answer\/\S+/.exec(asked)?.[0] ?? "";
    const page = await company.newPage("en-GB");
    await page.goto(link);
    await page.getByRole("radio", { name: "I cannot come" }).check();
    await page.getByRole("button", { name: "Send this answer" }).click();
    await page.getByText("Thank you. The group knows.").waitFor();
    await page.context().close();
    const { page: dewi } = who("Dewi");
    await home(dewi);
    await dewi.getByTestId("members").getByText("does not come").waitFor();
  });

  it("the second call is split among three; a promise is kept, one carried, and the third call moved", async () => {
    await begins("Budi");
    const session = await company.view(who("Dewi").page);
    const { id: budi } = await you("Budi");
    expect(session.plan.segments.some(({ holder }) => holder === budi)).toBe(false);
    await lookBack({ Ayu: "settle-done", Dewi: "carry" });
    await sits("Eva", { promises: "I ask my bank", doneWhen: "There is an answer" });
    await company.reaches(who("Dewi").page, "next-call", 2 * MINUTE, forward);
    const before = (await viewOf(who("Budi").page)).calls[0]?.at ?? 0;
    const moved = who("Eva").page.getByTestId("alternative").first();
    const chosen = await moved.innerText();
    await moved.click();
    const { id: eva } = await you("Eva");
    for (const name of ["Ayu", "Dewi"] as const) {
      const { page } = who(name);
      // Only when it is the new date that is asked about: a click before that is for the old one.
      await page.getByTestId(`can-${eva}`).locator("[data-on=true]").waitFor();
      await page.getByTestId("can-then").click();
    }
    await who("Eva").page.getByText("Agreed. It is set.").waitFor();
    const after = await ends();
    expect(after.next?.state).toBe("agreed");
    expect(after.calls[0]?.at).not.toBe(before);
    expect(after.calls[0]?.moved).toBe(true);
    expect(chosen).toContain(hourIn(after.calls[0]?.at, "Europe/Berlin"));
    // The recap brings what has changed with it.
    await mailArrives(RECAP);
    await calendarsAgree();
  });

  it("the third call is held at its new time; one promise is missed, and nobody agrees on the next date", async () => {
    await begins();
    await lookBack({ Eva: "settle-missed", Dewi: "carry" });
    await company.reaches(who("Dewi").page, "next-call", 2 * MINUTE, forward);
    const after = await ends();
    await thanks("Ayu", "Eva");
    // It stands all the same, and everybody is asked.
    expect(after.next?.state).toBe("tentative");
    expect(after.calls.length).toBeGreaterThan(0);
    await mailArrives(RECAP);
    await calendarsAgree();
    expect((await viewOf(who("Ayu").page)).past).toHaveLength(3);
  });

  it("what has been carried twice goes on smaller or not at all, and each sees their own trend", async () => {
    const { page } = who("Dewi");
    await home(page);
    await page.getByTestId("carry").click();
    await page.getByTestId("smaller-dialog").waitFor();
    await page.getByTestId("smaller-text").fill("I write the first page of the offer");
    await page.getByTestId("smaller-done-when").fill("Ayu has read it");
    await page.getByTestId("smaller-save").click();
    await page.getByText("I write the first page of the offer").waitFor();
    const { commitments } = await promisesOf(page);
    const states = commitments.map(({ text, state }) => [text, state]);
    expect(states).toContainEqual(["I ask my bank", "missed"]);
    expect(states).toContainEqual(["I write the first page of the offer", "open"]);
    await home(who("Ayu").page);
    await who("Ayu").page.getByTestId("trend").getByRole("listitem").first().waitFor();
    const { trend } = await promisesOf(who("Ayu").page);
    expect(trend.reduce((sum, { done }) => sum + done, 0)).toBe(1);
    expect(season.now() - BEGINS).toBeGreaterThan(5 * 7 * DAY);
  });

  /** Says on their page of the week that these hours are good. */
  async function marks({ page }: Member, ...places: readonly string[]): Promise<void> {
    await page.getByTestId("way-week").click();
    await page.getByTestId("week-grid").waitFor();
    for (const place of places) await page.locator(`[data-place="${place}"]`).click();
    await page.getByTestId("week-save").click();
    await page.getByText(/^(Saved|Tersimpan)\.$/).waitFor();
  }

  async function home(page: Page): Promise<void> {
    await page.goto(`${season.server.url}${groupPathOf(page)}`);
    await page.getByTestId("members").waitFor();
  }

  /** All but `absent` enter the next call, and then its time comes, however long that took them. */
  async function begins(absent?: Name): Promise<void> {
    const [next] = (await viewOf(who("Dewi").page)).calls;
    const at = next?.at ?? 0;
    await season.comes(at - 10 * MINUTE);
    for (const { name, page } of members) {
      if (name === absent) continue;
      await home(page);
      await page.getByTestId("enter-call").click();
      await page.getByTestId("join").click();
      await page.getByTestId("call").waitFor();
    }
    await season.comes(at - 5_000);
    const { page } = who("Dewi");
    await until(async () => {
      const { status } = await company.view(page);
      return status === "running" ? null : `the hour is ${status}`;
    }, MINUTE);
  }

  /** Dewi, who facilitates, moves the hour on. What is refused is asked again: a commitment takes its time. */
  async function forward(): Promise<void> {
    const { page } = who("Dewi");
    const { action } = await company.view(page);
    if (action?.type !== "advance") return;
    const path = new URL(page.url()).pathname.replace(
      /^\/s\/(.+)\/(.+)$/,
      "/api/sessions/$1/members/$2/commands",
    );
    await page.evaluate(
      async ([url, body]) => {
        const headers = { "content-type": "application/json" };
        await fetch(url, { method: "POST", headers, body });
      },
      [path, JSON.stringify({ type: "advance", segment: action.segment })] as const,
    );
  }

  /** Somebody's seat comes, and its last part with their promise. */
  async function sits(
    name: Name,
    { promises, doneWhen }: { readonly promises: string; readonly doneWhen: string },
  ): Promise<void> {
    const { id } = await you(name);
    const chair = who("Dewi").page;
    const { plan } = await company.view(chair);
    const commit = plan.segments.find(
      (each) => each.block === "seat" && each.holder === id && each.id.endsWith("/commit"),
    );
    await company.reaches(chair, commit?.id ?? "no such seat", 2 * MINUTE, forward);
    const { page } = who(name);
    await page.getByTestId("promise-text").fill(promises);
    await page.getByTestId("promise-done-when").fill(doneWhen);
    await page.getByTestId("promise-save").click();
    await page.getByTestId("seat-promise").getByText(promises).waitFor();
  }

  /** What was promised last time is read first, and its owner says what became of it; in the order of the call. */
  async function lookBack(acts: Partial<Record<Name, string>>): Promise<void> {
    const chair = who("Dewi").page;
    const { plan } = await company.view(chair);
    const ids = await Promise.all(members.map(async ({ name }) => (await you(name)).id));
    for (const { id, block, holder } of plan.segments) {
      const member = members[ids.indexOf(holder ?? "")];
      const act = member && acts[member.name];
      if (block !== "review" || !member || act === undefined) continue;
      await company.reaches(chair, id, MINUTE, forward);
      const button = member.page.getByTestId("review").getByTestId(act);
      await button.click();
      await button.waitFor({ state: "detached" });
    }
  }

  /** Dewi ends the hour, which she may at once in the closing block. What the group is like after it. */
  async function ends(): Promise<GroupView> {
    const chair = who("Dewi").page;
    await chair.getByTestId("end-for-everyone").click();
    await chair.getByTestId("confirm-end").click();
    await chair.getByTestId("after-date").waitFor();
    await until(
      async () => ((await viewOf(chair)).open === null ? null : "the call is still open"),
      10_000,
    );
    return viewOf(chair);
  }

  /** After the hour somebody thanks the group, says in three taps how it was, and reads the recap of it. */
  async function thanks(name: Name, other: Name): Promise<void> {
    const { page } = who(name);
    await page.getByTestId("remark-text").fill("For the patience.");
    await page.getByTestId("remark-send").click();
    await who(other).page.getByTestId("remarks").getByText("For the patience.").waitFor();
    for (const question of ["useful", "trust", "time"]) {
      await page.getByTestId(`pulse-${question}-4`).check({ force: true });
    }
    await page.getByText("You can change it until the recap closes.").waitFor();
    expect(await violationsOf(page, "after a call of a group")).toEqual([]);
    const date = await page.getByTestId("after-date").innerText();
    await page.getByTestId("to-group").click();
    expect(await page.getByTestId("next-call").innerText()).toContain(date);
    await page.getByTestId("past").getByTestId("recap-of").first().click();
    await page.getByTestId("ended").waitFor();
  }

  /** Minutes go by, until everybody has these mails; calendar programs take what is attached. */
  async function mailArrives(...subjects: readonly RegExp[]): Promise<void> {
    await season.comes(season.now() + 5 * MINUTE);
    const had = ({ email }: Member) => season.mail.to(email).map(({ subject }) => subject ?? "");
    await until(async () => {
      const without = members.filter((member) =>
        subjects.some((wanted) => !had(member).some((subject) => wanted.test(subject))),
      );
      return without.length === 0 ? null : without.map((each) => [each.name, had(each)]).join("; ");
    }, 20_000);
    for (const member of members) {
      for (const { attachments } of season.mail.to(member.email)) {
        for (const { content } of attachments) member.program.take(String(content));
      }
      await member.shelf.sync(member.program);
    }
    season.mail.received.length = 0;
  }

  /** The calendar server has exactly the calls of the group for everybody, and each call once. */
  async function calendarsAgree(): Promise<void> {
    const { calls } = await viewOf(who("Dewi").page);
    expect(calls.length).toBeGreaterThan(3);
    const last = calls.at(-1)?.at ?? 0;
    for (const { name, shelf } of members) {
      const found = await shelf.instants(season.now(), last + 1);
      expect(found, name).toEqual(calls.map(({ at }) => at));
    }
  }

  async function mailTo(member: Member): Promise<string> {
    await until(async () => (season.mail.to(member.email).length > 0 ? null : "no mail"), 20_000);
    return season.mail.to(member.email)[0]?.text ?? "";
  }

  async function you(name: Name): Promise<GroupView["you"]> {
    return (await viewOf(who(name).page)).you;
  }

  /** What the server tells a member, wherever their page is. */
  async function viewOf(page: Page): Promise<GroupView> {
    return ((await read(page, "")) as GroupReply).view;
  }

  async function promisesOf(page: Page): Promise<CommitmentsReply> {
    return (await read(page, "/commitments")) as CommitmentsReply;
  }

  async function read(page: Page, what: string): Promise<unknown> {
    const path = groupPathOf(page).replace(/^\/g\/(.+)\/(.+)$/, "/api/groups/$1/members/$2");
    return page.evaluate(async (url) => (await fetch(url)).json(), `${path}${what}`);
  }

  /** The address of a member's home, also while they are in a call. */
  function groupPathOf(page: Page): string {
    const path = homes.get(page) ?? new URL(page.url()).pathname;
    const home = path.split("/").slice(0, 4).join("/");
    homes.set(page, home);
    return home;
  }
});

const homes = new Map<Page, string>();

const emailOf = (name: Name) => `${name.toLowerCase()}@example.org`;

/** What the clocks of a zone show, as "21:00". */
function hourIn(at: number | undefined, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(at);
}
