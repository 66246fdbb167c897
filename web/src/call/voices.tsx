import { useEffect } from "react";
import { RoomEvent } from "livekit-client";
import type { SessionView } from "@hotseat/shared";
import { serverNow } from "../clock/clock.ts";
import { minutesOf } from "../clock/format.ts";
import { useReached } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { segmentOf } from "../session/now.ts";
import { nameOf } from "../session/people.ts";
import { VoiceSums, keepVoiceTime, useVoiceTimes } from "../session/voice-time.ts";
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
  const last = useVoiceTimes().at(-1);
  const over = useReached(last ? last.at + STAYS_MS : null);
  if (!last || over) return null;
  const spoken = last.spoken.map(({ member, length }) =>
    words.one(nameOf(view, member), minutesOf(length)),
  );
  return (
    <p className={style.toast} role="status" data-testid="voices">
      {words.seat(nameOf(view, last.holder), spoken.join(", "))}
    </p>
  );
}

/** Adds up the voices of the seat that runs, and keeps the sums when it is over. */
function useSums(view: SessionView): void {
  const room = useRoom();
  const segment = segmentOf(view);
  const holder = segment?.block === "seat" ? segment.holder : null;
  useEffect(() => {
    if (holder === null) return;
    const sums = new VoiceSums(serverNow());
    const hear = () =>
      sums.hear(
        room.activeSpeakers.map(({ identity }) => memberOfIdentity(identity)),
        serverNow(),
      );
    hear();
    room.on(RoomEvent.ActiveSpeakersChanged, hear);
    return () => {
      room.off(RoomEvent.ActiveSpeakersChanged, hear);
      hear();
      keepVoiceTime({ holder, at: serverNow(), spoken: sums.spoken });
    };
  }, [room, holder]);
}
