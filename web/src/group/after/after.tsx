import type { SessionView } from "@hotseat/shared";
import { useLocale } from "../../language/language.ts";
import { useCallOfGroup } from "../../session/group.ts";
import { useSession } from "../../session/store.ts";
import { Link } from "wouter";
import { groupAddress } from "../address.ts";
import { useTexts } from "../between/use-texts.ts";
import { zoneIn } from "../call/zone.ts";
import { usePromises } from "../promises/store.ts";
import promises from "../promises/promises.module.css";
import { longDayIn, timeIn } from "../times.ts";
import { useWords } from "../words.ts";
import { PulseForm } from "./pulse-form.tsx";
import { Remarks } from "./remarks.tsx";
import style from "./after.module.css";

/** After a call of a group: the next date, what was promised, thanks, and how it was. */
export default function After({ view }: { readonly view: SessionView }) {
  const told = useCallOfGroup((state) => state.told);
  const session = useSession((state) => state.seat?.session);
  if (!told || session === undefined) return null;
  return <Told view={view} session={session} told={told} />;
}

type Props = {
  readonly view: SessionView;
  readonly session: string;
  readonly told: NonNullable<ReturnType<typeof useTold>>;
};

function useTold() {
  return useCallOfGroup((state) => state.told);
}

function Told({ view, session, told }: Props) {
  const words = useWords().group.after;
  const locale = useLocale();
  const anew = useCallOfGroup((state) => state.anew);
  const seat = { group: told.group, member: view.you.id };
  const texts = useTexts(seat, view.sealed, told);
  const { reply } = usePromises(seat, anew.commitments);
  const made =
    reply?.commitments.filter(
      (each) => each.session === session && each.madeAt >= view.plan.startsAt,
    ) ?? [];
  const zone = zoneIn(told.next, view.you.id);
  return (
    <div className={style.after} data-testid="after">
      {told.next && (
        <section aria-labelledby="after-next">
          <h2 id="after-next">{words.next}</h2>
          <p className={style.date} data-testid="after-date">
            {longDayIn(told.next.at, zone, locale)}, {timeIn(told.next.at, zone, locale)}
          </p>
          {told.next.state === "tentative" && <p className={style.quiet}>{words.tentative}</p>}
          <p>
            <Link href={groupAddress(seat)} className={style.home} data-testid="to-group">
              {words.toGroup}
            </Link>
          </p>
        </section>
      )}
      <section aria-labelledby="after-promises">
        <h2 id="after-promises">{words.promises}</h2>
        {made.length === 0 && <p className={style.quiet}>{words.nothing}</p>}
        <ul>
          {made.map(({ id, owner, text, doneWhen, due }) => {
            const member = view.members.find((each) => each.id === owner);
            return (
              <li key={id} data-seat={member?.colour} className={style.promise}>
                <strong>{member?.name}</strong>
                <span>
                  <span className={promises.text}>{text}</span>
                  <span className={promises.when}>
                    {words.doneWhen(doneWhen, longDayIn(due, zone, locale))}
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      </section>
      <PulseForm seat={seat} session={session} />
      <Remarks view={view} seat={seat} session={session} texts={texts} anew={anew.remarks} />
    </div>
  );
}
