import { useWords } from "../language/language.ts";
import { Sentence } from "../parts/page.tsx";
import { Return } from "./return.tsx";

/** After leaving by one's own will, while the hour goes on. */
export function Left() {
  const words = useWords().left;
  return (
    <Sentence title={words.title} text={words.text}>
      <Return label={words.rejoin} testId="rejoin" />
    </Sentence>
  );
}
