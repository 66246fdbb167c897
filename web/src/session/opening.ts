import type { CommandReply, CommandRequest } from "@hotseat/shared";
import { claimAddress } from "../link/opening.ts";
import { post } from "../link/request.ts";
import { memberPath, streamAddress } from "./address.ts";
import type { Seat } from "./address.ts";
import { endWithoutServer } from "./hour-end.ts";
import { readView } from "./resource.ts";
import { forgetSession, sessionStore, takeView } from "./store.ts";
import type { Opening } from "./store.ts";
import { Stream } from "./stream.ts";
import type { Outcome } from "./stream.ts";

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
  return () => {
    closed = true;
    forgetEnd();
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

async function enter(seat: Seat): Promise<Opening> {
  const claim = await claimAddress(`${memberPath(seat)}/claim`);
  if (claim.outcome === "refused") return { state: "refused", refusal: claim.refusal };
  if (claim.outcome === "wrong" || claim.outcome === "unreachable") return { state: claim.outcome };
  const answer = await readView(seat);
  if (answer.ok) return { state: "open" };
  if (answer.status === 0 || answer.status >= 500) return { state: "unreachable" };
  if ([400, 401, 403, 404].includes(answer.status)) return { state: "wrong" };
  return { state: "refused", refusal: answer.refusal };
}

function follow(seat: Seat): Stream {
  return new Stream(streamAddress(seat), {
    since: () => sessionStore.getState().view?.version ?? null,
    onState: (state) => sessionStore.setState({ stream: state }),
    onMessage: (message) => {
      if (message.type === "view") takeView(message.view);
      if (message.type === "elsewhere") sessionStore.setState({ place: "elsewhere" });
    },
  });
}
