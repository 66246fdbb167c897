import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SessionView } from "@hotseat/shared";
import { signatures } from "./media.ts";
import { createSession } from "./operator.ts";
import { Person } from "./person.ts";
import { Server } from "./server.ts";
import { until } from "./until.ts";

/** Where four people can meet: one server, or several behind one address. */
export type Place = {
  readonly url: string;
  readonly operatorLink: string;
  dispose(): Promise<void>;
};

/** A server and four people with a browser each. Dewi is the facilitator and sits last. */
export class Table<P extends Place = Server> {
  readonly server: P;
  readonly people: readonly Person[];
  readonly ayu: Person;
  readonly budi: Person;
  readonly citra: Person;
  readonly dewi: Person;
  readonly #folder: string;

  private constructor(server: P, people: readonly Person[], folder: string) {
    const [ayu, budi, citra, dewi] = people;
    if (!ayu || !budi || !citra || !dewi) throw new Error("a table has four people");
    this.server = server;
    this.people = people;
    this.ayu = ayu;
    this.budi = budi;
    this.citra = citra;
    this.dewi = dewi;
    this.#folder = folder;
  }

  /**
   * @param wrongDates the names of those whose wall clocks are wrong
   * @param busy whether cameras show as much as their layers allow
   */
  static async lay({
    wrongDates = [],
    busy = false,
  }: { wrongDates?: readonly string[]; busy?: boolean } = {}): Promise<Table> {
    return Table.at(await (await Server.create()).start(), wrongDates, busy);
  }

  static async at<P extends Place>(
    place: P,
    wrongDates: readonly string[] = [],
    busy = false,
  ): Promise<Table<P>> {
    const folder = mkdtempSync(join(tmpdir(), "hotseat-e2e-"));
    const people = await Promise.all(
      signatures.map((signature) =>
        Person.arrive(signature, folder, {
          wrongDate: wrongDates.includes(signature.name),
          busy,
        }),
      ),
    );
    return new Table(place, people, folder);
  }

  /** Dewi makes the session, as operator, and everybody opens their link. */
  async gather(minutes: number, { sealed = true } = {}): Promise<void> {
    const { page } = this.dewi;
    const links = await createSession(page, this.server.operatorLink, minutes, { sealed });
    await Promise.all(this.people.map((person, i) => person.open(links[i] ?? "")));
  }

  others(person: Person): Person[] {
    return this.people.filter((other) => other !== person);
  }

  /** What the server tells a person. */
  async view(person: Person): Promise<SessionView> {
    return ((await person.request("")).body as { view: SessionView }).view;
  }

  /** Waits until the session is in a segment whose name begins so. */
  async reaches(segment: string, within: number): Promise<SessionView> {
    let view = await this.view(this.ayu);
    await until(async () => {
      view = await this.view(this.ayu);
      return view.current?.startsWith(segment)
        ? null
        : `the hour is in ${view.current}, not in ${segment}`;
    }, within);
    return view;
  }

  /**
   * Dewi ends the current segment, whichever it is by the time the command arrives: one that ends
   * by itself just then is not what she meant. Gives the version that was acknowledged.
   */
  async advance(): Promise<number> {
    let acknowledged = 0;
    await until(async () => {
      const { current } = await this.view(this.dewi);
      const { status, body } = await this.dewi.request("/commands", {
        type: "advance",
        segment: current ?? "",
      });
      if (status === 200) acknowledged = (body as { version: number }).version;
      return status === 200 ? null : `advancing ${current} was answered with ${status}`;
    }, 2_000);
    return acknowledged;
  }

  /** Dewi starts the hour once all who have joined are known to be there. */
  async start(...there: readonly Person[]): Promise<void> {
    await until(async () => {
      const { members } = await this.view(this.dewi);
      const missing = there.find(({ id }) => !members.find((member) => member.id === id)?.here);
      return missing ? `${missing.name} is not there` : null;
    }, 10_000);
    await this.dewi.page.getByTestId("primary").click();
    await this.reaches("open", 5_000);
  }

  /** Dewi moves on until the hour is in that very segment; a commitment takes its time. */
  async bringTo(segment: string, within = 60_000): Promise<SessionView> {
    let view = await this.view(this.dewi);
    await until(async () => {
      view = await this.view(this.dewi);
      if (view.current === segment) return null;
      const { action } = view;
      if (action?.type === "advance") {
        await this.dewi.request("/commands", { type: "advance", segment: action.segment });
      }
      return `the hour is in ${view.current}, not in ${segment}`;
    }, within);
    return view;
  }

  /** How long a member's seat is by now, in ms. */
  async seatOf(person: Person): Promise<number> {
    const { plan } = await this.view(this.dewi);
    return plan.segments
      .filter(({ block, holder }) => block === "seat" && holder === person.id)
      .reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
  }

  async clear(): Promise<void> {
    await Promise.all(this.people.map((person) => person.goHome()));
    await this.server.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
