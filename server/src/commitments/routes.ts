import { seatNumberOf } from "@hotseat/shared";
import type { Instant, MemberId } from "@hotseat/shared";
import {
  CommitmentRequest,
  commitmentRefusals,
  decideCommitment,
  keptBetween,
  settleOverdue,
} from "@hotseat/shared/group";
import type { CommitmentRefusal, CommitmentsReply, Founded } from "@hotseat/shared/group";
import type { CallStreams } from "../calls/call-streams.ts";
import type { Clock } from "../clock/clock.ts";
import { Params, isIn, path } from "../groups/members.ts";
import type { GroupMembers } from "../groups/members.ts";
import { groupRefused } from "../groups/refusals.ts";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { CommitmentStore, Place } from "./commitment-store.ts";

type Parts = {
  members: GroupMembers;
  store: CommitmentStore;
  sessions: Sessions;
  streams: CallStreams;
  clock: Clock;
};

/** Over how many calls somebody's own trend goes: a season. */
const TREND_CALLS = 6;

/** What members promise each other, and what becomes of it. */
export function commitmentRoutes(
  app: Api,
  { members, store, sessions, streams, clock }: Parts,
): void {
  app.get(
    `${path}/commitments`,
    {
      schema: {
        summary: "The promises of the group that are open or new, and one's own trend",
        params: Params,
      },
    },
    async (request) => {
      const group = await members.require(request);
      return reply(request.params.group, group, request.params.member);
    },
  );

  app.post(
    `${path}/commitments`,
    {
      config: perClient,
      schema: {
        summary: "Promise something, say what became of it, take it along, or see that it is done",
        params: Params,
        body: CommitmentRequest,
      },
    },
    async (request) => {
      const group = await members.require(request);
      const { group: id, member } = request.params;
      if (group.status === "archived") throw groupRefused("group-archived");
      await store.change(id, await placeOf(group, member), (all) => {
        const outcome = decideCommitment(all, request.body, member, clock.now());
        if (!outcome.ok) throw refused(outcome.refusal);
        return outcome.commitments;
      });
      if (group.open) await streams.fetchAnew(group.open.session, "commitments");
      return reply(id, group, member);
    },
  );

  async function placeOf({ open }: Founded, member: MemberId): Promise<Place> {
    const session = open && (await sessions.read(open.session));
    if (!session || session.status === "none") return { session: null, seat: null };
    return { session: open.session, seat: seatNumberOf(session, member) };
  }

  async function reply(id: string, group: Founded, member: MemberId): Promise<CommitmentsReply> {
    const now = clock.now();
    const stored = await store.all(id);
    const settled = settleOverdue(stored, now);
    const all = settled.map((each, i) => {
      const { session = null, seat = null } = stored[i] ?? {};
      return { ...each, session, seat };
    });
    const since = heldAt(group).at(-1) ?? 0;
    const shown = all.filter(
      ({ owner, settledAt }) => isIn(group, owner) && (settledAt === null || settledAt >= since),
    );
    return { now, commitments: shown, trend: trendOf(group, settled, member) };
  }
}

/** A promise is due by a call when it is due after the one before, up to its very beginning. */
function trendOf(
  group: Founded,
  all: Parameters<typeof keptBetween>[0],
  member: MemberId,
): CommitmentsReply["trend"] {
  const dates = heldAt(group).slice(-(TREND_CALLS + 1));
  return dates.slice(1).map((to, i) => {
    const from = dates[i] ?? 0;
    return { from, to, ...keptBetween(all, member, from + 1, to + 1) };
  });
}

function heldAt({ past }: Founded): Instant[] {
  return past.filter(({ held }) => held).map(({ at }) => at);
}

function refused(code: CommitmentRefusal): Refused {
  return new Refused(statusOf(code), code, commitmentRefusals[code]);
}

function statusOf(code: CommitmentRefusal): number {
  switch (code) {
    case "no-such-commitment":
      return 404;
    case "not-owner":
    case "own-commitment":
      return 403;
    case "bad-commitment":
    case "bad-due":
      return 422;
    default:
      return 409;
  }
}
