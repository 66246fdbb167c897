import { useEffect, useRef } from "react";
import { Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useWords } from "../language/language.ts";
import { choose, useChoices } from "../media/choices.ts";
import { useLevel } from "../media/level.ts";
import { renewPreview, usePreview } from "../media/preview.ts";
import { Initials } from "../parts/initials.tsx";
import style from "./self-view.module.css";

/** The mirror: how the others will see and hear this member. */
export function SelfView({ name, colour }: { readonly name: string; readonly colour: number }) {
  const words = useWords();
  const { camera, microphone, cameraTrouble, microphoneTrouble } = usePreview();
  const wanted = useChoices();
  const cameraOn = wanted.cameraOn && !cameraTrouble;
  const microphoneOn = wanted.microphoneOn && !microphoneTrouble;
  return (
    <div className={style.self}>
      <div className={style.mirror} data-seat={colour} data-room="dark">
        {camera ? <Mirror track={camera} label={words.door.preview} /> : <Initials name={name} />}
        <div className={style.bar}>
          <Level track={microphone} />
          <button
            type="button"
            aria-pressed={microphoneOn}
            aria-label={microphoneOn ? words.controls.mute : words.controls.unmute}
            title={microphoneOn ? words.controls.mute : words.controls.unmute}
            onClick={() => turn("microphone", !microphoneOn)}
            data-testid="door-mic"
          >
            {microphoneOn ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />}
          </button>
          <button
            type="button"
            aria-pressed={cameraOn}
            aria-label={cameraOn ? words.controls.stopVideo : words.controls.startVideo}
            title={cameraOn ? words.controls.stopVideo : words.controls.startVideo}
            onClick={() => turn("camera", !cameraOn)}
            data-testid="door-camera"
          >
            {cameraOn ? <Video aria-hidden="true" /> : <VideoOff aria-hidden="true" />}
          </button>
        </div>
      </div>
      <div className={style.troubles} role="status">
        {cameraTrouble && <p>{words.trouble.camera[cameraTrouble]}</p>}
        {microphoneTrouble && <p>{words.trouble.microphone[microphoneTrouble]}</p>}
        {(cameraTrouble ?? microphoneTrouble) && (
          <p className={style.without}>{words.door.without}</p>
        )}
      </div>
    </div>
  );
}

/** Turning on what failed before is another try. */
function turn(kind: "camera" | "microphone", on: boolean): void {
  choose({ [`${kind}On`]: on });
  renewPreview(kind);
}

function Mirror({ track, label }: { readonly track: MediaStreamTrack; readonly label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} autoPlay playsInline muted aria-label={label} />;
}

function Level({ track }: { readonly track: MediaStreamTrack | null }) {
  const words = useWords();
  const bar = useRef<HTMLSpanElement>(null);
  useLevel(track, bar);
  return (
    <span className={style.level} ref={bar} role="img" aria-label={words.door.level}>
      <span />
    </span>
  );
}
