import { useEffect, useState } from "react";
import type { MemberId } from "@hotseat/shared";
import type { Brief, BriefRequest, BriefsReply, CallName } from "@hotseat/shared/group";
import { groupPath } from "../address.ts";
import type { GroupSeat } from "../address.ts";
import { useFetched } from "../fetched.ts";
import type { Texts } from "./texts.ts";

/** The briefs of a call that this page can read, by who wrote them. */
export type Briefs = {
  readonly call: CallName;
  readonly by: ReadonlyMap<MemberId, Brief>;
  /** Whose brief this page has no key for. */
  readonly shut: readonly MemberId[];
};

/** The briefs of the next call or the open one; null until they are known. */
export function useBriefs(
  seat: GroupSeat,
  texts: Texts,
  anew: unknown,
): { readonly briefs: Briefs | null; readonly again: () => void } {
  const { value, again } = useFetched<BriefsReply>(`${groupPath(seat)}/briefs`, anew);
  const [briefs, setBriefs] = useState<Briefs | null>(null);
  useEffect(() => {
    if (!value) return;
    let gone = false;
    void openAll(value, texts).then((opened) => {
      if (!gone) setBriefs(opened);
      return opened;
    });
    return () => {
      gone = true;
    };
  }, [value, texts]);
  return { briefs, again };
}

/** A brief as it travels; undefined when this page cannot seal it. */
export async function closeBrief(
  brief: Brief,
  texts: Texts,
): Promise<BriefRequest["brief"] | undefined> {
  if (!texts.sealed) return brief;
  const sealed = await texts.close(JSON.stringify(brief));
  return sealed === null ? undefined : { sealed };
}

async function openAll({ call, briefs }: BriefsReply, texts: Texts): Promise<Briefs> {
  const by = new Map<MemberId, Brief>();
  const shut: MemberId[] = [];
  for (const { member, brief } of briefs) {
    const opened = "sealed" in brief ? await openBrief(brief.sealed, texts) : brief;
    if (opened) by.set(member, opened);
    else shut.push(member);
  }
  return { call, by, shut };
}

async function openBrief(sealed: string, texts: Texts): Promise<Brief | null> {
  const text = await texts.open(sealed);
  if (text === null) return null;
  try {
    const brief: unknown = JSON.parse(text);
    return isBrief(brief) ? brief : null;
  } catch {
    return null;
  }
}

function isBrief(brief: unknown): brief is Brief {
  if (typeof brief !== "object" || brief === null) return false;
  const fields = brief as Readonly<Record<string, unknown>>;
  return ["question", "context", "tried", "help"].every((key) => typeof fields[key] === "string");
}
