import { Link } from "wouter";
import button from "../parts/button.module.css";
import { Sentence } from "../parts/page.tsx";
import { usePrivacyWords } from "./words.ts";

/** After somebody was erased: the page that they did it on is not theirs any more. */
export default function ErasedPage() {
  const words = usePrivacyWords().data;
  return (
    <Sentence title={words.erasedTitle} text={words.erased}>
      <Link href="/" className={button.plain} data-testid="erased">
        {words.home}
      </Link>
    </Sentence>
  );
}
