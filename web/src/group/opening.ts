import type { CommandReply, Refusal } from "@hotseat/shared";
import type { GroupCommandRequest, GroupReply } from "@hotseat/shared/group";
import { learn, monotonic } from "../clock/clock.ts";
import { claimAddress } from "../link/opening.ts";
import { get, post } from "../link/request.ts";
import type { Answer } from "../link/request.ts";
import { keptInAddress } from "../link/secret.ts";
import { groupPath } from "./address.ts";
import type { GroupSeat } from "./address.ts";
import { forgetKnown, knowGroup, touchKnown } from "./known.ts";
import { forgetGroup, groupStore, takeGroup } from "./store.ts";
import type { GroupOpening } from "./store.ts";

const RETRY_MS = 2_000;

/** A group changes a few times a week; this is how late the page of somebody else shows it. */
const LOOK_EVERY_MS = 15_000;

/** Opens a group by the link in the address or by the cookie, and looks at it now and then until closed. */
export function openGroup(seat: GroupSeat): () => void {
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  forgetGroup(seat);
  const attempt = async () => {
    const opening = await enter(seat);
    if (closed) return;
    groupStore.setState({ opening });
    if (opening.state === "unreachable") timer = setTimeout(attempt, RETRY_MS);
    if (opening.state === "open") timer = setTimeout(look, LOOK_EVERY_MS);
  };
  const look = async () => {
    clearTimeout(timer);
    await refreshGroup();
    if (!closed) timer = setTimeout(look, LOOK_EVERY_MS);
  };
  const seen = () => {
    const isOpen = groupStore.getState().opening.state === "open";
    if (document.visibilityState === "visible" && isOpen) void look();
  };
  document.addEventListener("visibilitychange", seen);
  void attempt();
  return () => {
    closed = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Looks at the group once more; what is shown stays when the server does not answer. */
export async function refreshGroup(): Promise<void> {
  const { seat } = groupStore.getState();
  if (!seat) return;
  const answer = await readGroup(seat);
  if (answer.ok || groupStore.getState().seat !== seat) return;
  if (isGone(answer.status)) groupStore.setState({ opening: { state: "wrong" } });
  else groupStore.setState({ stale: true });
}

/** Asks the group for something and looks at it again; null when it has happened. */
export async function askGroup(command: GroupCommandRequest): Promise<Refusal | null> {
  const { seat } = groupStore.getState();
  if (!seat) return null;
  const answer = await post<CommandReply>(`${groupPath(seat)}/commands`, command);
  if (!answer.ok) return answer.refusal;
  await refreshGroup();
  return null;
}

async function enter(seat: GroupSeat): Promise<GroupOpening> {
  const kept = keptInAddress();
  const claim = await claimAddress(`${groupPath(seat)}/claim`);
  if (claim.outcome === "claimed" && kept !== null) knowGroup(seat, kept);
  if (claim.outcome === "refused") return { state: "refused", refusal: claim.refusal };
  if (claim.outcome === "wrong" || claim.outcome === "unreachable") return { state: claim.outcome };
  const answer = await readGroup(seat);
  if (answer.ok) return { state: "open" };
  if (answer.status === 0 || answer.status >= 500) return { state: "unreachable" };
  if (isGone(answer.status)) {
    forgetKnown(seat);
    return { state: "wrong" };
  }
  return { state: "refused", refusal: answer.refusal };
}

/** Reads the group once, and the clock with it. */
async function readGroup(seat: GroupSeat): Promise<Answer<unknown>> {
  const sent = monotonic();
  const answer = await get<GroupReply>(groupPath(seat));
  // The page may be another group's by now.
  if (answer.ok && groupStore.getState().seat === seat) {
    learn({ sent, arrived: monotonic(), now: answer.value.now });
    takeGroup(answer.value);
    touchKnown(seat, answer.value.view.name);
  }
  return answer;
}

function isGone(status: number): boolean {
  return [400, 401, 403, 404].includes(status);
}
