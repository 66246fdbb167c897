export const pages = {
  product: "Hotseat",
  home: {
    title: "Four people.\nOne honest hour.",
    what: "Everyone gets the hot seat for twelve minutes: a question, no advice yet, then advice from each of the others, then one promise. The clock is the same for all and the hour really ends.",
    enter: "Open your personal link to enter.",
    how: "It came from whoever set up your hour. There is no password and no account.",
  },
  missing: {
    title: "Nothing here",
    text: "This address leads nowhere. Open your personal link again, the whole of it.",
  },
  failure: {
    unreachable: "The server cannot be reached. Trying again…",
    busy: "That was too often in a short time. Wait a minute, then reload this page.",
    generic: (code: string) => `That did not work (${code}).`,
    command: "That did not reach the server. The clock goes on by itself; try again.",
    load: "Part of this page did not load. Reload it to go on.",
    reload: "Reload",
  },
  /** By code, where the server's own sentence is not good enough; English needs none. */
  refusals: {} as Readonly<Record<string, string>>,
  link: {
    opening: "Opening your hour…",
    wrongTitle: "This link opens no hour",
    wrong:
      "It may have lost its end on the way, or the server has been set up anew. Open the whole link again, or ask whoever gave it to you.",
    outdatedTitle: "This page is out of date",
    outdated: "The server has moved on. Reload to get the new page.",
  },
  rehearsal: (length: string) => `Rehearsal · ${length}`,
  practice: "Practice",
  close: "Close",
  privacyLink: "Privacy",
  /** Whose name was erased. */
  former: "a former member",
  list: (items: readonly string[]) => listOf(items, "and"),
  left: {
    title: "You left.",
    text: "The others go on and the clock with them. Your place stays yours.",
    rejoin: "Rejoin",
  },
  elsewhere: {
    title: "You opened this call in another tab.",
    text: "One person sits in one place. This tab has let go of camera and microphone.",
    here: "Use it here",
  },
};

/** "Ana, Ben and Cho". */
function listOf(items: readonly string[], and: string): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${and} ${items.at(-1)}`;
}
