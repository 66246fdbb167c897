import { fit, fourSeats, presets } from "@hotseat/shared";
import type { SessionList } from "@hotseat/shared";
import { get } from "../link/request.ts";
import { OWN } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { ownFrom } from "./own-agenda.ts";

/** A session that another one can go on from. */
export type EarlierSession = SessionList["sessions"][number];

/** The sessions whose people can meet again; none when the server tells of none. */
export async function earlierSessions(): Promise<readonly EarlierSession[]> {
  const answer = await get<SessionList>("/api/operator/sessions");
  return answer.ok ? answer.value.sessions.filter(({ status }) => status === "ended") : [];
}

/** The draft of the next hour with the same people: their new order, the same agenda and length. */
export function draftAfter(draft: Draft, earlier: EarlierSession): Draft {
  const { session, members, agenda, hour, next } = earlier;
  const chairs = next.order.map((id, key) => ({
    key,
    name: members.find((member) => member.id === id)?.name ?? "",
  }));
  const preset = presets.find((each) => each.id === agenda.id.replace(/-halves$/, ""));
  const halves = preset !== undefined && agenda.id !== preset.id;
  const minutes = hour / 60_000;
  const isUsual = ([60, 3, 6, 15, 30] as const).find((each) => each === minutes);
  return {
    ...draft,
    chairs,
    facilitator: next.order.indexOf(next.facilitator),
    deputy: null,
    agenda: preset?.id ?? OWN,
    own: preset ? draft.own : fit(agenda, members.length).ok ? ownFrom(agenda) : ownFrom(fourSeats),
    halves,
    length: isUsual ?? "own",
    ownMinutes: isUsual === undefined ? String(Math.round(minutes)) : draft.ownMinutes,
    follows: session,
  };
}
