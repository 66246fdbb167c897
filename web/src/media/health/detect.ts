import type { Millis } from "@hotseat/shared";

/* What is wrong, told from levels and counters alone. Time is an argument. */

/** Effective value of speech into a microphone, softly spoken (-34 dB); breath and keys are below. */
const SPEECH = 0.02;
/** Within this time speech is louder than that for about half of it, pauses of breath included. */
const TALK_WINDOW: Millis = 2_000;
const TALK_SHARE = 0.45;

/** Whether somebody talks on, and does not just cough. */
export class Talk {
  #looks: readonly { readonly at: Millis; readonly loud: boolean }[] = [];

  /** @param effective root of the mean square of some samples, 0 to 1 */
  hear(effective: number, at: Millis): boolean {
    const recent = this.#looks.filter((look) => at - look.at < TALK_WINDOW);
    this.#looks = [...recent, { at, loud: effective > SPEECH }];
    const long = at - (this.#looks[0]?.at ?? at) > TALK_WINDOW * 0.8;
    const loud = this.#looks.filter((look) => look.loud).length;
    return long && loud / this.#looks.length > TALK_SHARE;
  }
}

/** Longer than anybody needs to say a first word, and shorter than the others need to ask. */
const SILENT_AFTER: Millis = 20_000;

/** Below this peak (-120 dB) there is nothing: the least that 16 bits can say is thirty times as much. */
const NOTHING = 0.000_001;

/**
 * A sound of one's own has a higher peak than this (-54 dB). While others are heard, an echo canceller
 * fills in noise, also where a microphone gives nothing: in Chromium 156 with peaks up to 0.0004, and
 * of 0.018 in its first tenth of a second.
 */
const SOUND = 0.002;

/** So many looks, a tenth of a second apart, are more than that beginning. */
const SOUNDS = 5;

/** So many in this time are more than a machine that stumbles, and few beside the pauses of speech. */
const NOTHINGS = 10;
const NOTHINGS_WITHIN: Millis = 8_000;

/**
 * Whether a microphone has given nothing at all since it was opened. Levels do not tell: the noise that
 * an echo canceller fills in is as loud as a quiet room. But once it has learned its echo (that took
 * 12 s) it fills in nothing while the others pause, and a microphone that works always gives something.
 * Once it has given a sound, silence says nothing: some give plain zeros whenever nobody talks.
 */
export class Silence {
  #opened: Millis | null = null;
  #sounds = 0;
  #nothings: readonly Millis[] = [];
  #silent = false;

  /** Whether the microphone has been heard. */
  get isOver(): boolean {
    return this.#sounds >= SOUNDS;
  }

  /** @param peak of what was heard at one look, 0 to 1; ten looks a second are expected */
  hear(peak: number, at: Millis): boolean {
    this.#opened ??= at;
    if (peak > SOUND) this.#sounds += 1;
    if (peak < NOTHING) this.#nothings = [...this.#nothings, at].slice(-NOTHINGS);
    const first = this.#nothings.at(-NOTHINGS) ?? -Infinity;
    this.#silent ||= at - this.#opened >= SILENT_AFTER && at - first <= NOTHINGS_WITHIN;
    return this.#silent && !this.isOver;
  }
}

/** Even a silent microphone sends a packet every 400 ms. */
const DEAF_AFTER: Millis = 8_000;

/** Whether nothing comes of anybody although somebody sends. */
export class Deafness {
  #bytes: ReadonlyMap<string, number> = new Map();
  #since: Millis | null = null;
  #hears = false;

  /** Whether something came of somebody between the last two looks. */
  get hears(): boolean {
    return this.#hears;
  }

  /** @param flows bytes received so far of everybody whose microphone is open; null without a track */
  hear(flows: ReadonlyMap<string, number | null>, at: Millis): boolean {
    const grows = [...flows].some(([id, bytes]) => (bytes ?? 0) > (this.#bytes.get(id) ?? 0));
    this.#bytes = new Map([...flows].map(([id, bytes]) => [id, bytes ?? 0]));
    this.#hears = grows;
    if (grows || flows.size === 0) {
      this.#since = null;
      return false;
    }
    this.#since ??= at;
    return at - this.#since >= DEAF_AFTER;
  }
}

/** A decoder that has lost its place asks for a whole picture at once and gets it within a second. */
const UNREAD_AFTER: Millis = 6_000;

/**
 * Of one track so far: bytes that came in, what was asked of its decoder, and the pictures or samples
 * that came out of it. A page that may not play sound yet asks for none.
 */
export type Intake = { readonly bytes: number; readonly asked: number; readonly decoded: number };

/**
 * Whether something of a track comes in and nothing comes out of it. That stays so when nothing
 * comes in any more, until something comes out.
 */
export class Unreadable {
  #last: Intake | null = null;
  #since: Millis | null = null;
  #found = false;

  hear(now: Intake, at: Millis): boolean {
    const before = this.#last;
    this.#last = now;
    if (!before || now.decoded !== before.decoded) {
      this.#since = null;
      this.#found = false;
    } else if (now.bytes > before.bytes && now.asked > before.asked) {
      this.#since ??= at;
      this.#found ||= at - this.#since >= UNREAD_AFTER;
    } else if (!this.#found) this.#since = null;
    return this.#found;
  }
}
