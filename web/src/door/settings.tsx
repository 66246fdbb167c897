import { useState } from "react";
import { useWords } from "../language/language.ts";
import { choose, useChoices } from "../media/choices.ts";
import { DeviceSelect } from "../media/device-select.tsx";
import { useDevices } from "../media/devices.ts";
import { renewPreview } from "../media/preview.ts";
import { SpeakerChoice } from "../media/speaker-choice.tsx";
import { Switch } from "../parts/switch.tsx";
import { ConnectionButton } from "./connection-dialog.tsx";
import { SpeakerTest } from "./speaker-test.tsx";
import checks from "./checks.module.css";
import style from "./settings.module.css";

/** Which devices, and whether they and the network do what they should. */
export function Settings() {
  const words = useWords().door;
  const speakers = useDevices("speaker");
  const { speakerId } = useChoices();
  // Another speaker is another test.
  const [speaker, setSpeaker] = useState("");
  const gone =
    speakerId !== "" && speakers.length > 0 && !speakers.some(({ id }) => id === speakerId);
  return (
    <>
      <div className={style.settings}>
        <DeviceSelect kind="microphone" onChosen={() => renewPreview("microphone")} />
        <DeviceSelect kind="camera" onChosen={() => renewPreview("camera")} />
        <SpeakerChoice onChosen={setSpeaker} />
      </div>
      <p className={style.gone} role="status" data-testid="speaker-gone">
        {gone && words.speakerGone}
      </p>
      <div className={checks.checks}>
        <SpeakerTest key={speaker} />
        <ConnectionButton />
      </div>
    </>
  );
}

/** How much to send. */
export function DataSaver() {
  const words = useWords();
  const { dataSaver } = useChoices();
  return (
    <Switch
      testId="data-saver"
      on={dataSaver}
      label={words.door.dataSaver}
      hint={words.door.dataSaverHint}
      onTurn={(on) => {
        choose({ dataSaver: on });
        renewPreview("camera");
      }}
    />
  );
}
