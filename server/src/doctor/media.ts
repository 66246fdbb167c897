import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { AccessToken, RoomServiceClient, TwirpError } from "livekit-server-sdk";
import type { KeyPair } from "../media/tokens.ts";
import { isLoopback } from "../settings.ts";
import { fail, ok, reasonOf, warn } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { relaysFor, withoutTls } from "./turn.ts";
import type { Relay } from "./turn.ts";

type Rtc = typeof import("@livekit/rtc-node");
type Room = InstanceType<Rtc["Room"]>;

/** By what media goes, and where to. */
type Route = {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  /** False when LiveKit came to us from an address that it had not offered, and none that it had is reached. */
  readonly offered: boolean;
};

const TURN = "TURN";

/** Long enough for a slow network, in ms; LiveKit's client itself would try for longer. */
const JOIN_WITHIN = 15_000;
const SWITCH_WITHIN = 12_000;
const LOOK_EVERY = 100;
/** PAIR_SUCCEEDED of livekit.proto.IceCandidatePairState, which the client does not export. */
const SUCCEEDED = 4;
/** PRFLX of livekit.proto.IceCandidateType. */
const PEER_REFLEXIVE = 2;
/** The room is gone by itself when this program is ended half way, in seconds. */
const EMPTY_TIMEOUT_S = 20;

/** Whether LiveKit answers and takes our keys. */
export async function lookAtLiveKit(address: string, keys: KeyPair | null): Promise<Finding> {
  const what = "LiveKit";
  try {
    const { ok: well } = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    if (!well || keys === null) throw new Error(keys ? "it is not LiveKit" : "never started");
    await new RoomServiceClient(address, keys.key, keys.secret, { requestTimeout: 5 }).listRooms();
    return ok(what, `${address} answers and takes the keys.`);
  } catch (error) {
    if (error instanceof TwirpError) {
      return fail(
        what,
        `${address} does not take the keys (${error.message}): give LIVEKIT_API_KEY and LIVEKIT_API_SECRET the values that LiveKit was started with.`,
      );
    }
    return fail(
      what,
      `${address} does not answer (${reasonOf(error)}): start LiveKit, or the server that starts its own, or correct LIVEKIT_URL.`,
    );
  }
}

/** The box's address, LiveKit's own, and its keys. */
export type MediaParts = { readonly url: string; readonly address: string; readonly keys: KeyPair };

/** Joins a room of its own through the box's address, and sees by which ways media comes. */
export async function lookAtMedia(
  parts: MediaParts,
  ports: { readonly udp: string; readonly tcp: string },
): Promise<Finding[]> {
  const { url } = parts;
  try {
    return await joined(parts, null, async (room, rtc) => {
      const first = await settled(room, () => true);
      if (first === null) throw new Error("no way for media was found");
      const local = elsewhere(url, first.offered ? first : await offeredToo(room, first));
      if (first.protocol !== "udp") {
        return [
          fail("Media by UDP", `Media cannot be sent by UDP: open ${ports.udp} to this machine.`),
          ok("Media by TCP", `Media goes to ${placeOf(first)}.`),
          ...local,
        ];
      }
      await room.simulateScenario(rtc.SimulateScenarioKind.SIMULATE_FORCE_TCP).catch(() => {});
      const second = await settled(room, ({ protocol }) => protocol === "tcp");
      return [
        ok("Media by UDP", `Media goes to ${placeOf(first)}.`),
        second === null
          ? warn(
              "Media by TCP",
              `Networks that block UDP cannot join: open ${ports.tcp} to this machine.`,
            )
          : ok("Media by TCP", `Where UDP is blocked, media goes to ${placeOf(second)}.`),
        ...local,
      ];
    });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.includes("signal failure")) {
      return [
        fail(
          "Media",
          `LiveKit's client does not get through to ${url}/rtc (${reason}): it trusts the authorities of this system, so install its ca-certificates, or name an authority of your own in SSL_CERT_FILE.`,
        ),
      ];
    }
    return [
      fail(
        "Media",
        `Media cannot be sent at all (${reason}): open ${ports.udp} and ${ports.tcp} to this machine, and set LIVEKIT_NODE_IP to the address that browsers reach.`,
      ),
    ];
  }
}

/** Whether each TURN server that LiveKit offers relays media, which is what a network that lets only 443 through needs. */
export async function lookAtTurn(parts: MediaParts): Promise<Finding[]> {
  let relays: Relay[];
  try {
    relays = await inRoom(parts, (token) => relaysFor(parts.url, token));
  } catch (error) {
    return [fail(TURN, `LiveKit cannot be asked for its TURN servers (${reasonOf(error)}).`)];
  }
  if (relays.length === 0)
    return [fail(TURN, "LiveKit offers no TURN server: turn one on in its configuration.")];
  const findings: Finding[] = [];
  for (const relay of relays) findings.push(await lookAtRelay(parts, relay));
  return findings;
}

async function lookAtRelay(parts: MediaParts, relay: Relay): Promise<Finding> {
  try {
    const opened = await withoutTls(relay);
    try {
      await joined(parts, opened.relay, async () => {});
    } finally {
      opened.close();
    }
    return ok(TURN, `${relay.url} relays media.`);
  } catch (error) {
    return fail(
      TURN,
      `${relay.url} relays no media (${reasonOf(error)}): open its port to this machine, and see that its name leads here and its certificate is for that name.`,
    );
  }
}

