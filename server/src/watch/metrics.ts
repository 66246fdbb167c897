import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { joinSteps } from "@hotseat/shared";
import type { JoinReport, JoinStep, Millis, RejectionCode } from "@hotseat/shared";
import { version } from "../version.ts";
import type { StoreWork } from "../store/timing.ts";
import type { Health } from "./health.ts";
import { Recent } from "./recent.ts";

/** Upper bounds in seconds. A deadline is on time within 0.25; after a restart it may be minutes late. */
const LATENESS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600];
const FAN_OUT_S = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5];
const STORE_S = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const JOIN_S = [0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 13, 20, 30, 60];

/** Of the process and of Node. There is one of each, however many applications are in it. */
let ofProcess: Registry | null = null;

function processMetrics(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

/**
 * What is counted and measured here, named by Prometheus' conventions: base units, `_total` for what
 * only grows. No label has a value that names a session, a group or a person.
 */
export class Metrics {
  readonly #own = new Registry();
  readonly #commands: Counter;
  readonly #lateness: Histogram;
  readonly #fanOut: Histogram;
  readonly #store: Readonly<Record<StoreWork, Readonly<Record<"ok" | "failed", Bound>>>>;
  readonly #joins: Counter;
  readonly #joinTimes: Readonly<Record<"connected" | "own" | "other", Bound>>;
  /** The same again for the operator's page, in ms. */
  readonly recent = {
    lateness: new Recent(),
    store: new Recent(),
    connected: new Recent(),
    other: new Recent(),
  };
  readonly joined = { joined: 0, seal: 0, token: 0, connect: 0 };

  constructor() {
    const registers = [this.#own];
    this.#commands = new Counter({
      name: "hotseat_commands_total",
      help: "What members asked of sessions, by what came of it: accepted, or the code of the refusal.",
      labelNames: ["outcome"],
      registers,
    });
    this.#commands.inc({ outcome: "accepted" }, 0);
    this.#lateness = new Histogram({
      name: "hotseat_deadline_lateness_seconds",
      help: "From a deadline of a session until what follows from it is stored and announced.",
      buckets: LATENESS_S,
      registers,
    });
    this.#fanOut = new Histogram({
      name: "hotseat_event_fanout_seconds",
      help: "From a change being stored until it is written to every open stream of its session here.",
      buckets: FAN_OUT_S,
      registers,
    });
    const store = new Histogram({
      name: "hotseat_store_seconds",
      help: "How long the store took for a query, or for a whole transaction.",
      labelNames: ["work", "outcome"],
      buckets: STORE_S,
      registers,
    });
    const timed = (work: StoreWork) => ({
      ok: store.labels({ work, outcome: "ok" }),
      failed: store.labels({ work, outcome: "failed" }),
    });
    for (const work of ["query", "transaction"]) {
      for (const outcome of ["ok", "failed"]) store.zero({ work, outcome });
    }
    this.#store = { query: timed("query"), transaction: timed("transaction") };
    this.#joins = new Counter({
      name: "hotseat_joins_total",
      help: "Clicks on Join as browsers report them: joined, or the step that failed first.",
      labelNames: ["outcome"],
      registers,
    });
    for (const outcome of ["joined", ...joinSteps]) this.#joins.inc({ outcome }, 0);
    const joinTimes = new Histogram({
      name: "hotseat_join_seconds",
      help: "From the click on Join as browsers report it: until connected, the first own picture, the first of another.",
      labelNames: ["until"],
      buckets: JOIN_S,
      registers,
    });
    for (const until of ["connected", "own_picture", "other_picture"]) joinTimes.zero({ until });
    this.#joinTimes = {
      connected: joinTimes.labels({ until: "connected" }),
      own: joinTimes.labels({ until: "own_picture" }),
      other: joinTimes.labels({ until: "other_picture" }),
    };
    new Gauge({
      name: "hotseat_build_info",
      help: "Always 1; the label has the version.",
      labelNames: ["version"],
      registers,
    }).set({ version }, 1);
  }

  /** A deadline was so late when what follows from it was stored and announced, in ms. */
  readonly late = (ms: Millis): void => {
    this.#lateness.observe(Math.max(0, ms) / 1000);
    this.recent.lateness.add(Math.max(0, ms));
  };

  readonly commanded = (outcome: "accepted" | RejectionCode): void => {
    this.#commands.inc({ outcome });
  };

  /** A stored change took so long to be written to the streams, in ms. */
  readonly fannedOut = (ms: Millis): void => {
    this.#fanOut.observe(ms / 1000);
  };

  readonly storeWorked = (work: StoreWork, ms: Millis, ok: boolean): void => {
    this.#store[work][ok ? "ok" : "failed"].observe(ms / 1000);
    this.recent.store.add(ms);
  };

  join(report: JoinReport): void {
    const outcome: "joined" | JoinStep = report.outcome === "joined" ? report.outcome : report.step;
    this.#joins.inc({ outcome });
    this.joined[outcome] += 1;
    if (report.outcome === "failed") return;
    this.#joinTimes.connected.observe(report.connected / 1000);
    this.recent.connected.add(report.connected);
    if (report.own !== null) this.#joinTimes.own.observe(report.own / 1000);
    if (report.other === null) return;
    this.#joinTimes.other.observe(report.other / 1000);
    this.recent.other.add(report.other);
  }

  /** Adds what is not counted but looked at when somebody asks. */
  show(health: Health, openStreams: () => number): void {
    const gauge = (
      name: string,
      help: string,
      read: () => number | null | Readonly<Record<string, number>>,
      label?: string,
    ) => {
      const metric = new Gauge({
        name,
        help,
        labelNames: label === undefined ? [] : [label],
        registers: [],
        collect() {
          const now = read();
          if (typeof now === "object" && now !== null && label !== undefined) {
            for (const [value, count] of Object.entries(now)) this.set({ [label]: value }, count);
          } else if (label !== undefined) this.reset();
          else this.set(typeof now === "number" ? now : Number.NaN);
        },
      });
      this.#own.registerMetric(metric);
    };
    const { livekit, store, counts } = health;
    const seconds = (ms: Millis | null) => (ms === null ? null : ms / 1000);
    gauge("hotseat_streams_open", "Open streams of members' pages at this server.", openStreams);
    gauge(
      "hotseat_sessions",
      "Sessions that are not over, of all servers on this store; absent while it is silent.",
      () => (counts.up ? (counts.value?.sessions ?? null) : null),
      "status",
    );
    gauge(
      "hotseat_mail_messages",
      "Messages in the outbox, of all servers on this store; absent while it is silent.",
      () => (counts.up ? (counts.value?.mail ?? null) : null),
      "state",
    );
    gauge("hotseat_store_up", "1 when the store answered the last time it was asked.", () =>
      Number(store.up),
    );
    gauge("hotseat_livekit_up", "1 when LiveKit answered the last time it was asked.", () =>
      Number(livekit.up),
    );
    gauge(
      "hotseat_livekit_last_answer_age_seconds",
      "Since LiveKit last answered; NaN when it never did.",
      () => seconds(livekit.silentFor),
    );
    gauge(
      "hotseat_livekit_answer_seconds",
      "How long LiveKit's last answer took; NaN when there was none.",
      () => seconds(livekit.took),
    );
  }

  /** Everything, as Prometheus reads it. */
  async text(): Promise<{ type: string; body: string }> {
    const all = Registry.merge([this.#own, processMetrics()]);
    return { type: all.contentType, body: await all.metrics() };
  }
}

type Bound = { observe(value: number): void };
