import { languages, speak, useLanguage } from "./language.ts";
import style from "./switch.module.css";

const names = { en: "English", id: "Indonesia" } as const;

/** Every language is named in itself, so that it is found by those who need it. */
export function LanguageSwitch() {
  const current = useLanguage();
  return (
    <div className={style.switch} role="group" aria-label="Language · Bahasa">
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => void speak(language).catch(() => undefined)}
        >
          {names[language]}
        </button>
      ))}
    </div>
  );
}
