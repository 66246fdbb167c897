import type { ReactNode } from "react";
import { Check, TriangleAlert } from "lucide-react";
import type { ServerReport } from "@hotseat/shared";
import { useFigures } from "./figures.ts";
import { useServerReport } from "./report.ts";
import { useServerWords } from "./words.ts";
import style from "./server-page.module.css";

/** How this server is doing, at a glance. */
export function ServerPage() {
  const words = useServerWords();
  const { report, fresh } = useServerReport();
  const { lasting } = useFigures();
  const troubles = troublesIn(words, report, fresh);
  const state = report || !fresh ? (troubles.length > 0 ? "bad" : "good") : "reading";
  return (
    <section className={style.server}>
      <h1>{words.title}</h1>
      <div className={style.state} data-state={state} role="status" data-testid="server-state">
        {state === "reading" && <p>{words.reading}</p>}
        {state === "good" && <Said mark="good">{words.well}</Said>}
        {state === "bad" &&
          troubles.map((trouble) => (
            <Said key={trouble} mark="bad">
              {trouble}
            </Said>
          ))}
      </div>
      {report && (
        <>
          <dl className={style.rows} data-stale={!fresh}>
            <Sessions report={report} />
            <Lateness report={report} />
            <LiveKit report={report} />
            <Store report={report} />
            <Mail report={report} />
            <Joins report={report} />
          </dl>
          <p className={style.foot} data-testid="server-version">
            {words.version} {report.version}. {words.uptime(lasting(report.uptime))}.
          </p>
        </>
      )}
    </section>
  );
}

function troublesIn(
  words: ReturnType<typeof useServerWords>,
  report: ServerReport | null,
  fresh: boolean,
): readonly string[] {
  if (!fresh) return [report ? words.unreadSince : words.unread];
  return report ? report.failing.map((part) => words.failing[part]) : [];
}

type Of = { readonly report: ServerReport };

function Sessions({ report: { sessions, streams } }: Of) {
  const words = useServerWords();
  const { count } = useFigures();
  return (
    <Row
      name="sessions"
      term={words.sessions}
      value={sessions ? words.running(count(sessions.running)) : words.unknown}
    >
      {sessions && <p>{words.lobby(count(sessions.lobby))}</p>}
      <p>{words.streams(count(streams))}</p>
    </Row>
  );
}

function Lateness({ report: { lateness } }: Of) {
  const words = useServerWords();
  const { measured } = useFigures();
  const { p50, p99 } = lateness;
  if (p50 === null || p99 === null) {
    return <Row name="lateness" term={words.lateness} value={words.nothingYet} />;
  }
  return (
    <Row name="lateness" term={words.lateness} value={words.late(measured(p99))}>
      <p>{words.lateDetail(measured(p50))}</p>
    </Row>
  );
}

function LiveKit({ report: { livekit } }: Of) {
  const words = useServerWords();
  const { measured, lasting } = useFigures();
  const { up, took, silentFor } = livekit;
  const { answers, silent } = words;
  return (
    <Row name="livekit" term={words.livekit} value={up ? answers : silent} bad={!up}>
      {up && took !== null && <p>{words.answeredIn(measured(took))}</p>}
      {!up && <p>{silentFor === null ? words.never : words.silentFor(lasting(silentFor))}</p>}
    </Row>
  );
}

function Store({ report: { store } }: Of) {
  const words = useServerWords();
  const { measured } = useFigures();
  const { up, p50, p99 } = store;
  return (
    <Row name="store" term={words.store} value={up ? words.answers : words.silent} bad={!up}>
      {p50 !== null && p99 !== null && <p>{words.storeTimes(measured(p99), measured(p50))}</p>}
    </Row>
  );
}

function Mail({ report: { mail } }: Of) {
  const words = useServerWords();
  const { count } = useFigures();
  const { sends, messages } = mail;
  if (!sends) {
    return (
      <Row name="mail" term={words.mail} value={words.noMail}>
        <p>{words.noMailDetail}</p>
      </Row>
    );
  }
  if (!messages) return <Row name="mail" term={words.mail} value={words.unknown} />;
  const { waiting, sent, failed, unsure } = messages;
  return (
    <Row name="mail" term={words.mail} value={words.waiting(count(waiting))}>
      <p>{words.mailDetail(count(sent), count(failed), count(unsure))}</p>
    </Row>
  );
}

function Joins({ report: { joins } }: Of) {
  const words = useServerWords();
  const { count, measured } = useFigures();
  const { joined, failed, connected, other } = joins;
  const failures = failed.seal + failed.token + failed.connect;
  return (
    <Row name="joins" term={words.joins} value={words.joined(count(joined))}>
      {failures === 0 ? (
        <p>{words.noFailures}</p>
      ) : (
        <p>
          <strong>{words.failed(count(failures))}</strong>{" "}
          {words.steps(count(failed.seal), count(failed.token), count(failed.connect))}
        </p>
      )}
      {connected.p50 !== null && connected.p99 !== null && (
        <p>{words.connected(measured(connected.p50), measured(connected.p99))}</p>
      )}
      {other.p50 !== null && other.p99 !== null && (
        <p>{words.pictures(measured(other.p50), measured(other.p99))}</p>
      )}
      <p>{words.since}</p>
    </Row>
  );
}

function Row(props: {
  readonly name: string;
  readonly term: string;
  readonly value: string;
  readonly bad?: boolean;
  readonly children?: ReactNode;
}) {
  const { name, term, value, bad = false, children } = props;
  return (
    <div className={style.row} data-testid={`server-${name}`}>
      <dt>{term}</dt>
      <dd>
        {bad ? <Said mark="bad">{value}</Said> : <p className={style.value}>{value}</p>}
        {children}
      </dd>
    </div>
  );
}

/** A sentence with a sign beside it, so that colour alone says nothing. */
function Said({ mark, children }: { readonly mark: "good" | "bad"; readonly children: string }) {
  const Sign = mark === "good" ? Check : TriangleAlert;
  return (
    <p className={style.value} data-mark={mark}>
      <Sign size={22} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
