import { Suspense, lazy } from "react";
import { FULL_HOUR } from "@hotseat/shared";
import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/language.ts";
import type { Words } from "../language/en.ts";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/page.tsx";
import { Middle } from "../ring/hour-left.tsx";
import { loadRecap } from "../recap/load.ts";
import { nameOf } from "../session/people.ts";
import { useCallOfGroup } from "../session/group.ts";
import { loadKeptTalk } from "../talk/load.ts";
import { Ring } from "../ring/ring.tsx";
import { Heard } from "./heard.tsx";
import style from "./ended.module.css";

const Recap = lazy(async () => {
  try {
    return { default: (await loadRecap()).Recap };
  } catch {
    return { default: Unread };
  }
});

/** Of a group's call; without its code the page stays what it is of any hour. */
const After = lazy(() => import("../group/after/after.tsx").catch(() => ({ default: () => null })));

/** Without its code what was written cannot be shown; the page stays what it is. */
const KeptTalk = lazy(async () => {
  try {
    return { default: (await loadKeptTalk()).KeptTalk };
  } catch {
    return { default: () => null };
  }
});

/** Why the hour ended is known without the server; what became of it is not. */
function Unread() {
  const words = useWords();
  return (
    <p role="alert">
      {words.recap.failed} <Button onClick={() => location.reload()}>{words.failure.reload}</Button>
    </p>
  );
}

/** After the hour: why it ended, and what became of it. */
export function Ended({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const inGroup = useCallOfGroup(({ told }) => told !== null);
  const { title, why } = endOf(view, words);
  return (
    <Page>
      <div className={style.ended} data-testid="ended">
        <section className={style.words}>
          <h1>{title}</h1>
          <p className={style.why} data-testid="cause">
            {why}
          </p>
          <p className={style.off}>{words.ended.off}</p>
          <Heard view={view} />
        </section>
        <div className={style.ring}>
          <Ring plan={view.plan} members={view.members} names>
            <Middle label="">{minutesOf(view.hour)}</Middle>
          </Ring>
        </div>
        <div className={style.recap}>
          {inGroup && (
            <Suspense>
              <After view={view} />
            </Suspense>
          )}
          <Suspense>
            <KeptTalk view={view} />
          </Suspense>
          <Suspense fallback={<p>{words.recap.loading}</p>}>
            <Recap />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}

/** What the hour came to, in a title and a reason. */
function endOf(view: SessionView, { ended: words }: Words) {
  const { ended, hour, plan } = view;
  const cause = ended?.cause ?? "hour-over";
  if (cause === "not-held") return { title: words.title[cause], why: words.why[cause] };
  const rehearsal = hour < FULL_HOUR;
  const title = rehearsal ? words.rehearsalTitle : words.title[cause];
  const at = minutesOf((ended?.at ?? 0) - plan.startsAt);
  if (cause === "agreed") return { title, why: words.why.agreed(at) };
  if (cause === "closed") {
    return { title, why: words.why.closed(at, nameOf(view, ended?.by ?? null)) };
  }
  return { title, why: rehearsal ? words.rehearsalWhy(minutesOf(hour)) : words.why[cause] };
}
