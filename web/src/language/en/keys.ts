import type { KeyAction } from "../../keys/catalogue.ts";

/** The keys of the call, as they are explained and as they are heard. */
export const keys = {
  title: "Keys",
  open: "Keys",
  does: {
    microphone: "Turn the microphone on or off",
    camera: "Turn the camera on or off",
    talk: "Speak for as long as it is held",
    share: "Share the screen, or stop",
    hand: "Raise or lower your hand",
    panel: "Open or close the chat",
    time: "Hear how much time is left",
    pin: "Pin somebody for yourself, or unpin them",
    unpin: "Unpin",
    help: "Show these keys",
  } as Readonly<Record<KeyAction, string>>,
  closes: "Close what is open",
  escape: "Esc",
  space: "Space",
  single: "Keys without Ctrl",
  singleHint: "Turn them off if you hit them by accident or speak to your computer",
  timeLeft: (part: string, left: string, hour: string) =>
    `${part}: ${left} left. Hour: ${hour} left.`,
  timeStill: (part: string, left: string, hour: string) =>
    `${part}: paused with ${left} left. Hour: ${hour} left.`,
  timeOver: (part: string, over: string, hour: string) =>
    `${part}: over its time by ${over}. Hour: ${hour} left.`,
  notStarted: (hour: string) => `The hour has not started. It lasts ${hour}.`,
};
