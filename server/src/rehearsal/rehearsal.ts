import { dispose } from "@livekit/rtc-node";
import { Failure } from "../failure.ts";
import { clockOffset, openSession } from "./api.ts";
import { RehearsedMember } from "./member.ts";

const names = ["Ada", "Ben", "Cho", "Dia", "Eli", "Fay"] as const;

const GATHER_WITHIN = 30_000;
/** How long after the last instant of the plan everybody ought to know that the hour is over. */
const END_WITHIN = 15_000;
const LOOK_EVERY = 100;

export type Rehearsal = {
  /** The address of the box. */
  readonly url: string;
  readonly operatorSecret: string;
  readonly seconds: number;
  readonly members: number;
  readonly say: (line: string) => void;
};

/**
 * Holds a whole hour, shortened, on a running box, with members that publish real pictures and sounds.
 *
 * @returns whether everything reached everybody and the hour ended when it should.
 * @throws {Failure} when it cannot be held.
 */
export async function rehearse({
  url,
  operatorSecret,
  seconds,
  members,
  say,
}: Rehearsal): Promise<boolean> {
  const places = await openSession(url, operatorSecret, seconds * 1_000, names.slice(0, members));
  const offset = await clockOffset(url);
  const serverNow = () => performance.now() + offset;
  let changed = () => {};
  const people = places.map(
    (place, seat) => new RehearsedMember(url, place, seat, serverNow, () => changed()),
  );
  const [first] = people;
  const chair = people.at(-1);
  if (!first || !chair) throw new Failure("A rehearsal needs members.");
  /** Waits until something is so, looking at every change and every tenth of a second. */
  const until = async (what: string, isSo: () => boolean, within: number) => {
    const deadline = performance.now() + within;
    while (!isSo()) {
      if (performance.now() > deadline) throw new Failure(`${what} did not happen in time.`);
      await new Promise<void>((done) => {
        const timer = setTimeout(done, LOOK_EVERY);
        changed = () => (clearTimeout(timer), done());
      });
      for (const person of people) person.listen();
    }
  };
  try {
    say(`Watch it as ${first.place.name}: ${first.place.link}`);
    say(
      "The call is not sealed: LiveKit's client for programs derives keys of 128 bits, sealed calls have 256.",
    );
    await Promise.all(people.map((person) => person.enter()));
    const here = () => chair.view?.members.every((member) => member.here) === true;
    await until("That everybody is there", here, GATHER_WITHIN);
    say(`Everybody is there; the hour of ${seconds} seconds begins.`);
    chair.start();
    await until("The start", () => chair.view?.status === "running", GATHER_WITHIN);
    let told = "";
    const ended = () => {
      const { view } = chair;
      if (view?.current && view.current !== told) {
        told = view.current;
        say(
          `  ${((serverNow() - (view.plan.segments[0]?.startsAt ?? 0)) / 1_000).toFixed(1).padStart(6)} s  ${told}`,
        );
      }
      return view?.status === "ended";
    };
    await until("The end", ended, seconds * 1_000 + END_WITHIN);
    return sum(people, seconds, say);
  } finally {
    await Promise.all(people.map((person) => person.leave()));
    await dispose();
  }
}

/** Says what came of it. */
function sum(people: readonly RehearsedMember[], seconds: number, say: Rehearsal["say"]): boolean {
  const troubles: string[] = [];
  say("");
  say("member  joined in   frames received   sound received");
  for (const { place, media, replaced } of people) {
    const all = [...media.received.values()];
    const frames = all.reduce((total, each) => total + each.frames, 0);
    const soundS = all.reduce((total, each) => total + each.soundMs, 0) / 1_000;
    say(
      `${place.name.padEnd(7)} ${`${Math.round(media.joinedAfter ?? 0)} ms`.padStart(9)} ${String(frames).padStart(17)} ${`${soundS.toFixed(1)} s`.padStart(16)}${replaced ? "   until you took over" : ""}`,
    );
    if (replaced) continue;
    for (const other of people) {
      if (other.place.id === place.id || other.replaced) continue;
      const got = media.received.get(other.place.id);
      if (!got?.frames) troubles.push(`${place.name} has not seen ${other.place.name}.`);
      if (!got?.soundMs) troubles.push(`${place.name} has not heard ${other.place.name}.`);
    }
  }
  const late = people.flatMap(({ lateness }) => lateness).toSorted((a, b) => a - b);
  const at = (share: number) =>
    `${Math.max(0, late[Math.floor((late.length - 1) * share)] ?? 0).toFixed(0)} ms`;
  say(`${late.length} deadlines seen by members: ${at(0.5)} late in the middle, ${at(1)} at most.`);
  const view = people.find(({ replaced }) => !replaced)?.view;
  const startsAt = view?.plan.segments[0]?.startsAt ?? 0;
  const length = ((view?.ended?.at ?? 0) - startsAt) / 1_000;
  say(`The hour ended after ${length.toFixed(3)} s.`);
  if (length !== seconds) troubles.push(`The hour was to end after ${seconds} s.`);
  for (const trouble of troubles) say(trouble);
  return troubles.length === 0;
}
