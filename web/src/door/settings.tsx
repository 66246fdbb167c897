import { useWords } from "../language/language.ts";
import { choose, useChoices } from "../media/choices.ts";
import { DeviceSelect } from "../media/device-select.tsx";
import { canChooseSpeaker } from "../media/devices.ts";
import { renewPreview } from "../media/preview.ts";
import style from "./settings.module.css";

/** Which devices. */
export function Settings() {
  return (
    <div className={style.settings}>
      <DeviceSelect kind="microphone" onChosen={() => renewPreview("microphone")} />
      <DeviceSelect kind="camera" onChosen={() => renewPreview("camera")} />
      {canChooseSpeaker() && <DeviceSelect kind="speaker" onChosen={() => undefined} />}
    </div>
  );
}

/** How much to send. */
export function DataSaver() {
  const words = useWords();
  const { dataSaver } = useChoices();
  return (
    <label className={style.saver}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={dataSaver}
        checked={dataSaver}
        onChange={(event) => {
          choose({ dataSaver: event.target.checked });
          renewPreview("camera");
        }}
        data-testid="data-saver"
      />
      <span>
        {words.door.dataSaver}
        <small>{words.door.dataSaverHint}</small>
      </span>
    </label>
  );
}
