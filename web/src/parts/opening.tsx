import type { Instant } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { Clock } from "./clock.tsx";

/** A running countdown over more than this would only make restless, in seconds. */
const SOON = 3_600;

/** When a scheduled hour opens itself. */
export function Opening({ at }: { readonly at: Instant }) {
  const words = useWords().door;
  const left = useSecondsUntil(at) ?? 0;
  return (
    <>
      {" "}
      <Clock at={at} />
      {left < SOON && (
        <>
          {", "}
          {words.opensIn} <span role="timer">{minutes(left)}</span>
        </>
      )}
    </>
  );
}
