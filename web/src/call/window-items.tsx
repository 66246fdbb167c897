import { useWords } from "../language/language.ts";
import { MenuItem } from "../parts/menu.tsx";
import { canFloat, float } from "./pip.tsx";

/** Where else the hour can be seen: in a small window above all others, on another device. */
export function WindowItems({ onSecond }: { readonly onSecond: () => void }) {
  const words = useWords().media;
  return (
    <>
      {canFloat() && (
        <MenuItem testId="offer-pip" onPick={() => void float()}>
          {words.float}
        </MenuItem>
      )}
      <MenuItem testId="offer-second-screen" onPick={onSecond} hint={words.second.hint}>
        {words.second.title}
      </MenuItem>
    </>
  );
}
