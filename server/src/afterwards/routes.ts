import { RECAP_OPEN_MS } from "@hotseat/shared";
import type { Instant } from "@hotseat/shared";
import { LONGEST_REMARK, PulseRequest, RemarkRequest } from "@hotseat/shared/group";
import type { PulseReply, RemarksReply } from "@hotseat/shared/group";
import { Type } from "typebox";
import { CallParams, callPath } from "../calls/attended.ts";
import type { Attended, RequireAttended } from "../calls/attended.ts";
import type { CallStreams } from "../calls/call-streams.ts";
import type { Clock } from "../clock/clock.ts";
import { checkText } from "../groups/texts.ts";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import type { AfterwardsStore } from "./afterwards-store.ts";

type Parts = {
  attended: RequireAttended;
  store: AfterwardsStore;
  streams: CallStreams;
  clock: Clock;
};

/** Three questions at the end of a call, and thanks and corrections for as long as its recap is open. */
export function afterwardsRoutes(app: Api, { attended, store, streams, clock }: Parts): void {
  app.get(
    `${callPath}/pulse`,
    { schema: { summary: "One's own answers, and later the averages", params: CallParams } },
    async (request) => pulseFor(await attended(request)),
  );

  app.post(
    `${callPath}/pulse`,
    {
      config: perClient,
      schema: {
        summary: "Answer: was it useful, is there trust, was the time well spent",
        params: CallParams,
        body: PulseRequest,
      },
    },
    async (request) => {
      const call = await attended(request);
      if (call.session.status === "lobby") {
        throw new Refused(409, "not-started", "The hour has not begun.");
      }
      checkOpen(call);
      await store.answer(call.id, call.member, request.body);
      return pulseFor(call);
    },
  );

  app.get(
    `${callPath}/remarks`,
    { schema: { summary: "Thanks and corrections after a call", params: CallParams } },
    async (request): Promise<RemarksReply> => {
      const call = await attended(request);
      return { until: closesAt(call), remarks: await store.remarks(call.id) };
    },
  );

  app.post(
    `${callPath}/remarks`,
    {
      config: perClient,
      schema: {
        summary: "Thank somebody, or say what was not so, within ten minutes after the end",
        params: CallParams,
        body: RemarkRequest,
        response: { 201: Type.Object({ number: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const call = await attended(request);
      if (call.session.status !== "ended") {
        throw new Refused(409, "not-over", "Thanks and corrections come after the end.");
      }
      checkOpen(call);
      const { to, text } = request.body;
      if (to !== null && !call.session.order.includes(to)) {
        throw new Refused(
          422,
          "bad-recipient",
          "Thanks are for a member of that call, or for all.",
        );
      }
      checkText(call.group, text, LONGEST_REMARK);
      const number = await store.remark(call.id, call.member, request.body, clock.now());
      if (number === null) {
        throw new Refused(409, "too-many-remarks", "This call has enough thanks and corrections.");
      }
      await streams.fetchAnew(call.id, "remarks");
      return reply.code(201).send({ number });
    },
  );

  async function pulseFor(call: Attended): Promise<PulseReply> {
    const open = call.session.status !== "lobby" && !isClosed(call);
    return {
      mine: await store.pulseOf(call.id, call.member),
      open,
      averages: isClosed(call) ? await store.averages(call.id) : null,
    };
  }

  function checkOpen(call: Attended): void {
    if (isClosed(call)) throw new Refused(409, "recap-closed", "The recap of this call is closed.");
  }

  function isClosed(call: Attended): boolean {
    return (closesAt(call) ?? Infinity) <= clock.now();
  }
}

/** When the recap of a call closes; null before its end. */
function closesAt({ session }: Attended): Instant | null {
  return session.status === "ended" ? session.endedAt + RECAP_OPEN_MS : null;
}
