import { useWords } from "../language/language.ts";
import { clockAddress } from "../session/address.ts";
import style from "./clock-link.module.css";

/** To the clock alone: for a second device, or where there is no way to sound and picture. */
export function ClockLink() {
  const words = useWords().media.second;
  return (
    <a className={style.link} href={clockAddress()} data-testid="only-clock">
      {words.door} <small>{words.hint}</small>
    </a>
  );
}
