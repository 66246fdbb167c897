import { useEffect, useState } from "react";
import type { ServerReport } from "@hotseat/shared";
import { get } from "../../link/request.ts";

const EVERY_MS = 5_000;

/** What the server said last; `fresh` is false once it has failed to say anything since. */
export type Reading = { readonly report: ServerReport | null; readonly fresh: boolean };

/** How the server is doing, asked again every few seconds as long as somebody can see it. */
export function useServerReport(): Reading {
  const [reading, setReading] = useState<Reading>({ report: null, fresh: true });
  useEffect(() => {
    let gone = false;
    let next: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      clearTimeout(next);
      const answer = await get<ServerReport>("/api/operator/server");
      if (gone) return;
      setReading(({ report }) => ({ report: answer.ok ? answer.value : report, fresh: answer.ok }));
      clearTimeout(next);
      if (!document.hidden) next = setTimeout(ask, EVERY_MS);
    };
    const shown = () => void (!document.hidden && ask());
    document.addEventListener("visibilitychange", shown);
    void ask();
    return () => {
      gone = true;
      clearTimeout(next);
      document.removeEventListener("visibilitychange", shown);
    };
  }, []);
  return reading;
}
