import {
  ArrowLeftRight,
  Armchair,
  FastForward,
  Gift,
  Timer,
  Pause,
  TimerOff,
  TimerReset,
  UserPlus,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { CommandRequest, SessionView } from "@hotseat/shared";
import { scaled } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import type { InsideWords } from "../language/inside.ts";
import { hasChair, nameOf } from "../session/people.ts";

/** Something that a member can do now besides the primary action: at once, or after a choice. */
export type Act = {
  readonly id: string;
  readonly icon: LucideIcon;
  /** In full. */
  readonly label: string;
  /** In one short word. */
  readonly caption: string;
  readonly choices: readonly Choice[];
};

type Choice = {
  readonly testId: string;
  readonly label: string;
  /** What follows from it, said before it is chosen. */
  readonly hint?: string;
  /** Cannot be chosen; `hint` says why. */
  readonly inert?: boolean;
  readonly request: CommandRequest;
};

/**
 * What a view offers, the most urgent first. What the rules would refuse is not in here, or inert.
 */
export function actsOf(view: SessionView, words: InsideWords): Act[] {
  const { offers } = view;
  const { act } = words;
  const acts: (Act | null)[] = [
    // Whoever was named for the chair takes it back by one tap (5.5).
    offers.takeChair && view.you.role === "facilitator"
      ? direct("take-chair", Armchair, act.takeBack, { type: "take-chair" }, "take-chair")
      : null,
    offers.askSeat ? direct("ask-seat", UserPlus, act.askSeat, { type: "ask-seat" }) : null,
    offers.autoAdvance
      ? direct("hold", view.automatic ? TimerOff : Timer, view.automatic ? act.hold : act.release, {
          type: "set-auto-advance",
          on: !view.automatic,
        })
      : null,
    extendAct(view, words),
    offers.pause === null
      ? null
      : direct("pause", Pause, pauseWords(view, words), { type: "pause", segment: offers.pause }),
    offers.skip === null
      ? null
      : direct("skip", FastForward, act.skip, { type: "skip", segment: offers.skip }),
    yieldAct(view, words),
    handChairAct(view, words),
  ];
  return acts.filter((each) => each !== null);
}

/** Whether it is one thing to do, and needs no heading over its choices. */
export function isSingle({ label, choices }: Act): boolean {
  return choices.length === 1 && choices[0]?.label === label;
}

/**
 * Whether one tap does it. What takes seconds, or asks for some, says from whom before it is done
 * (L4), and a finger sees no tooltip: it opens a menu, even if only of one item.
 */
export function isDirect(act: Act): boolean {
  return isSingle(act) && act.choices[0]?.hint === undefined;
}

type Named = { readonly label: string; readonly caption: string; readonly hint?: string };

function direct(
  id: string,
  icon: LucideIcon,
  { label, caption, hint }: Named,
  request: CommandRequest,
  testId = `offer-${id}`,
): Act {
  const choice =
    hint === undefined
      ? { testId, label, request }
      : { testId: `${testId}-now`, label, request, hint };
  return { id, icon, label, caption, choices: [choice] };
}

function pauseWords(view: SessionView, { act }: InsideWords): Named {
  const most = Math.min(scaled(60, view.hour), view.reserve);
  return { ...act.pause, hint: act.pauseHint(minutesOf(most)) };
}

/** The price stands on the button before it is asked for (7.6). */
function extendAct(view: SessionView, { act }: InsideWords): Act | null {
  const { extend } = view.offers;
  if (!extend) return null;
  const choices = extend.options.map(({ seconds, price, reserveAfter }): Choice => {
    const { segment } = extend;
    return {
      testId: `offer-extend-${seconds}`,
      label: act.extendBy(minutesOf(scaled(seconds, view.hour))),
      hint: act.price[price](minutesOf(reserveAfter)),
      inert: price === "nobody",
      request: { type: "extend", segment, seconds },
    };
  });
  return { id: "extend", icon: TimerReset, ...act.extend, choices };
}

function yieldAct(view: SessionView, { act }: InsideWords): Act | null {
  const given = view.offers.yield;
  if (!given) return null;
  const { segment } = given;
  const choices = given.to.map((to): Choice => {
    const request = { type: "yield", segment, to } as const;
    const testId = `offer-yield-${to}`;
    if (to === "reserve") return { testId, ...act.yieldToReserve, request };
    if (to === "questions") return { testId, ...act.yieldToTalk, request };
    const name = nameOf(view, to);
    return { testId, label: act.yieldTo(name), hint: act.hasToAccept(name), request };
  });
  return { id: "yield", icon: Gift, ...act.yield, choices };
}

function handChairAct(view: SessionView, { act }: InsideWords): Act | null {
  const { handChair } = view.offers;
  if (!hasChair(view) || handChair.length === 0) return null;
  const choices = handChair.map((to): Choice => ({
    testId: `offer-hand-chair-${to}`,
    label: nameOf(view, to),
    request: { type: "hand-chair", to },
  }));
  return { id: "hand-chair", icon: Armchair, ...act.handChair, choices };
}

/** The pairs of seats to come that can change places. */
export function swapAct(view: SessionView, { act }: InsideWords): Act | null {
  const { swap } = view.offers;
  if (swap.length === 0) return null;
  const choices = swap.map(({ a, b }): Choice => {
    const both = [a, b].every((id) =>
      view.members.some((member) => member.id === id && member.here),
    );
    return {
      testId: `swap-${a}-${b}`,
      label: act.swapPair(nameOf(view, a), nameOf(view, b)),
      hint: both ? act.bothAgree : act.atOnce,
      request: { type: "swap", a, b },
    };
  });
  return { id: "swap", icon: ArrowLeftRight, ...act.swap, choices };
}
