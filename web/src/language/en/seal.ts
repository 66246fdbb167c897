export const seal = {
  /** On the badge. */
  sealed: "Sealed",
  pending: "Sealing",
  partly: "Not all sealed",
  without: "No picture or sound",
  unsealed: "Not sealed",
  badge: (state: string) => `${state}: what that means`,
  /** What the badge opens. */
  about: {
    sealed:
      "Picture, sound and what you write are encrypted in your browser and opened only in the browsers of the members. The server passes them on and cannot read them.",
    pending: "Nothing of you is sent before it is encrypted.",
    partly:
      "Somebody's picture and sound are not encrypted with the key of this call. You neither see nor hear them. Everything that you see and hear is sealed.",
    unsealed:
      "Picture, sound and what you write are encrypted on the way, but the server of this session could read them. Whoever set up the session chose that.",
    not: "Never sealed: your names, the agenda, what you promise, and the log of the hour. The server needs them for the clock.",
    trust:
      "Whoever runs the server also gives you this page. Sealing protects against a server that looks on, not against one that gives out another page.",
  },
  /** Why this page has no media. */
  trouble: {
    browser:
      "This session is sealed, and this browser cannot encrypt picture and sound. You have the clock, the order and the chat. A current Chrome, Edge, Firefox or Safari can.",
    crypto:
      "This session is sealed, and browsers encrypt only on https pages, which this one is not. You have the clock and the order.",
    curve:
      "This session is sealed, and this browser is too old to open its key. You have the clock and the order. A current Chrome, Edge, Firefox or Safari opens it.",
    secret:
      "This session is sealed, and this device does not have your whole link any more. Open your personal link again to see and hear the others.",
    key: "This session is sealed, and its key does not open with your link. You have the clock and the order. Ask the facilitator for a new link.",
    roster:
      "This session is sealed, but the key is for others than the members that the server names. Nothing is sent or played. Tell the others in another way.",
    downgrade:
      "Your link says that this session is sealed, and the server says that it is not. Nothing is sent or played. Tell the others in another way.",
    older:
      "The server gives an older key of this session than this device has had. Nothing is sent or played. Tell the others in another way.",
  },
  barred: {
    "other-key": "Different key: not played",
    unsealed: "Not sealed: not played",
  },
  /** On the operator's form. */
  form: {
    legend: "Privacy",
    label: "Sealed",
    hint: "Picture, sound and chat are encrypted from browser to browser. Unsealed, this server could see and hear everything.",
    cannot:
      "Browsers encrypt only on https pages, and this one is not: the session will not be sealed, and this server could see and hear everything.",
    old: "This browser is too old to seal a session. Use a current Chrome, Edge, Firefox or Safari, or leave the session unsealed.",
  },
  /** A new link for a member. */
  link: {
    item: "New link…",
    hint: "For who lost theirs, or gave it away",
    title: "A new link for a member",
    who: "Who gets a new link?",
    what: (name: string) =>
      `The link that ${name} has now stops working at once, on every device, and closes what it opened.`,
    key: "The call gets a new key. The others go over to it by themselves.",
    make: (name: string) => `Make a new link for ${name}`,
    making: "Making the link…",
    done: (name: string) => `This is the new link of ${name}. It is shown only now.`,
    field: (name: string) => `New link of ${name}`,
    copy: "Copy the link",
    copied: "Copied",
    again: "Try again",
    shut: "This page does not have the key of the session, so it cannot give anybody a new one.",
  },
};
