import { useWords } from "../language/language.ts";
import { useSeal } from "../seal/store.ts";
import style from "./notes.module.css";

/** Says why there is neither picture nor sound, for as long as that is so. */
export function SealStrip() {
  const words = useWords().seal.trouble;
  const media = useSeal((state) => state.media);
  if (media === "on" || media === "pending") return null;
  return (
    <p className={style.strip} role="alert" data-testid="no-media" data-why={media}>
      {words[media]}
    </p>
  );
}
