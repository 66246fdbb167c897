import type {
  Instant,
  MemberId,
  Millis,
  News,
  Proposable,
  SegmentId,
  SessionEvent,
  SessionView,
  Slot,
} from "@hotseat/shared";

/** An event with what has to be known to tell it in a sentence. */
export type Telling = {
  readonly version: number;
  readonly event: SessionEvent;
  readonly hour: Millis;
  readonly members: readonly { readonly id: MemberId; readonly name: string }[];
  readonly segments: readonly Slot[];
  /** How long a segment is after the event. */
  readonly lengths: ReadonlyMap<SegmentId, Millis>;
  /** When the hour began to count; null before. */
  readonly startedAt: Instant | null;
  /** The segment that the event came into. */
  readonly current: SegmentId | null;
  /** Who had the chair before the event. */
  readonly chair: MemberId | null;
  /** What a question was about, by the number that it had. */
  readonly wishes: ReadonlyMap<number, Proposable>;
};

/** News as they come: `before` is the view that they have changed. */
export function tellingOfNews(news: News, view: SessionView, before: SessionView): Telling {
  const proposals = [...before.proposals, ...view.proposals];
  return {
    ...news,
    hour: view.hour,
    members: view.members,
    segments: view.plan.segments,
    lengths: lengthsAfter(news, view),
    startedAt: view.status === "lobby" ? null : view.plan.startsAt,
    current: view.current,
    chair: before.chair,
    wishes: new Map(proposals.map(({ id, wish }) => [id, wish])),
  };
}

/** The lengths of the view, without what was moved by changes that came after this one. */
function lengthsAfter({ version }: News, { plan, news }: SessionView): Map<SegmentId, Millis> {
  const lengths = new Map(
    plan.segments.map(({ id, startsAt, endsAt }) => [id, endsAt - startsAt] as const),
  );
  for (const later of news) {
    if (later.version <= version || !("changes" in later.event)) continue;
    for (const { segment, by } of later.event.changes) {
      lengths.set(segment, (lengths.get(segment) ?? 0) - by);
    }
  }
  return lengths;
}