/** Lets go of LiveKit's client, which keeps the process alive. */
export async function putAway(): Promise<void> {
  const { dispose } = await import("@livekit/rtc-node");
  await dispose();
}

/** What is done with a token for a room of its own, which is gone afterwards. */
async function inRoom<T>(
  { address, keys }: MediaParts,
  use: (token: string) => Promise<T>,
): Promise<T> {
  const livekit = new RoomServiceClient(address, keys.key, keys.secret, { requestTimeout: 5 });
  const name = `doctor.${randomBytes(12).toString("base64url")}`;
  try {
    await livekit.createRoom({ name, emptyTimeout: EMPTY_TIMEOUT_S, departureTimeout: 1 });
    return await use(await tokenFor(keys, name));
  } finally {
    await livekit.deleteRoom(name).catch(() => {});
  }
}

/** Joins such a room as LiveKit's own client does, by this relay alone if there is one. Rejects when it cannot be joined. */
async function joined<T>(
  parts: MediaParts,
  relay: Relay | null,
  use: (room: Room, rtc: Rtc) => Promise<T>,
): Promise<T> {
  // A large native library, loaded by whoever needs it.
  const rtc = await import("@livekit/rtc-node");
  return inRoom(parts, async (token) => {
    const room = new rtc.Room();
    const options = { autoSubscribe: false, dynacast: false };
    const relayed = relay && {
      iceTransportType: rtc.IceTransportType.TRANSPORT_RELAY,
      continualGatheringPolicy: rtc.ContinualGatheringPolicy.GATHER_ONCE,
      iceServers: [
        new rtc.IceServer({
          urls: [relay.url],
          username: relay.username,
          password: relay.password,
        }),
      ],
    };
    const connecting = room.connect(parts.url.replace(/^http/, "ws"), token, {
      ...options,
      ...(relayed ? { rtcConfig: relayed } : {}),
    });
    try {
      await within(JOIN_WITHIN, connecting);
      return await use(room, rtc);
    } finally {
      await room.disconnect().catch(() => {});
    }
  });
}

/** A way within the machine says nothing of the one that browsers elsewhere take. */
function elsewhere(url: string, { address, offered }: Route): Finding[] {
  const what = "Media outside";
  if (!offered) {
    return [
      warn(
        what,
        "The address that LiveKit offers is not reached; only here, on its own machine, LiveKit finds a way back: set LIVEKIT_NODE_IP to the address that browsers reach.",
      ),
    ];
  }
  if (!isLoopback(address) || isLoopback(new URL(url).hostname)) return [];
  return [
    warn(
      what,
      "From this machine media takes a way that others do not have: run “Test the connection” at the door of a call from another network.",
    ),
  ];
}

async function tokenFor({ key, secret }: KeyPair, room: string): Promise<string> {
  const token = new AccessToken(key, secret, { identity: "doctor", ttl: "5m" });
  token.addGrant({ room, roomJoin: true, canPublish: false, canSubscribe: false });
  return token.toJwt();
}

/** The way that ICE has chosen, once it is such a one; null when that does not come about. */
async function settled(room: Room, isSuch: (route: Route) => boolean): Promise<Route | null> {
  const deadline = performance.now() + SWITCH_WITHIN;
  while (performance.now() < deadline) {
    const route = await routeOf(room).catch(() => null);
    if (route && isSuch(route)) return route;
    await pause(LOOK_EVERY);
  }
  return null;
}

/** LiveKit comes to whoever is beside it by a shorter way, before the one that it has offered is tried. */
async function offeredToo(room: Room, first: Route): Promise<Route> {
  return (await settled(room, ({ offered }) => offered)) ?? first;
}

async function routeOf(room: Room): Promise<Route | null> {
  const { publisherStats, subscriberStats } = await room.getRtcStats();
  const all = [...publisherStats, ...subscriberStats].map(({ stats }) => stats);
  const ways = all.flatMap((each) => {
    if (each.case !== "candidatePair") return [];
    const { state, nominated, remoteCandidateId } = each.value.candidatePair ?? {};
    if (state !== SUCCEEDED) return [];
    const remote = all.find(
      (one) => one.case === "remoteCandidate" && one.value.rtc?.id === remoteCandidateId,
    );
    if (remote?.case !== "remoteCandidate") return [];
    const { protocol = "", address = "", port = 0, candidateType } = remote.value.candidate ?? {};
    return { protocol, address, port, nominated, offered: candidateType !== PEER_REFLEXIVE };
  });
  const chosen = ways.find(({ nominated }) => nominated === true);
  if (!chosen) return null;
  // What was offered may well be reached although a shorter way was chosen.
  const offered = ways.some((way) => way.offered && way.protocol === chosen.protocol);
  return { ...chosen, offered };
}

function placeOf({ protocol, address, port }: Route): string {
  // Of an address that was not offered the client tells the port only.
  return `${address || "an address that was not offered"}, ${protocol.toUpperCase()} ${port}`;
}

function within<T>(ms: number, what: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), ms);
  what.catch(() => {});
  return Promise.race([what, late]).finally(() => clearTimeout(timer));
}
