import type { Instant } from "@hotseat/shared";
import { useLocale } from "../language/language.ts";

/** A moment as a date and time in the reader's zone and language. */
export function Clock({ at }: { readonly at: Instant }) {
  const locale = useLocale();
  const text = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at);
  return <time dateTime={new Date(at).toISOString()}>{text}</time>;
}
