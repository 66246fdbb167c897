import { currentSegment, reject, withSay } from "@hotseat/shared";
import type { CallMatter, CallMessage, MemberId, Refusal, Session } from "@hotseat/shared";
import { answersTo, groupRefusals, nextChoiceOf } from "@hotseat/shared/group";
import type { Founded } from "@hotseat/shared/group";
import type { Clock } from "../clock/clock.ts";
import type { Groups } from "../groups/groups.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Announcements } from "../store/announcements.ts";
import type { SessionStore } from "../store/session-store.ts";
import { refuse } from "../talk/refusals.ts";
import { InTurn } from "../work/in-turn.ts";

type Parts = {
  groups: Groups;
  sessions: Sessions;
  sessionStore: SessionStore;
  announcements: Announcements;
  clock: Clock;
  report: (error: unknown) => void;
};

type Hear = (message: CallMessage) => void;

type Listener = {
  /** What it was told last; null before the first time. */
  told: string | null;
  readonly hear: Hear;
};

/** What the streams of a call of a group are told beside the hour: who comes, and the next date. */
export class CallStreams {
  readonly #parts: Parts;
  readonly #listeners = new Map<string, Set<Listener>>();
  /** One thing after the other, so that nothing old comes last. */
  readonly #telling = new InTurn();
  /** Who had a say when it was looked at last, by session. */
  readonly #present = new Map<string, string>();

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.groups.onChange((_, group) => {
      const last = group.open?.session ?? group.past.at(-1)?.session;
      if (last) this.#tell(last);
    });
    parts.announcements.onHeard((heard) => {
      if (heard.type === "group-changed") this.#tell(heard.session);
      if (heard.type === "fetch-anew") this.#say(heard.session, heard.what);
    });
    parts.announcements.onGap(() => {
      for (const session of this.#listeners.keys()) this.#tell(session);
    });
    parts.sessions.onChange((id, session) => {
      if (!this.#listeners.has(id)) return;
      this.#telling.do(() => this.#review(id, session), id).catch(parts.report);
    });
  }

  /** Returns when nothing is being told. */
  async stop(): Promise<void> {
    await this.#telling.idle();
  }

  /** Tells `hear` what there is and every change of it, until stopped; nothing in a session of no group. */
  listen(session: string, hear: Hear): () => void {
    const listener = { told: null, hear };
    const listeners = this.#listeners.get(session) ?? new Set();
    this.#listeners.set(session, listeners.add(listener));
    this.#tell(session);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#listeners.get(session) !== listeners) return;
      this.#listeners.delete(session);
      this.#present.delete(session);
    };
  }

  /** Says that something was changed that is fetched by request, on every server. */
  async fetchAnew(session: string, what: CallMatter): Promise<void> {
    this.#say(session, what);
    await this.#parts.sessionStore.announce({ type: "fetch-anew", session, what });
  }

  /** "I can then", by a member who is in the call; null when it has happened. */
  async support(
    { session: id, member }: { session: string; member: MemberId },
    entered: boolean,
    to: number,
  ): Promise<Refusal | null> {
    const { groups, sessions, sessionStore } = this.#parts;
    const group = await sessionStore.groupOf(id);
    if (group === null) return refuseGroup("no-such-group");
    const session = await sessions.read(id);
    if (!session || session.status === "none") return reject("no-such-session");
    if (session.status === "ended") return reject("session-over");
    if (!entered) return refuse("not-in-call");
    if (!isChoosing(session)) return refuse("not-yet");
    const wish = { type: "support-next", to, present: withSay(session) } as const;
    const outcome = await groups.command(group, wish, member);
    if (!outcome.ok) return refuseGroup(outcome.refusal);
    await this.#tell(id);
    return null;
  }

  /** Whoever has gone is not waited for: the others may all have agreed. */
  async #review(id: string, session: Session): Promise<void> {
    if (session.status !== "running" || !isChoosing(session)) return;
    const present = withSay(session);
    if (this.#present.get(id) === present.join()) return;
    this.#present.set(id, present.join());
    const { groups, sessionStore } = this.#parts;
    const group = await sessionStore.groupOf(id);
    if (group !== null) await groups.command(group, { type: "review-next", present }, "clock");
  }

  #say(session: string, what: CallMatter): void {
    for (const { hear } of this.#listeners.get(session) ?? []) hear({ type: "fetch-anew", what });
  }

  /** Tells every listener of a session what it has not been told. Never rejects. */
  #tell(session: string): Promise<void> {
    if (!this.#listeners.has(session)) return Promise.resolve();
    return this.#telling.do(() => this.#tellNow(session), session).catch(this.#parts.report);
  }

  async #tellNow(session: string): Promise<void> {
    const { groups, sessionStore, clock } = this.#parts;
    const id = await sessionStore.groupOf(session);
    const group = id === null ? null : await groups.read(id);
    if (id === null || !group || group.status === "none") return;
    const message = messageOf(id, group, session, clock.now());
    const text = JSON.stringify(message);
    for (const listener of this.#listeners.get(session) ?? []) {
      if (listener.told === text) continue;
      listener.told = text;
      listener.hear(message);
    }
  }
}

function messageOf(id: string, group: Founded, session: string, now: number): CallMessage {
  const { open } = group;
  const answers = open?.session === session ? [...answersTo(group, open.call)] : [];
  return {
    type: "group",
    group: id,
    answers: answers.map(([member, answer]) => ({ member, answer })),
    next: nextChoiceOf(group, now),
  };
}

/** From its own part of the hour on, the next call is to be set. */
function isChoosing(session: Session): boolean {
  if (session.status !== "running") return false;
  const block = currentSegment(session)?.block;
  return block === "next-call" || block === "goodbye";
}

function refuseGroup(code: keyof typeof groupRefusals): Refusal {
  return { code, message: groupRefusals[code] };
}
