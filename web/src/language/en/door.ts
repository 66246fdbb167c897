export const door = {
  door: {
    hello: (name: string) => `${name}, the table is set.`,
    waiting: (chair: string) => `${chair} starts the hour.`,
    waitingAway: (chair: string) =>
      `${chair} starts the hour and is not here yet. Anybody who is in can take the chair and start it.`,
    byItself: "The hour opens itself:",
    opensIn: "in",
    waitingFacilitator: "You facilitate: you start the hour once you are in.",
    waitingChair: "You have the chair: you start the hour once you are in.",
    lateIn: (minutes: number, part: string) =>
      minutes < 1
        ? `The hour has just begun: ${part}.`
        : `${minutes} ${minutes === 1 ? "minute" : "minutes"} in: ${part}.`,
    nobody: "Nobody is here yet. You are the first.",
    order: "The hour",
    preview: "Your picture, as in a mirror",
    camera: "Camera",
    microphone: "Microphone",
    speaker: "Speaker",
    systemDefault: "Chosen by the system",
    device: (kind: string, index: number) => `${kind} ${index}`,
    level: "Microphone level",
    dataSaver: "Data saver",
    dataSaverHint: "Sends a small picture. For slow or costly networks.",
    join: "Join",
    joining: "Joining…",
    without: "You can join all the same: you hear and see the others.",
    asking: "The browser is asking whether this page may use camera and microphone.",
    opening: "Starting the camera…",
    cameraOff: "Your camera is off.",
    silent:
      "Nothing is heard from this microphone. Say something; if the bar stays still, choose another one or look for a switch on it.",
    blurred: "Your room is blurred for the others. Only this mirror shows it as it is.",
    instead: (chosen: string, device: string) =>
      `The ${chosen} you chose last time is not connected. This one is used: ${device}.`,
    speakerGone: "The speaker you chose last time is not connected. The system's own is used.",
    speakerChoose: "Choose a speaker",
    speakerOther: "Another speaker",
    speakerKept: "No other speaker was chosen. It stays as it was.",
    speakerTest: "Test the speaker",
    speakerPlaying: "Playing…",
    speakerFailed: "The sound could not be played. Choose another speaker.",
    again: "Try again",
    key: (name: string, key: string) => `${name} (${key})`,
  },
  /** Which devices a sentence is about. */
  devices: {
    camera: "the camera",
    microphone: "the microphone",
    both: "the camera and the microphone",
  },
  /** Why something did not start, at the door, where there is room for what to do about it. */
  cause: {
    denied: (what: string) => `The browser does not let this page use ${what}.`,
    dismissed: (what: string) =>
      `The browser's question about ${what} was closed without an answer.`,
    system: (what: string) => `The system of this device keeps ${what} from the browser.`,
    missing: (what: string) => `The browser does not find ${what}.`,
    busy: (what: string) => `Another program is using ${what}.`,
    insecure: (what: string) => `Browsers keep ${what} from pages without https, such as this one.`,
    other: (what: string) => `The browser could not start ${what}.`,
  },
  /** What to do about it, in this browser or on this system. */
  remedy: {
    denied: {
      chromium: "Select the sign left of the address and allow it there. It comes on by itself.",
      firefox: "Select the crossed-out sign next to the address, lift the block, then try again.",
      safari: "In the Safari menu, open the settings for this website, allow it, then try again.",
      ios: "Open the page menu in the address bar, then the website settings, allow it, and try again.",
      other: "Allow it in the browser's settings for this page, then try again.",
    },
    dismissed: "Try again, and allow it when the browser asks.",
    system: {
      mac: "Allow your browser in System Settings, Privacy & Security, and start the browser again.",
      windows: "Allow it for desktop apps in Settings, Privacy & security.",
      ios: "Allow it for your browser in the Settings app.",
      android: "Allow it for your browser in the system settings, under Apps, Permissions.",
      other: "Allow it for your browser in the system's privacy settings.",
    },
    missing: "Plug one in. It comes on by itself.",
    busy: "Close that program or the other tab, then try again.",
    insecure: "Ask whoever runs this server for its https address.",
    other: "Try again, or choose another one.",
  },
  /** Before entering: late, or not at all. */
  apologies: {
    label: "Late or not coming",
    late: "I'm late by",
    minutes: (count: number) => `${count} minutes`,
    say: "Say so",
    notComing: "I can't come",
    saidLate: (delay: string) => `You have said that you will be ${delay} late. Your seat is kept.`,
    saidNotComing:
      "You have said that you will not come, and the hour is planned without you. If you join all the same, that is undone before the start; after it you listen and have no turns.",
  },
  /** Where somebody is, in a word or two. */
  presence: {
    late: (delay: string) => `${delay} late`,
    announced: (delay: string) => `says ${delay} late`,
    away: "Not here",
    lost: "Reconnecting",
    held: (left: string) => `Reconnecting, held for ${left}`,
    gone: "Gone",
    excused: "Will not come",
  },
  connectionTest: {
    open: "Test the connection",
    title: "Connection test",
    running: "This takes about a quarter of a minute. Nobody sees or hears anything of it.",
    again: "Test again",
    steps: {
      server: "The server answers",
      signalling: "Signalling gets through (WebSocket)",
      media: "Pictures and sound find a way (WebRTC)",
      sending: "A picture and a sound arrive",
      fallback: "TCP would do where UDP is blocked",
      relay: "A relay can be used (TURN)",
      resuming: "A lost connection comes back",
    },
    states: {
      waiting: "",
      running: "trying",
      passed: "yes",
      failed: "no",
      skipped: "not tried",
    },
    roundTrip: (ms: number) => `There and back in ${ms} ms.`,
    noFallback:
      "TCP does not get through. If UDP is ever blocked, pictures and sound stop; the clock goes on.",
    noResuming:
      "A lost connection was not taken up again in time. After an interruption, joining anew helps.",
    byItself:
      "You can join all the same: the clock and the order work, and pictures and sound come by themselves.",
    findings: {
      unreachable: {
        title: "The server cannot be reached.",
        text: "Not even a page gets through.",
        advice: "Look whether this device is online. If it is, the server is down.",
      },
      "media-down": {
        title: "The media server is down.",
        text: "The server answers, but the part of it that carries pictures and sound does not.",
        advice: "Tell whoever runs the server. Your network is not the cause.",
      },
      refused: { title: "The test could not begin." },
      "no-websocket": {
        title: "The signalling WebSocket is blocked.",
        text: "Pages get through and WebSockets do not.",
        advice:
          "A proxy, a firewall or an extension of the browser holds them back: turn it off, or use another network, such as your phone's.",
      },
      misrouted: {
        title: "The signalling WebSocket is blocked.",
        text: (status: number) =>
          `Something on the way answers ${status} in place of the media server.`,
        nothing: "Something on the way swallows what is meant for the media server.",
        advice:
          "Tell whoever runs the server: the proxy in front must pass /rtc on, WebSockets included.",
      },
      "no-media": {
        title: "Pictures and sound cannot get through.",
        text: "Neither by UDP nor by TCP does anything reach the media server.",
        advice:
          "Turn off a VPN, or use another network, such as your phone's. Whoever runs the server finds the ports that must be open in its guide.",
      },
      "no-sending": {
        title: "Your picture and sound do not arrive.",
        text: "The connection opens, but what is sent is lost.",
        advice: "Turn off a VPN, or use another network, such as your phone's.",
      },
      udp: {
        title: "Everything gets through.",
        text: "Pictures and sound go by UDP, the fastest way.",
        advice: "",
      },
      tcp: {
        title: "It works, but slower than it could.",
        text: "Pictures and sound cannot get through by UDP; they go by TCP instead, which is slower.",
        advice:
          "If they stutter, use another network, such as your phone's, or ask whoever runs this one to let UDP through.",
      },
      relay: {
        title: "It works, by a detour.",
        text: "Pictures and sound cannot get through directly; they go through a relay (TURN), which is slower.",
        advice: "If they stutter, use another network, such as your phone's.",
      },
    },
  },
  trouble: {
    camera: {
      denied: "The browser does not let this page use the camera. Allow it in the address bar.",
      missing: "No camera was found.",
      dismissed: "The browser's question was not answered. Turn the camera on again and allow it.",
      system: "The system keeps the camera from the browser. Allow it in its privacy settings.",
      busy: "Another program is using the camera. Close it, then turn the camera on again.",
      insecure: "Browsers give the camera to https pages only, and this one is not.",
      other: "The camera did not start.",
    },
    microphone: {
      denied: "The browser does not let this page use the microphone. Allow it in the address bar.",
      missing: "No microphone was found.",
      dismissed:
        "The browser's question was not answered. Turn the microphone on again and allow it.",
      system: "The system keeps the microphone from the browser. Allow it in its privacy settings.",
      busy: "Another program is using the microphone. Close it, then turn it on again.",
      insecure: "Browsers give the microphone to https pages only, and this one is not.",
      other: "The microphone did not start.",
    },
    /** Another device was chosen and could not be opened. */
    kept: {
      camera: "That camera could not be opened. The one before is used again.",
      microphone: "That microphone could not be opened. The one before is used again.",
    },
    share: "The screen could not be shared.",
    shareSystem:
      "The system keeps the screen from the browser. Allow it in its privacy settings, under screen recording, and start the browser again.",
  },
};
