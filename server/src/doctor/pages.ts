import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { randomBytes } from "node:crypto";
import { STREAM_VERSION } from "@hotseat/shared";
import { fail, ok, reasonOf, warn } from "./finding.ts";
import type { Finding } from "./finding.ts";

const WITHIN = 5_000;
/** A wall clock further off than this makes calendars, mail and certificates wrong, in ms. */
const APART = 1_000;

/** Whether the server answers at its public address. */
export async function lookAtServer(url: string): Promise<Finding> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(WITHIN) });
    const { ok: well } = (await response.json()) as { ok?: boolean };
    if (response.ok && well === true) return ok("Server", `${url} answers.`);
    return fail(
      "Server",
      `${url} answers ${response.status}: see what the server says when it starts.`,
    );
  } catch (error) {
    return fail(
      "Server",
      `${url} does not answer as a Hotseat does (${reasonOf(error)}): start the server, and let the proxy pass everything on to it.`,
    );
  }
}

/** Whether WebSockets come through: the event stream and LiveKit's signalling are nothing else. */
export async function lookAtStream(url: string): Promise<Finding> {
  // A stranger's stream is opened and then closed with a code of ours: no session is needed.
  const path = `/api/sessions/none/members/none/stream?tab=doctor-00&v=${STREAM_VERSION}`;
  const status = await upgrade(`${url}${path}`);
  if (status === 101) return ok("Event stream", "WebSockets get through to the server.");
  return fail(
    "Event stream",
    `A WebSocket to ${url} is answered with ${status}: let the proxy pass upgrades on.`,
  );
}

/** The same for signalling: LiveKit itself refuses whoever comes without a token. */
export async function lookAtSignalling(url: string): Promise<Finding> {
  const status = await upgrade(`${url}/rtc?access_token=none`);
  if (status === 401) return ok("Signalling", "/rtc gets through to LiveKit.");
  if (status === 503)
    return fail(
      "Signalling",
      "The server cannot reach LiveKit: start LiveKit, or correct LIVEKIT_URL.",
    );
  return fail(
    "Signalling",
    `/rtc is answered with ${status} instead of by LiveKit: let the proxy pass it on with its upgrades.`,
  );
}

/** How far this machine's wall clock is from the server's, which is the database's. */
export async function lookAtClock(url: string): Promise<Finding> {
  try {
    const before = Date.now();
    const response = await fetch(`${url}/api/clock`, { signal: AbortSignal.timeout(WITHIN) });
    const { now } = (await response.json()) as { now: number };
    const apart = Math.round(now - (before + Date.now()) / 2);
    if (Math.abs(apart) < APART)
      return ok("Clock", `The server's clock and this machine's agree to ${Math.abs(apart)} ms.`);
    return warn(
      "Clock",
      `The server's clock is ${apart} ms from this machine's: let NTP set both machines, and restart the server while no hour runs.`,
    );
  } catch (error) {
    return fail("Clock", `The server's clock cannot be read (${reasonOf(error)}).`);
  }
}

/** The status with which a request for a WebSocket is answered, or why there was none. */
function upgrade(address: string): Promise<number | string> {
  const url = new URL(address);
  const send = url.protocol === "https:" ? tlsRequest : plainRequest;
  return new Promise((done) => {
    const request = send(url, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": randomBytes(16).toString("base64"),
      },
    });
    request.setTimeout(WITHIN, () => request.destroy(new Error("no answer")));
    request.once("upgrade", ({ statusCode }, socket) => {
      socket.destroy();
      done(statusCode ?? 0);
    });
    request.once("response", (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    request.once("error", (error) => done(`no answer (${reasonOf(error)})`));
    request.end();
  });
}
