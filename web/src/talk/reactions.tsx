import { createElement } from "react";
import type { ReactElement } from "react";
import { Brain, Heart, Laugh, PartyPopper, ThumbsUp, createLucideIcon } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { Reaction } from "@hotseat/shared";

/** Two hands that meet, and the sound of it; lucide has none. */
const Clap = createLucideIcon("clap", [
  ["path", { d: "M8 3 7.2 1.2", key: "ray-1" }],
  ["path", { d: "M4.4 5 2.8 4", key: "ray-2" }],
  ["path", { d: "M12 2.6V1", key: "ray-3" }],
  ["path", { d: "m9.2 12.2-3.3-3.3a1.4 1.4 0 0 1 2-2l4.6 4.6", key: "finger-1" }],
  ["path", { d: "M9.6 8.6 8.4 7.4a1.4 1.4 0 0 1 2-2l4.9 4.9", key: "finger-2" }],
  [
    "path",
    {
      d: "m12.6 7.6-.9-.9a1.4 1.4 0 0 1 2-2l4 4V6.4a1.5 1.5 0 0 1 3 0v6.4a8.2 8.2 0 0 1-2.4 5.8l-.6.6a7 7 0 0 1-9.9 0l-4-4a1.4 1.4 0 0 1 2-2l1.2 1.2",
      key: "palm",
    },
  ],
]);

/** Drawn and not emoji, so that they look the same and are there on every machine. */
const icons: Readonly<Record<Reaction, LucideIcon>> = {
  clap: Clap,
  heart: Heart,
  laugh: Laugh,
  "thumbs-up": ThumbsUp,
  thinking: Brain,
  party: PartyPopper,
};

/** As large as where it stands says. */
export function iconOf(reaction: Reaction): ReactElement {
  return createElement(icons[reaction], { "aria-hidden": true });
}
