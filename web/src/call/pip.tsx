import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { SessionView } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { Initials } from "../parts/initials.tsx";
import { HourLeft } from "../ring/hour-left.tsx";
import { RunningRing } from "../ring/ring.tsx";
import { segmentOf, useStage } from "../session/now.ts";
import { partOf } from "../session/part.ts";
import { memberOf } from "../session/people.ts";
import { usePeople } from "./people.ts";
import { usePinned } from "./pin.ts";
import { useSharer } from "./sharer.ts";
import { VideoTrack } from "./track.tsx";
import style from "./pip.module.css";

/** Chromium's Document Picture-in-Picture, which TypeScript does not know yet. */
type Opener = { requestWindow(size: { width: number; height: number }): Promise<Window> };
declare global {
  var documentPictureInPicture: Opener | undefined;
}

const SIZE = { width: 400, height: 225 };

const store = createStore<{ readonly window: Window | null }>(() => ({ window: null }));

/** Whether this browser can keep a small window of the page above all others. */
export function canFloat(): boolean {
  return globalThis.documentPictureInPicture !== undefined;
}

/** Opens the small window. Call it within a click. Nothing happens where the browser refuses. */
export async function float(): Promise<void> {
  try {
    const small = await globalThis.documentPictureInPicture?.requestWindow(SIZE);
    if (!small) return;
    dress(small.document);
    small.addEventListener("pagehide", () => store.setState({ window: null }));
    store.setState({ window: small });
  } catch {
    // Refused, for instance because another page has one; the call itself is still there.
  }
}

/** The looks of this page in another document, whose own is empty. */
function dress(small: Document): void {
  for (const { href, cssRules } of document.styleSheets) {
    const link = small.createElement(href ? "link" : "style");
    if (href) Object.assign(link, { rel: "stylesheet", href });
    else link.textContent = [...cssRules].map(({ cssText }) => cssText).join("\n");
    small.head.append(link);
  }
  small.documentElement.lang = document.documentElement.lang;
  small.documentElement.dir = document.documentElement.dir;
  small.body.dataset["room"] = "dark";
}

/** The small window's content while it is open: who or what has the stage, and the time. */
export function Floating({ view }: { readonly view: SessionView }) {
  const small = useStore(store, (state) => state.window);
  useEffect(() => () => store.getState().window?.close(), []);
  return small && createPortal(<Picture view={view} />, small.document.body);
}

function Picture({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const stage = useStage(view);
  const personOf = usePeople();
  const pinned = usePinned(view.members);
  const sharer = useSharer(view.members, personOf);
  const shown = memberOf(view, pinned ?? sharer ?? stage.holder);
  const segment = segmentOf(view);
  const left = useSecondsUntil(segment?.endsAt ?? null);
  const person = shown && personOf(shown.id);
  const screen = pinned === null ? person?.screen : null;
  const picture = screen ?? person?.camera;
  return (
    <div className={style.pip} data-seat={shown?.colour} data-testid="pip">
      {picture ? (
        <VideoTrack track={picture} className={style.video} data-screen={screen === picture} />
      ) : (
        shown && <Initials name={shown.name} />
      )}
      <div className={style.ring}>
        {view.status === "running" && (
          <RunningRing plan={view.plan} members={view.members}>
            <HourLeft endsAt={view.plan.endsAt} />
          </RunningRing>
        )}
      </div>
      <p className={style.part}>
        <span>{partOf(view, words).name}</span>
        {left !== null && <strong>{minutes(left)}</strong>}
      </p>
    </div>
  );
}
