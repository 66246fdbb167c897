import { useId } from "react";
import { useWords } from "../language/language.ts";
import { choose, useChoices } from "./choices.ts";
import { useDevices } from "./devices.ts";
import type { DeviceKind } from "./devices.ts";
import style from "./device-select.module.css";

type Props = {
  readonly kind: DeviceKind;
  /**
   * Called once the choice is remembered, with the device's id and that of the choice before, empty
   * for the system's own.
   */
  readonly onChosen: (id: string, before: string) => void;
};

/** Chooses a camera, microphone or speaker. */
export function DeviceSelect({ kind, onChosen }: Props) {
  const words = useWords();
  const id = useId();
  const devices = useDevices(kind);
  const chosen = useChoices()[`${kind}Id`];
  const known = devices.some((device) => device.id === chosen);
  return (
    <div className={style.select}>
      <label htmlFor={id}>{words.door[kind]}</label>
      <select
        id={id}
        value={known ? chosen : ""}
        onChange={(event) => {
          choose({ [`${kind}Id`]: event.target.value });
          onChosen(event.target.value, chosen);
        }}
      >
        <option value="">{words.door.systemDefault}</option>
        {devices.map((device, i) => (
          <option key={device.id} value={device.id}>
            {device.label || words.door.device(words.door[kind], i + 1)}
          </option>
        ))}
      </select>
    </div>
  );
}
