import { Suspense, lazy, useEffect } from "react";
import { loadedCall } from "../call/load.ts";
import { Door } from "../door/door.tsx";
import { Elsewhere } from "../ended/elsewhere.tsx";
import { Ended } from "../ended/ended.tsx";
import { Left } from "../ended/left.tsx";
import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { Sentence } from "../parts/page.tsx";
import { showInTab } from "../ring/icon.ts";
import { wantsClockOnly } from "./address.ts";
import type { Seat } from "./address.ts";
import { useArrival } from "./arrival.ts";
import { attend } from "./attendance.ts";
import { openSession } from "./opening.ts";
import { sessionStore, useSession } from "./store.ts";
import type { SessionState } from "./store.ts";

const ClockPage = lazy(async () => ({
  default: (await import("../clock-page/clock-page.tsx")).ClockPage,
}));

/** One member's page: the door, the call, and what comes after it. */
export function SessionPage({ session, member }: Seat) {
  useEffect(() => {
    const stop = [
      openSession({ session, member }),
      attend(),
      showInTab(() => sessionStore.getState().view),
    ];
    // The same link opened again in this tab changes the fragment alone, which loads nothing.
    const again = () => void (location.hash && location.reload());
    addEventListener("hashchange", again);
    return () => {
      removeEventListener("hashchange", again);
      for (const each of stop.toReversed()) each();
    };
  }, [session, member]);
  return <Here />;
}

function Here() {
  const words = useWords();
  const state = useSession((all) => all);
  const { opening, view, stream, place } = state;
  useArrival(shownIn(state));
  if (stream === "outdated") {
    return (
      <Sentence title={words.link.outdatedTitle} text={words.link.outdated}>
        <Button look="act" onClick={() => location.reload()}>
          {words.failure.reload}
        </Button>
      </Sentence>
    );
  }
  if (opening.state === "refused") {
    return <Sentence title={words.failure.busy} text={sentenceOf(opening.refusal, words)} />;
  }
  if (opening.state === "removed" || stream === "removed") {
    const { title, text } = words.moderation.removed;
    return <Sentence title={title} text={text} />;
  }
  if (opening.state === "wrong" || stream === "refused") {
    return <Sentence title={words.link.wrongTitle} text={words.link.wrong} />;
  }
  if (opening.state === "unreachable") return <Sentence title={words.failure.unreachable} />;
  if (!view) return <Sentence title={words.link.opening} />;
  if (view.status === "ended") return <Ended view={view} />;
  if (wantsClockOnly()) {
    return (
      <Suspense>
        <ClockPage view={view} />
      </Suspense>
    );
  }
  switch (place) {
    case "door":
      return <Door view={view} />;
    case "call": {
      const code = loadedCall();
      return code && <code.Call view={view} />;
    }
    case "left":
      return <Left />;
    case "elsewhere":
      return <Elsewhere />;
  }
}

/** Which of the screens below a state leads to; null before there is one. */
function shownIn({ opening, view, stream, place }: SessionState): string | null {
  if (["outdated", "removed", "refused"].includes(stream)) return stream;
  if (opening.state !== "open") return opening.state === "opening" ? null : opening.state;
  if (!view) return null;
  return view.status === "ended" ? "ended" : place;
}
