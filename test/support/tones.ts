declare global {
  /** The pitches of the tones that the page has made, in Hz, in order. */
  var tones: number[];
}

/** Runs in the page before its own code: notes the pitch of every tone that it makes. */
export function installTones(): void {
  const Native = globalThis.OscillatorNode;
  globalThis.tones = [];
  globalThis.OscillatorNode = class extends Native {
    constructor(context: BaseAudioContext, options?: OscillatorOptions) {
      super(context, options);
      globalThis.tones.push(options?.frequency ?? 0);
    }
  };
}
