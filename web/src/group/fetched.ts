import { useEffect, useState } from "react";
import { get } from "../link/request.ts";

type Fetched<T> = { readonly path: string; readonly value: T | null; readonly failed: boolean };

/**
 * What a path answers, read again whenever `anew` is another value. What was read stays while it is
 * read again, and `again` reads it at once.
 */
export function useFetched<T>(path: string, anew: unknown) {
  const [fetched, setFetched] = useState<Fetched<T>>({ path: "", value: null, failed: false });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const answer = await get<T>(path);
      if (gone) return;
      if (answer.ok) setFetched({ path, value: answer.value, failed: false });
      else setFetched((before) => ({ ...before, failed: true }));
    };
    void read();
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- both say that there is something new
  }, [path, anew, asked]);
  const { value, failed } = fetched;
  return {
    value: fetched.path === path ? value : null,
    failed,
    again: () => setAsked((count) => count + 1),
  };
}
