import { useEffect, useState } from "react";
import type { Refusal } from "@hotseat/shared";
import { get, post } from "../link/request.ts";

export type Asked<T> =
  | { readonly state: "loading" }
  | { readonly state: "refused"; readonly refusal: Refusal }
  | { readonly state: "known"; readonly value: T };

async function read<T>(path: string): Promise<Asked<T>> {
  const answer = await get<T>(path);
  return answer.ok
    ? { state: "known", value: answer.value }
    : { state: "refused", refusal: answer.refusal };
}

/** What an address says, and a way to say something to it: what it answers is read anew. */
export function useAsked<T>(path: string): {
  readonly asked: Asked<T>;
  readonly tell: (body: object) => Promise<Refusal | null>;
} {
  const [asked, setAsked] = useState<Asked<T>>({ state: "loading" });

  useEffect(() => {
    let wanted = true;
    const show = async () => {
      const known = await read<T>(path);
      if (wanted) setAsked(known);
    };
    void show();
    return () => {
      wanted = false;
    };
  }, [path]);

  const tell = async (body: object) => {
    const answer = await post(path, body);
    if (!answer.ok) return answer.refusal;
    setAsked(await read(path));
    return null;
  };
  return { asked, tell };
}
