import { useState } from "react";
import { Volume2 } from "lucide-react";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { choose } from "./choices.ts";
import { DeviceSelect } from "./device-select.tsx";
import { askForSpeaker, canAskForSpeaker, useDevices } from "./devices.ts";
import style from "./speaker-choice.module.css";

/**
 * Chooses a speaker: from the list where the browser names them, and in Firefox in the browser's
 * own question; nothing where there is no choice. `onChosen` as in `DeviceSelect`.
 */
export function SpeakerChoice({ onChosen }: { readonly onChosen: (id: string) => void }) {
  const words = useWords().door;
  const speakers = useDevices("speaker");
  const [unanswered, setUnanswered] = useState(false);
  const asks = canAskForSpeaker();
  const ask = async () => {
    const id = await askForSpeaker();
    setUnanswered(id === null);
    if (id === null) return;
    choose({ speakerId: id });
    onChosen(id);
  };
  if (speakers.length === 0 && !asks) return null;
  return (
    <div className={style.speaker}>
      {speakers.length > 0 && <DeviceSelect kind="speaker" onChosen={onChosen} />}
      {asks && (
        <Button className={style.ask} onClick={() => void ask()} data-testid="speaker-ask">
          <Volume2 size={20} aria-hidden="true" />
          {speakers.length > 0 ? words.speakerOther : words.speakerChoose}
        </Button>
      )}
      <p className={style.unanswered} role="status">
        {unanswered && words.speakerKept}
      </p>
    </div>
  );
}
