/** What the call says about pictures, sound and the devices behind them. */
export const media = {
  hotSeat: "Hot seat",
  pin: (name: string) => `Pin ${name} for yourself`,
  unpin: (name: string) => `Unpin ${name}`,
  /** What only whoever has the floor sees. */
  cue: (left: string) => `${left} left for you`,
  tones: "Soft tones",
  tonesHint: "For your seat and the end of the hour",
  blur: {
    label: "Blur my room",
    hint: "Worked out on this device",
    failed: "Blur does not work here. Your camera is as it was.",
  },
  /** The own sharing has ended because of somebody else's. */
  shareTaken: (name: string) => `${name} shares a screen now. Yours is no longer shared.`,
  float: "Small window above the others",
  /** The clock on another device. */
  second: {
    title: "Follow on a second device",
    hint: "The clock alone; it takes nobody's place",
    how: "Open your personal link on the other device and choose “Only the clock” at the door.",
    known: "Where your link has been opened before, this address is enough:",
    copy: "Copy the address",
    copied: "Copied",
    door: "Only the clock",
    only: (name: string) => `${name}, this page follows the clock only.`,
    join: "Go to the door",
  },
  /** Who was heard in a seat: voice activity, on this screen only. */
  voices: {
    one: (name: string, length: string) => `${name}\u00a0${length}`,
    seat: (holder: string, spoken: string) => `In ${holder}'s seat: ${spoken}`,
    title: "Who was heard",
    note: "By voice activity, as this page heard it. It is kept nowhere.",
  },
  /** On the tile of somebody of whom something comes in and does not open. */
  unread: {
    picture: "Picture cannot be read here",
    sound: "Sound cannot be read here",
    both: "Cannot be read here",
  },
  /** What is wrong with one's own sound or picture, and the word on the button that mends it. */
  health: {
    talking: "You are talking while muted.",
    silent: "Your microphone gives no sound.",
    deaf: "You receive nobody's sound.",
    frozen: "Your microphone has been taken away.",
    blurring: "Your camera is sent once its blur is ready.",
    unblurred: "Blur does not work here, so your camera is not sent.",
    gone: {
      camera: "Your camera was unplugged.",
      microphone: "Your microphone was unplugged.",
    },
    replaced: {
      camera: (now: string) => `Your camera was unplugged. Using ${now} now.`,
      microphone: (now: string) => `Your microphone was unplugged. Using ${now} now.`,
    },
    mend: {
      talking: "Unmute",
      silent: "Reopen it",
      deaf: "Fix it",
      frozen: "Tap to restore it",
      blurring: "Send it unblurred",
      unblurred: "Send it unblurred",
      gone: "Try again",
      replaced: "Fine",
    },
    later: "Not now",
  },
};
