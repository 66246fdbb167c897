import { CheckStatus, Checker, ConnectionCheck, Track } from "livekit-client";
import type { CheckInfo, LocalTrackPublication } from "livekit-client";
import type { TokenReply } from "@hotseat/shared";
import { post } from "../link/request.ts";
import { memberPath, webSocketOrigin } from "../session/address.ts";
import type { Seat } from "../session/address.ts";
import { verdictOfRefusal, verdictOfSignalling } from "./connection-verdict.ts";
import type { Step, StepState, Verdict, Way } from "./connection-verdict.ts";

/** A way that is blocked is known to be after this, in ms; a way that is open takes a second. */
const CONNECT_WITHIN_MS = 10_000;

/** LiveKit's server reports every second or so what it has received; in ms. */
const HEARD_WITHIN_MS = 8_000;
const LOOK_EVERY_MS = 250;

type Route = { readonly way: Way; readonly roundTrip: number | null };

/**
 * Tries everything that the call will need, from this page, in a room of its own where nobody else
 * is, and tells each step. Takes 10 to 15 seconds where all is well and at most a minute. Never
 * rejects for a network that lets nothing through: that is a verdict. Null when it was aborted.
 */
export async function testConnection(
  seat: Seat,
  tell: (step: Step, state: StepState) => void,
  signal: AbortSignal,
): Promise<Verdict | null> {
  tell("server", "running");
  const reply = await post<TokenReply>(`${memberPath(seat)}/connection-test`, {});
  if (signal.aborted) return null;
  tell("server", reply.ok ? "passed" : "failed");
  if (!reply.ok) return verdictOfRefusal(reply.refusal);

  const { token } = reply.value;
  const check = new ConnectionCheck(webSocketOrigin(), token, {
    connectOptions: { maxRetries: 0, peerConnectionTimeout: CONNECT_WITHIN_MS },
  });
  const run = async (step: Step, work: () => Promise<CheckInfo>): Promise<CheckInfo | null> => {
    if (signal.aborted) return null;
    tell(step, "running");
    const info = await work();
    tell(step, stateOf(info));
    return info;
  };

  const signalling = await run("signalling", () => check.checkWebsocket());
  if (failed(signalling)) return verdictOfSignalling(await plainAnswer(token));
  const media = await run("media", () => check.checkWebRTC());
  if (failed(media)) return { kind: "no-media" };
  const sending = await run("sending", () => check.createAndRunCheck(SendingCheck));
  if (failed(sending)) return { kind: "no-sending" };
  const route = sending?.data as Route | undefined;
  const fallback =
    route?.way === "udp"
      ? await run("fallback", () => check.createAndRunCheck(FallbackCheck))
      : null;
  if (!fallback) tell("fallback", "skipped");
  await run("relay", () => check.checkTURN());
  const resuming = await run("resuming", () => check.checkReconnect());
  if (signal.aborted || !route) return null;
  return {
    kind: route.way,
    roundTrip: route.roundTrip,
    fallback: fallback && !failed(fallback),
    resumes: !failed(resuming),
  };
}

function failed(info: CheckInfo | null): boolean {
  return info?.status === CheckStatus.FAILED;
}

function stateOf({ status }: CheckInfo): StepState {
  if (status === CheckStatus.FAILED) return "failed";
  return status === CheckStatus.SKIPPED ? "skipped" : "passed";
}

/** What the signalling address says to an ordinary request; 0 when nothing comes back. */
async function plainAnswer(token: string): Promise<number> {
  try {
    const query = new URLSearchParams({ access_token: token });
    const answer = await fetch(`/rtc/validate?${query}`, { cache: "no-store" });
    return answer.status;
  } catch {
    return 0;
  }
}

/**
 * Sends a made picture and a made sound until the server says that both have come, and looks by
 * which way they went. LiveKit's own checks of sending open microphone and camera and fail on a
 * silent or a covered one; the door shows those two already, and this is about the network.
 */
class SendingCheck extends Checker {
  protected route: Route | null = null;

  get description(): string {
    return "Sending a picture and a sound";
  }

