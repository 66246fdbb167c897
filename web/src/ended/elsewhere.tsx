import { useWords } from "../language/language.ts";
import { Sentence } from "../parts/page.tsx";
import { Return } from "./return.tsx";

/** When the member entered the call in another tab or on another device. */
export function Elsewhere() {
  const words = useWords().elsewhere;
  return (
    <Sentence title={words.title} text={words.text}>
      <Return label={words.here} testId="use-here" />
    </Sentence>
  );
}
