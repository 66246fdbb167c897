import { useCallback, useEffect, useState } from "react";
import type { SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useReached, useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { closePreview, openPreview } from "../media/preview.ts";
import { refreshDevices } from "../media/devices.ts";
import { Button } from "../parts/button.tsx";
import { Opening } from "../parts/opening.tsx";
import { Page } from "../parts/page.tsx";
import { HourLeft, Middle } from "../ring/hour-left.tsx";
import { Ring, RunningRing } from "../ring/ring.tsx";
import { NewLink } from "../seal/new-link.tsx";
import { join, prepare } from "../session/attendance.ts";
import { partOf } from "../session/part.ts";
import { hasChair, memberOf } from "../session/people.ts";
import { sessionStore } from "../session/store.ts";
import { Apologies } from "./apologies.tsx";
import { ClockLink } from "./clock-link.tsx";
import { useDoorKeys } from "./keys.ts";
import { Roll } from "./roll.tsx";
import { SelfView } from "./self-view.tsx";
import { DataSaver, Settings } from "./settings.tsx";
import style from "./door.module.css";

/** Before the call: see yourself, see the hour, join. */
export function Door({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const you = view.members.find(({ id }) => id === view.you.id);
  usePreviewWhileHere();
  useCallAhead(view);
  return (
    <Page>
      <div className={style.door}>
        <header className={style.head} data-seat={you?.colour}>
          <p className={style.marks}>
            {view.rehearsal && (
              <span className={style.rehearsal}>{words.rehearsal(minutesOf(view.hour))}</span>
            )}
            {view.practice && <span className={style.rehearsal}>{words.practice}</span>}
          </p>
          <h1>{words.door.hello(you?.name ?? "")}</h1>
          <p className={style.state}>
            {view.status === "running" ? <Running view={view} /> : stateOf(view, words)}
            {view.status === "lobby" && view.scheduledFor !== null && (
              <Opening at={view.scheduledFor} />
            )}
          </p>
        </header>
        <section className={style.self}>
          <SelfView name={you?.name ?? ""} colour={you?.colour ?? 0} />
          <Settings />
          <div className={style.foot}>
            <DataSaver />
            <JoinButton />
          </div>
        </section>
        <section className={style.hour}>
          <div className={style.ring}>
            <HourRing view={view} />
          </div>
          <Roll view={view} />
          <Apologies view={view} />
          <NewLink view={view} />
          <ClockLink />
        </section>
      </div>
    </Page>
  );
}

/** For whoever comes late: how far the hour is. */
function Running({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const left = useSecondsUntil(view.plan.endsAt) ?? 0;
  const minutes = Math.max(0, Math.floor((view.hour / 1_000 - left) / 60));
  return <span data-testid="late">{words.door.lateIn(minutes, partOf(view, words).name)}</span>;
}

function HourRing({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const { plan, members } = view;
  if (view.status === "lobby") {
    return (
      <Ring plan={plan} members={members} names>
        <Middle label={words.ring.long}>{minutesOf(view.hour)}</Middle>
      </Ring>
    );
  }
  return (
    <RunningRing plan={plan} members={members} names>
      <HourLeft endsAt={plan.endsAt} />
    </RunningRing>
  );
}

function JoinButton() {
  const words = useWords();
  const [state, setState] = useState<"idle" | "joining" | "failed">("idle");
  const enter = useCallback(async () => {
    setState("joining");
    try {
      await join();
    } catch {
      setState("failed");
    }
  }, []);
  useDoorKeys(enter);
  return (
    <div className={style.join}>
      <Button
        look="act"
        data-testid="join"
        aria-keyshortcuts="Enter"
        disabled={state === "joining"}
        onClick={enter}
      >
        {state === "joining" ? words.door.joining : words.door.join}
      </Button>
      <p role="alert">{state === "failed" ? words.failure.load : ""}</p>
    </div>
  );
}

/** A tab may stand open for days before its hour; from here on, in ms before it, that is waiting. */
const NEAR_MS = 15 * 60_000;

/** Fetches the call's code and connects to it while somebody looks at the mirror. */
function useCallAhead({ status, scheduledFor }: SessionView): void {
  const soon = useReached(scheduledFor === null ? null : scheduledFor - NEAR_MS);
  const isNear = status === "running" || scheduledFor === null || soon;
  useEffect(() => {
    // The door itself is drawn first.
    const timer = setTimeout(() => void prepare(isNear).catch(() => undefined), 200);
    return () => clearTimeout(timer);
  }, [isNear]);
}

/** Opens the devices. */
function usePreviewWhileHere(): void {
  useEffect(() => {
    void refreshDevices();
    openPreview();
    return () => {
      // On the way into the call the tracks have been handed over already.
      if (sessionStore.getState().place !== "call") closePreview();
    };
  }, []);
}

function stateOf(view: SessionView, words: ReturnType<typeof useWords>): string {
  if (view.scheduledFor !== null) return words.door.byItself;
  const { waiting, waitingAway, waitingChair, waitingFacilitator } = words.door;
  if (hasChair(view)) return view.you.role === "facilitator" ? waitingFacilitator : waitingChair;
  const chair = memberOf(view, view.chair);
  return (chair?.here ? waiting : waitingAway)(chair?.name ?? "");
}