  protected async perform(): Promise<void> {
    const made = madeMedia();
    try {
      const { localParticipant } = await this.connect();
      await this.prepare();
      const sound = await localParticipant.publishTrack(made.sound, {
        source: Track.Source.Microphone,
      });
      const picture = await localParticipant.publishTrack(made.picture, {
        source: Track.Source.Camera,
        simulcast: false,
      });
      await this.#arrive([sound, picture]);
    } finally {
      made.stop();
    }
  }

  /** What is to be done before anything is sent: LiveKit would send it anew afterwards. */
  protected async prepare(): Promise<void> {}

  /** Whether the way that was found is the one that was asked about. */
  protected accepts(_way: Way): boolean {
    return true;
  }

  override getInfo(): CheckInfo {
    return { ...super.getInfo(), data: this.route };
  }

  async #arrive(publications: readonly LocalTrackPublication[]): Promise<void> {
    const deadline = performance.now() + HEARD_WITHIN_MS;
    while (performance.now() < deadline) {
      const reports = await Promise.all(
        publications.map(async ({ track }) => [
          ...((await track?.getRTCStatsReport())?.values() ?? []),
        ]),
      );
      this.route = routeOf(reports.flat());
      if (reports.every(hasArrived) && this.route && this.accepts(this.route.way)) return;
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    }
    throw new Error("the server received nothing");
  }
}

/** The same after the server was asked to take TCP alone. */
class FallbackCheck extends SendingCheck {
  override get description(): string {
    return "Sending by TCP";
  }

  protected override prepare(): Promise<void> {
    return this.switchProtocol("tcp");
  }

  protected override accepts(way: Way): boolean {
    return way !== "udp";
  }
}

type Report = Readonly<Record<string, unknown>>;

/** Whether the server has acknowledged packets of what this report is about. */
function hasArrived(reports: readonly Report[]): boolean {
  return reports.some(
    ({ type, roundTripTimeMeasurements }) =>
      type === "remote-inbound-rtp" && Number(roundTripTimeMeasurements ?? 1) > 0,
  );
}

/** The way that the transport has chosen; null while it has not. */
function routeOf(reports: readonly Report[]): Route | null {
  const find = (id: unknown) => reports.find((report) => report["id"] === id);
  const transport = reports.find(({ type, selectedCandidatePairId: id }) => {
    return type === "transport" && id !== undefined;
  });
  const pair = transport
    ? find(transport["selectedCandidatePairId"])
    : // Firefox has no reports of transports and marks the pair itself.
      reports.find(({ type, selected }) => type === "candidate-pair" && selected === true);
  const local = find(pair?.["localCandidateId"]);
  if (!pair || !local) return null;
  const seconds = pair["currentRoundTripTime"];
  const direct = local["protocol"] === "tcp" ? "tcp" : "udp";
  return {
    way: local["candidateType"] === "relay" ? "relay" : direct,
    roundTrip: typeof seconds === "number" ? Math.round(seconds * 1_000) : null,
  };
}

/** A small moving picture and a sound, neither of which anybody sees or hears. */
function madeMedia(): { picture: MediaStreamTrack; sound: MediaStreamTrack; stop(): void } {
  const canvas = document.createElement("canvas");
  canvas.width = 320;
  canvas.height = 180;
  const drawing = canvas.getContext("2d");
  let turn = 0;
  const draw = () => {
    if (!drawing) return;
    turn = (turn + 7) % 360;
    drawing.fillStyle = `hsl(${turn} 60% 50%)`;
    drawing.fillRect(0, 0, canvas.width, canvas.height);
  };
  draw();
  const timer = setInterval(draw, 100);
  const [picture] = canvas.captureStream(10).getVideoTracks();
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const oscillator = context.createOscillator();
  oscillator.connect(destination);
  oscillator.start();
  const [sound] = destination.stream.getAudioTracks();
  if (!picture || !sound) throw new Error("this browser makes no tracks");
  return {
    picture,
    sound,
    stop: () => {
      clearInterval(timer);
      picture.stop();
      sound.stop();
      void context.close();
    },
  };
}
