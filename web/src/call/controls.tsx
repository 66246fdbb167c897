import { useState } from "react";
import { RoomEvent } from "livekit-client";
import {
  DoorClosed,
  LogOut,
  Mic,
  MicOff,
  ScreenShare,
  ScreenShareOff,
  Video,
  VideoOff,
  Volume2,
} from "lucide-react";
import type { SessionView } from "@hotseat/shared";
import { ariaKeys } from "../keys/catalogue.ts";
import { useWords } from "../language/language.ts";
import { DeviceSelect } from "../media/device-select.tsx";
import { changeDevice, toggle } from "../media/publish.ts";
import { canShare, toggleShare } from "../media/share.ts";
import { SpeakerChoice } from "../media/speaker-choice.tsx";
import { useIsOn, useMedia } from "../media/store.ts";
import { useNarrow } from "../parts/narrow.ts";
import { leave } from "../session/attendance.ts";
import { BlurSwitch } from "./blur-switch.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { useRoomAfter } from "./room.ts";
import { Split } from "./split.tsx";
import { TalkControls } from "../talk/talk-controls.tsx";
import { ToneSwitch } from "./tone-switch.tsx";
import style from "./controls.module.css";

/** What changes whether a screen is shared from here. */
const ownChanges = [
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
];

/** Microphone, camera, screen, end, leave: in the order in which everybody looks for them. */
export function Controls({ view }: { readonly view: SessionView }) {
  const words = useWords().controls;
  const [ending, setEnding] = useState(false);
  const room = useRoomAfter(ownChanges);
  const microphoneOn = useIsOn("microphone");
  const cameraOn = useIsOn("camera");
  const sharing = room.localParticipant.isScreenShareEnabled;
  const audible = useMedia((state) => state.audible);
  const narrow = useNarrow();
  const withMedia = useMedia((state) => state.status !== "without");
  return (
    <div className={style.bar} role="group" aria-label={words.label}>
      {withMedia && (
        <>
          {!audible && (
            <button type="button" className={style.hear} onClick={() => void room.startAudio()}>
              <Volume2 aria-hidden="true" /> {words.hear}
            </button>
          )}
          <Split
            testId="mic"
            on={microphoneOn}
            label={microphoneOn ? words.mute : words.unmute}
            keys={ariaKeys("microphone")}
            icon={microphoneOn ? Mic : MicOff}
            onToggle={() => void toggle("microphone")}
            choose={words.microphones}
          >
            <DeviceSelect
              kind="microphone"
              onChosen={(id, before) => void changeDevice("microphone", id, before)}
            />
            <SpeakerChoice
              // Empty is the system's own everywhere; only Chromium has one of the name "default".
              onChosen={(id) => void room.switchActiveDevice("audiooutput", id, false)}
            />
            <ToneSwitch />
          </Split>
          <Split
            testId="camera"
            on={cameraOn}
            label={cameraOn ? words.stopVideo : words.startVideo}
            keys={ariaKeys("camera")}
            icon={cameraOn ? Video : VideoOff}
            onToggle={() => void toggle("camera")}
            choose={words.cameras}
          >
            <DeviceSelect
              kind="camera"
              onChosen={(id, before) => void changeDevice("camera", id, before)}
            />
            <BlurSwitch />
          </Split>
          {canShare() && (
            <button
              type="button"
              className={`${style.button} ${style.brief}`}
              data-on={sharing}
              aria-keyshortcuts={ariaKeys("share")}
              title={sharing ? words.stopShare : words.share}
              onClick={() => void toggleShare(room)}
              data-testid="share"
            >
              {sharing ? <ScreenShareOff aria-hidden="true" /> : <ScreenShare aria-hidden="true" />}
              <span className={style.label}>{sharing ? words.stopShare : words.share}</span>
            </button>
          )}
        </>
      )}
      <TalkControls view={view} />
      {view.offers.end !== null && !narrow && (
        <button
          type="button"
          className={`${style.button} ${style.end}`}
          title={words.end}
          onClick={() => setEnding(true)}
          data-testid="end-for-everyone"
        >
          <DoorClosed aria-hidden="true" />
          <span className={style.label}>{words.end}</span>
        </button>
      )}
      <button
        type="button"
        className={`${style.button} ${style.leave}`}
        title={words.leave}
        onClick={leave}
        data-testid="leave"
      >
        <LogOut aria-hidden="true" />
        <span className={style.label}>{words.leave}</span>
      </button>
      {ending && view.offers.end !== null && (
        <EndDialog how={view.offers.end} onClose={() => setEnding(false)} />
      )}
    </div>
  );
}
