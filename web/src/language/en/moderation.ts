/** What whoever has the chair can do about somebody, and what that person reads. */
export const moderation = {
  mute: "Mute somebody",
  muteOne: (name: string) => `Mute ${name}`,
  muteHint: "Only they can turn it on again",
  mutedBy: (name: string) =>
    `${name} has turned your microphone off. Only you can turn it on again.`,
  remove: "Remove somebody",
  removeOne: (name: string) => `Remove ${name}`,
  removeHint: "For good; you are asked once more",
  removeTitle: (name: string) => `Remove ${name} from this hour?`,
  removeText: (name: string) =>
    `${name} sees and hears nothing more and cannot come back. What is left of their seat and their turns goes to the others. Everybody sees it, and it is logged.`,
  keep: "Do not remove",
  confirm: (name: string) => `Remove ${name}`,
  removed: {
    title: "You were removed from this hour.",
    text: "Whoever had the chair has removed you, and you cannot come back to it. Camera and microphone are off.",
  },
  removedNote: "removed",
};
