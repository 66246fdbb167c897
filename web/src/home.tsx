import { fourSeats } from "@hotseat/shared";
import { useWords } from "./language/language.ts";
import { demoPlan } from "./operator/draft.ts";
import { minutesOf } from "./clock/format.ts";
import { Middle } from "./ring/hour-left.tsx";
import { Page } from "./parts/page.tsx";
import { Ring } from "./ring/ring.tsx";
import { KnownGroups } from "./group/known-groups.tsx";
import style from "./home.module.css";

const { plan, members } = demoPlan(fourSeats);

/** The front page: what this is, and that a personal link is the way in. */
export function Home() {
  const words = useWords();
  return (
    <Page>
      <div className={style.home}>
        <div className={style.words}>
          <KnownGroups />
          <h1>{words.home.title}</h1>
          <p className={style.what}>{words.home.what}</p>
          <p className={style.enter}>{words.home.enter}</p>
          <p className={style.how}>{words.home.how}</p>
        </div>
        <div className={style.ring}>
          <Ring plan={plan} members={members}>
            <Middle label="">{minutesOf(plan.endsAt)}</Middle>
          </Ring>
        </div>
      </div>
    </Page>
  );
}
