import { useEffect, useRef, useState } from "react";
import { AudioLines, Volume2 } from "lucide-react";
import { useWords } from "../language/language.ts";
import { choices } from "../media/choices.ts";
import { canChooseSpeaker } from "../media/devices.ts";
import { testTone } from "../media/test-tone.ts";
import { Button } from "../parts/button.tsx";
import style from "./checks.module.css";

type State = "idle" | "playing" | "failed";

/** Plays two soft tones where the others will be heard. */
export function SpeakerTest() {
  const words = useWords().door;
  const [state, setState] = useState<State>("idle");
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const play = () => {
    stop.current();
    stop.current = playTone(setState);
  };
  return (
    <>
      <Button className={style.check} onClick={play} data-state={state} data-testid="speaker-test">
        {state === "playing" ? (
          <AudioLines size={20} aria-hidden="true" className={style.playing} />
        ) : (
          <Volume2 size={20} aria-hidden="true" />
        )}
        <span aria-live="polite">
          {state === "playing" ? words.speakerPlaying : words.speakerTest}
        </span>
      </Button>
      {state === "failed" && (
        <p className={style.failed} role="alert">
          {words.speakerFailed}
        </p>
      )}
    </>
  );
}

/** Plays the tones once on the chosen speaker; the state says what is really heard. */
function playTone(tell: (state: State) => void): () => void {
  const address = URL.createObjectURL(testTone());
  const audio = new Audio();
  const listening = new AbortController();
  const { signal } = listening;
  const stop = () => {
    if (signal.aborted) return;
    listening.abort();
    audio.pause();
    audio.removeAttribute("src");
    URL.revokeObjectURL(address);
  };
  const end = (state: State) => {
    if (signal.aborted) return;
    stop();
    tell(state);
  };
  audio.addEventListener("playing", () => tell("playing"), { signal });
  audio.addEventListener("ended", () => end("idle"), { signal });
  audio.addEventListener("error", () => end("failed"), { signal });
  audio.src = address;
  void start(audio).catch(() => end("failed"));
  return stop;
}

async function start(audio: HTMLAudioElement): Promise<void> {
  const { speakerId } = choices();
  if (speakerId && canChooseSpeaker()) {
    // One that is gone: the page says so beside the list, and the system's own is what is used.
    await audio.setSinkId(speakerId).catch(() => undefined);
  }
  await audio.play();
}
