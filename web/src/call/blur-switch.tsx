import { useEffect, useState } from "react";
import { useWords } from "../language/language.ts";
import { offersBlur } from "../media/blur-offer.ts";
import { choose, useChoices } from "../media/choices.ts";
import { Switch } from "../parts/switch.tsx";

/** Blurs the room behind oneself, where the server has what it takes; nothing elsewhere. */
export function BlurSwitch() {
  const words = useWords().media.blur;
  const { blur } = useChoices();
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    let gone = false;
    void offersBlur().then((offers) => gone || setOffered(offers));
    return () => void (gone = true);
  }, []);
  if (!offered) return null;
  return (
    <Switch
      testId="blur"
      on={blur}
      label={words.label}
      hint={words.hint}
      onTurn={(on) => choose({ blur: on })}
    />
  );
}
