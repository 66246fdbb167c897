import { useEffect } from "react";
import { RoomEvent } from "livekit-client";
import type { SessionView } from "@hotseat/shared";
import { serverNow } from "../clock/clock.ts";
import { minutesOf } from "../clock/format.ts";
import { useReached } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { nameOf } from "../session/people.ts";
import { keepVoiceTime, seatIn, sumsOf, useVoiceTimes } from "../session/voice-time.ts";
import { memberOfIdentity } from "./people.ts";
import { useRoom } from "./room.ts";
import style from "./notes.module.css";

/** Long enough to read four names and figures. */
const STAYS_MS = 14_000;

/**
 * Says for a short while after a seat who was heard in it and for how long: voice activity as
 * LiveKit tells it, seconds and nothing else, added up in this page and sent nowhere.
 */
export function Voices({ view }: { readonly view: SessionView }) {
  const words = useWords().media.voices;
  useSums(view);
  const last = useVoiceTimes(view).at(-1);
  const over = useReached(last ? last.at + STAYS_MS : null);
  const spoken = last?.spoken.map(({ member, length }) =>
    words.one(nameOf(view, member), minutesOf(length)),
  );
  return (
    <div className={style.spoken} role="status">
      {last && spoken && !over && (
        <p className={style.toast} data-testid="voices">
          {words.seat(nameOf(view, last.holder), spoken.join(", "))}
        </p>
      )}
    </div>
  );
}

/** Adds up the voices of the seat that runs, and keeps the sums when it is over or this page leaves. */
function useSums(view: SessionView): void {
  const room = useRoom();
  const { holder = null, turn = null } = seatIn(view) ?? {};
  useEffect(() => {
    if (holder === null || turn === null) return;
    const sums = sumsOf(turn, serverNow());
    const hear = () =>
      sums.hear(
        room.activeSpeakers.map(({ identity }) => memberOfIdentity(identity)),
        serverNow(),
      );
    hear();
    room.on(RoomEvent.ActiveSpeakersChanged, hear);
    return () => {
      room.off(RoomEvent.ActiveSpeakersChanged, hear);
      keepVoiceTime({ holder, turn }, sums, serverNow());
    };
  }, [room, holder, turn]);
}
