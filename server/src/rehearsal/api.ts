import { randomBytes } from "node:crypto";
import type { CreateSessionReply, Refusal } from "@hotseat/shared";
import { Failure } from "../failure.ts";
import { memberPath, operatorPath } from "../links/access.ts";
import { proofOf } from "../links/proof.ts";

/** Somebody's place in a session: the path of their requests, the cookie that opens it, and their link. */
export type Place = {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly cookie: string;
  readonly link: string;
};

/**
 * Makes a practice session on a running box by the operator's link, and opens everybody's place in it.
 * The last one is the facilitator.
 *
 * @throws {Failure} when the box does not answer or refuses.
 */
export async function openSession(
  url: string,
  operatorSecret: string,
  hour: number,
  names: readonly string[],
): Promise<Place[]> {
  const proof = proofOf(operatorSecret);
  const operator = cookieIn(await send(`${url}${operatorPath}/claim`, { proof }));
  const secrets = names.map(() => randomBytes(32).toString("base64url"));
  const answer = await send(
    `${url}${operatorPath}/sessions`,
    {
      hour,
      members: names.map((name, i) => ({ name, proof: proofOf(secrets[i] ?? "") })),
      facilitator: names.length - 1,
      practice: true,
    },
    operator,
  );
  const { session, members } = (await answer.json()) as CreateSessionReply;
  return Promise.all(
    members.map(async ({ id, name }, i) => {
      const path = memberPath(session, id);
      const secret = secrets[i] ?? "";
      const claimed = await send(`${url}${path}/claim`, { proof: proofOf(secret) });
      const link = `${url}/s/${session}/${id}#${secret}`;
      return { name, id, path, cookie: cookieIn(claimed), link };
    }),
  );
}

/** Posts to the box. @throws {Failure} when it does not answer or refuses. */
export async function send(url: string, body: object, cookie = ""): Promise<Response> {
  let response: Response;
  try {
    const headers = { "content-type": "application/json", cookie };
    response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  } catch (error) {
    throw new Failure(`Nothing answers at ${new URL(url).origin}: ${reason(error)}.`);
  }
  if (response.ok) return response;
  const refusal = (await response.json().catch(() => null)) as Refusal | null;
  throw new Failure(
    `${new URL(url).origin} refused with ${response.status}: ${refusal?.message ?? "it is no Hotseat"}`,
  );
}

/** The server's clock less this process's monotonic one, in ms, by the fastest of a few readings. */
export async function clockOffset(url: string): Promise<number> {
  let best = { trip: Infinity, offset: 0 };
  for (let i = 0; i < 5; i += 1) {
    const before = performance.now();
    const { now } = (await (await fetch(`${url}/api/clock`)).json()) as { now: number };
    const after = performance.now();
    if (after - before < best.trip)
      best = { trip: after - before, offset: now - (before + after) / 2 };
  }
  return best.offset;
}

function cookieIn(response: Response): string {
  return (response.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
}

/** What lies behind "fetch failed". */
function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
