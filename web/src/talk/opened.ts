import { useStore } from "zustand";
import { openText } from "../seal/text.ts";
import { sealStore } from "../seal/store.ts";
import { sessionMemory } from "../session/memory.ts";
import { talkStore } from "./heard.ts";

/** What has been written, by number, as people can read it; null where this page has no key. */
const texts = sessionMemory<ReadonlyMap<number, string | null>>(() => new Map());

/** Opens what is written as it comes in, and what could not be opened once there is a key. */
export function followTexts(): () => void {
  const tried = new Set<string>();
  texts.setState(new Map(), true);
  const openAll = () => {
    for (const { number, text } of talkStore.getState().messages) {
      if (tried.has(text + number)) continue;
      tried.add(text + number);
      void openText(text).then((opened) => put(number, opened));
    }
  };
  const put = (number: number, opened: string | null) => {
    texts.setState(new Map(texts.getState()).set(number, opened), true);
  };
  const forget = [
    talkStore.subscribe(openAll),
    sealStore.subscribe(({ seal }, before) => {
      if (seal === before.seal) return;
      for (const { number, text } of talkStore.getState().messages) {
        if (texts.getState().get(number) === null) tried.delete(text + number);
      }
      openAll();
    }),
  ];
  openAll();
  return () => {
    for (const each of forget) each();
  };
}

/** Undefined while a message is being opened. */
export function useText(number: number): string | null | undefined {
  return useStore(texts, (all) => all.get(number));
}
