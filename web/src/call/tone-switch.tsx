import { useWords } from "../language/language.ts";
import { choose, useChoices } from "../media/choices.ts";
import { play } from "../media/tones.ts";
import { Switch } from "../parts/switch.tsx";

/** Whether this person wants to hear soft tones; turning them on lets one be heard. */
export function ToneSwitch() {
  const words = useWords().media;
  const { tones } = useChoices();
  return (
    <Switch
      testId="tones"
      on={tones}
      label={words.tones}
      hint={words.tonesHint}
      onTurn={(on) => {
        choose({ tones: on });
        if (on) void play("seat");
      }}
    />
  );
}
