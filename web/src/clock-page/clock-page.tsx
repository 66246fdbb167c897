import { useEffect } from "react";
import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { keepAwake } from "../clock/wake-lock.ts";
import { PartTime } from "../call/part-time.tsx";
import { useWords } from "../language/language.ts";
import { SeatOrder } from "../parts/seat-order.tsx";
import { HourLeft, Middle } from "../ring/hour-left.tsx";
import { Ring, RunningRing } from "../ring/ring.tsx";
import { useCarriedOn } from "../session/now.ts";
import { selfIn } from "../session/people.ts";
import style from "./clock-page.module.css";

/**
 * The hour without sound and picture: for a second device, or while there is no media. It follows
 * and does nothing else, so it takes nobody's place and nobody counts it as somebody.
 */
export function ClockPage(props: { readonly view: SessionView }) {
  const words = useWords();
  const view = useCarriedOn(props.view);
  useEffect(() => keepAwake(), []);
  const still = { ...view, offers: { ...view.offers, reorder: false, swap: [] } };
  return (
    <main className={style.page} data-room="dark" data-testid="clock-page">
      <div className={style.ring}>
        {view.status === "running" ? (
          <RunningRing plan={view.plan} members={view.members} names>
            <HourLeft endsAt={view.plan.endsAt} />
          </RunningRing>
        ) : (
          <Ring plan={view.plan} members={view.members} names>
            <Middle label={words.ring.long}>{minutesOf(view.hour)}</Middle>
          </Ring>
        )}
      </div>
      <section className={style.facts}>
        <PartTime view={view} />
        <SeatOrder view={still} />
        <p className={style.note}>
          {words.media.second.only(selfIn(view)?.name ?? "")}{" "}
          <a href={location.pathname}>{words.media.second.join}</a>
        </p>
      </section>
    </main>
  );
}
