import { useEffect, useRef } from "react";
import { Mic, MicOff, Video, VideoOff } from "lucide-react";
import { ariaKeys } from "../keys/catalogue.ts";
import { useWords } from "../language/language.ts";
import { useChoices } from "../media/choices.ts";
import { useLevel } from "../media/level.ts";
import { isOnAtDoor, turnAtDoor, usePreview } from "../media/preview.ts";
import { Initials } from "../parts/initials.tsx";
import { Troubles } from "./troubles.tsx";
import style from "./self-view.module.css";

/** The mirror: how the others will see and hear this member, blur aside. */
export function SelfView({ name, colour }: { readonly name: string; readonly colour: number }) {
  const words = useWords();
  const preview = usePreview();
  const wanted = useChoices();
  const bar = useRef<HTMLSpanElement>(null);
  const silent = useLevel(preview.microphone, bar);
  const { camera, cameraInstead, microphoneInstead } = preview;
  const cameraOn = isOnAtDoor("camera", wanted, preview);
  const microphoneOn = isOnAtDoor("microphone", wanted, preview);
  const microphoneWord = microphoneOn ? words.controls.mute : words.controls.unmute;
  const cameraWord = cameraOn ? words.controls.stopVideo : words.controls.startVideo;
  const status = statusOf(preview.state, wanted.cameraOn, camera !== null);
  return (
    <div className={style.self}>
      <div
        className={style.mirror}
        data-seat={colour}
        data-room="dark"
        data-empty={camera === null && preview.cameraTrouble !== null}
      >
        {camera ? <Mirror track={camera} label={words.door.preview} /> : <Initials name={name} />}
        <div className={style.status} role="status">
          {status && <p data-testid="mirror-status">{words.door[status]}</p>}
        </div>
        <div className={style.bar}>
          <span className={style.level} role="img" aria-label={words.door.level}>
            <span ref={bar} />
          </span>
          <button
            type="button"
            data-on={microphoneOn}
            aria-label={microphoneWord}
            aria-keyshortcuts={ariaKeys("microphone")}
            title={words.door.key(microphoneWord, "M")}
            onClick={() => turnAtDoor("microphone")}
            data-testid="door-mic"
          >
            {microphoneOn ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />}
          </button>
          <button
            type="button"
            data-on={cameraOn}
            aria-label={cameraWord}
            aria-keyshortcuts={ariaKeys("camera")}
            title={words.door.key(cameraWord, "V")}
            onClick={() => turnAtDoor("camera")}
            data-testid="door-camera"
          >
            {cameraOn ? <Video aria-hidden="true" /> : <VideoOff aria-hidden="true" />}
          </button>
        </div>
      </div>
      <Troubles preview={preview} />
      <div className={style.notes} role="status" data-testid="device-notes">
        {microphoneInstead !== null && (
          <p>{words.door.instead(words.door.microphone, microphoneInstead)}</p>
        )}
        {cameraInstead !== null && <p>{words.door.instead(words.door.camera, cameraInstead)}</p>}
        {silent && <p>{words.door.silent}</p>}
        {camera && wanted.blur && <p>{words.door.blurred}</p>}
      </div>
    </div>
  );
}

/** What stands in the mirror while there is no picture; null where the picture or a trouble does. */
function statusOf(
  state: "still" | "opening" | "asking",
  wanted: boolean,
  seen: boolean,
): "asking" | "opening" | "cameraOff" | null {
  if (state === "asking") return "asking";
  if (seen) return null;
  if (!wanted) return "cameraOff";
  return state === "opening" ? "opening" : null;
}

function Mirror({ track, label }: { readonly track: MediaStreamTrack; readonly label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} autoPlay playsInline muted aria-label={label} />;
}
