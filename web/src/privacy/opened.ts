import type { Brief, CallExport, GroupExport, SessionExport } from "@hotseat/shared/group";
import type { Texts } from "../group/between/texts.ts";

/** How what somebody wrote is opened on this device. */
export type Openers = {
  /** Briefs, notes of seats, and remarks. */
  readonly texts: Pick<Texts, "open">;
  /** Private notes. */
  readonly own: Pick<Texts, "open">;
  /** What was written in a call. */
  readonly chat: (session: string) => Pick<Texts, "open">;
};

/** A text that this device has no key for is left as the server has it, and says so. */
type Marked<T> = T & { readonly sealed?: true };

export type OpenedCall = Omit<CallExport, "messages" | "note" | "seatNotes" | "remarks"> & {
  readonly messages: readonly Marked<CallExport["messages"][number]>[];
  readonly note: Marked<NonNullable<CallExport["note"]>> | null;
  readonly seatNotes: readonly Marked<CallExport["seatNotes"][number]>[];
  readonly remarks: readonly Marked<CallExport["remarks"][number]>[];
};
export type OpenedGroup = Omit<GroupExport, "calls"> & { readonly calls: readonly OpenedCall[] };
export type OpenedSession = Omit<SessionExport, "call"> & { readonly call: OpenedCall };

/** What somebody gets: everything that this device has the keys for, in the clear. */
export type Opened = {
  readonly data: OpenedGroup | OpenedSession;
  /** How many texts are still sealed. */
  readonly shut: number;
};

/** Opens what is sealed in an export. */
export async function openExport(
  exported: GroupExport | SessionExport,
  openers: Openers,
): Promise<Opened> {
  let shut = 0;
  const read = async <T extends { readonly text: string }>(
    each: T,
    { open }: Pick<Texts, "open">,
  ): Promise<Marked<T>> => {
    const text = await open(each.text);
    if (text !== null) return { ...each, text };
    shut += 1;
    return { ...each, sealed: true };
  };
  const readCall = async (call: CallExport): Promise<OpenedCall> => ({
    ...call,
    messages: await all(call.messages, (each) => read(each, openers.chat(call.session))),
    note: call.note && (await read(call.note, openers.own)),
    seatNotes: await all(call.seatNotes, (each) => read(each, openers.texts)),
    remarks: await all(call.remarks, (each) => read(each, openers.texts)),
  });
  if (exported.kind === "session") {
    const call = await readCall(exported.call);
    return { data: { ...exported, call }, shut };
  }
  const briefs = await all(exported.briefs, async (each) => {
    const brief = "sealed" in each.brief ? await briefIn(each.brief.sealed, openers) : each.brief;
    if (brief) return { ...each, brief };
    shut += 1;
    return each;
  });
  const calls = await all(exported.calls, readCall);
  return { data: { ...exported, briefs, calls }, shut };
}

async function briefIn(sealed: string, { texts }: Openers): Promise<Brief | null> {
  const text = await texts.open(sealed);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Brief;
  } catch {
    return null;
  }
}

function all<T, U>(list: readonly T[], work: (each: T) => Promise<U>): Promise<U[]> {
  return Promise.all(list.map(work));
}
