import type { CommandReply, CommandRequest, MemberId } from "@hotseat/shared";
import { words } from "../language/language.ts";
import { claimAddress } from "../link/opening.ts";
import { forgetSecret, keepSecret } from "../link/kept.ts";
import { post } from "../link/request.ts";
import { keptInAddress } from "../link/secret.ts";
import { followSeal, refreshSeal } from "../seal/opening.ts";
import { replaceWhenPutOut } from "../seal/putting-out.ts";
import { turnOff } from "../media/publish.ts";
import { hearTalk, lastSaid } from "../talk/heard.ts";
import { memberPath, streamAddress } from "./address.ts";
import type { Seat } from "./address.ts";
import { endWithoutServer } from "./hour-end.ts";
import { hearGroup } from "./group.ts";
import { forgetSession } from "./memory.ts";
import { notify } from "./notice.ts";
import { nameOf } from "./people.ts";
import { readView } from "./resource.ts";
import { sessionStore, takeView } from "./store.ts";
import type { Opening } from "./store.ts";
import { Stream } from "./stream.ts";
import type { Asked, Outcome } from "./stream.ts";

const RETRY_MS = 2_000;

let stream: Stream | null = null;

/** Opens a session by the link in the address or by the cookie, and follows it until closed. */
export function openSession(seat: Seat): () => void {
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  forgetSession();
  sessionStore.setState({ seat });
  const attempt = async () => {
    const opening = await enter(seat);
    if (closed) return;
    sessionStore.setState({ opening });
    if (opening.state === "unreachable") retry = setTimeout(attempt, RETRY_MS);
    if (opening.state === "open") stream = follow(seat);
  };
  void attempt();
  const forgetEnd = endWithoutServer();
  const forgetSeal = followSeal(seat);
  const forgetPutOut = replaceWhenPutOut(seat);
  return () => {
    closed = true;
    forgetEnd();
    forgetSeal();
    forgetPutOut();
    clearTimeout(retry);
    stream?.close();
    stream = null;
  };
}

/** Tells the server whether this tab is in the call or only at its door. */
export function tellEntered(entered: boolean): void {
  if (stream) stream.entered = entered;
}

/** Asks the server for something, over the connection when there is one and else by a request. */
export function ask(seat: Seat, command: CommandRequest): Promise<Outcome> {
  return stream?.command(command) ?? post<CommandReply>(`${memberPath(seat)}/commands`, command);
}

/** Asks for something beside the hour; null while there is no connection. */
export function askStream(asked: Exclude<Asked, { type: "command" }>): Promise<Outcome> | null {
  return stream?.ask(asked) ?? null;
}

async function enter(seat: Seat): Promise<Opening> {
  const kept = keptInAddress();
  const claim = await claimAddress(`${memberPath(seat)}/claim`);
  if (claim.outcome === "claimed" && kept !== null) keepSecret(seat, kept);
  if (claim.outcome === "refused") return { state: "refused", refusal: claim.refusal };
  if (claim.outcome === "wrong" || claim.outcome === "unreachable") return { state: claim.outcome };
  const answer = await readView(seat);
  if (answer.ok) return { state: "open" };
  if (answer.status === 0 || answer.status >= 500) return { state: "unreachable" };
  if (answer.refusal.code === "removed") return { state: "removed" };
  if ([400, 401, 403, 404].includes(answer.status)) return { state: "wrong" };
  return { state: "refused", refusal: answer.refusal };
}

function follow(seat: Seat): Stream {
  return new Stream(streamAddress(seat), {
    since: () => sessionStore.getState().view?.version ?? null,
    said: lastSaid,
    onState: (state) => {
      // What was said about the key meanwhile was not heard.
      if (state === "open" && sessionStore.getState().stream === "lost") void refreshSeal();
      if (state === "refused") forgetSecret(seat);
      sessionStore.setState({ stream: state });
    },
    onMessage: (message) => {
      if (message.type === "view") takeView(message.view);
      if (message.type === "sealed-anew") void refreshSeal();
      if (message.type === "muted") mutedBy(message.by);
      if (message.type === "talk" || message.type === "reacted") hearTalk(message);
      if (message.type === "group" || message.type === "fetch-anew") hearGroup(message);
      if (message.type === "elsewhere") sessionStore.setState({ place: "elsewhere" });
    },
  });
}

/** Somebody has turned off this microphone, and only its owner can turn it on again. */
function mutedBy(member: MemberId): void {
  void turnOff("microphone");
  const { view } = sessionStore.getState();
  notify({
    code: "muted-by",
    message: words().moderation.mutedBy(view ? nameOf(view, member) : ""),
  });
}
