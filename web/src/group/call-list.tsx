import { Suspense, lazy, useEffect, useRef, useState } from "react";
import { CalendarClock, CalendarSearch, CalendarX2, RotateCcw } from "lucide-react";
import type { GroupCallView, GroupView, ScheduledCall } from "@hotseat/shared/group";
import { useLocale } from "../language/language.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import { askGroup } from "./opening.ts";
import { isSameClock, timeIn, weekdayIn, weekdayTimeIn } from "./times.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";
import style from "./call-list.module.css";

const MoveDialog = lazy(() => import("./move-dialog.tsx"));
const AskDialog = lazy(() => import("./poll/ask-dialog.tsx"));
const SkipDialog = lazy(() => import("./skip-dialog.tsx"));

type Line =
  | { readonly kind: "call"; readonly call: GroupCallView }
  | { readonly kind: "skipped"; readonly call: ScheduledCall };

type Open = { readonly dialog: "ask" | "move" | "skip"; readonly call: GroupCallView } | null;

/** The coming calls. The facilitator moves, skips and restores them here; the deputy too asks about other times. */
export function CallList({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.calls;
  const locale = useLocale();
  const [open, setOpen] = useState<Open>(null);
  const [trouble, setTrouble] = useState("");
  const facilitates = view.you.role === "facilitator";
  // One question at a time.
  const asks = view.you.role !== "member" && view.poll?.status !== "open";
  const asked = useRef(false);
  useEffect(() => {
    if (open || !asked.current) return;
    asked.current = false;
    // The button that was pressed is not there while the question is open.
    document.getElementById("poll")?.focus();
  }, [open]);
  const lines: readonly Line[] = [
    ...view.calls.map((call) => ({ kind: "call" as const, call })),
    ...view.skipped.map((call) => ({ kind: "skipped" as const, call })),
  ].toSorted((a, b) => a.call.at - b.call.at);
  const restore = async ({ span, original }: ScheduledCall) => {
    const refusal = await askGroup({ type: "restore-call", call: { span, original } });
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
  };
  return (
    <section aria-labelledby="calls" className={style.calls}>
      <h2 id="calls">{words.title}</h2>
      <ol data-testid="calls">
        {lines.map(({ kind, call }) => (
          <li key={`${call.span} ${call.original}`} data-skipped={kind === "skipped"}>
            <When view={view} call={call} />
            {kind === "skipped" && <span className={style.mark}>{words.skipped}</span>}
            {call.moved && <span className={style.mark}>{words.moved}</span>}
            {(facilitates || asks) && (
              <span className={style.acts}>
                {facilitates && (kind === "skipped" || call.moved) && (
                  <Button
                    onClick={() => void restore(call)}
                    aria-label={words.restoreThis(dayOf(call))}
                    data-testid="restore"
                  >
                    <RotateCcw size={16} aria-hidden="true" />
                    <span>{words.restore}</span>
                  </Button>
                )}
                {kind === "call" && asks && (
                  <Button
                    onClick={() => setOpen({ dialog: "ask", call })}
                    aria-label={all.group.poll.askThis(dayOf(call))}
                    data-testid="ask"
                  >
                    <CalendarSearch size={16} aria-hidden="true" />
                    <span>{all.group.poll.ask}</span>
                  </Button>
                )}
                {kind === "call" && facilitates && (
                  <>
                    <Button
                      onClick={() => setOpen({ dialog: "move", call })}
                      aria-label={words.moveThis(dayOf(call))}
                      data-testid="move"
                    >
                      <CalendarClock size={16} aria-hidden="true" />
                      <span>{words.move}</span>
                    </Button>
                    <Button
                      onClick={() => setOpen({ dialog: "skip", call })}
                      aria-label={words.skipThis(dayOf(call))}
                      data-testid="skip"
                    >
                      <CalendarX2 size={16} aria-hidden="true" />
                      <span>{words.skip}</span>
                    </Button>
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <Suspense>
        {open?.dialog === "ask" && (
          <AskDialog
            view={view}
            call={open.call}
            onClose={() => setOpen(null)}
            onAsked={() => {
              asked.current = true;
              setOpen(null);
            }}
          />
        )}
        {open?.dialog === "move" && (
          <MoveDialog view={view} call={open.call} onClose={() => setOpen(null)} />
        )}
        {open?.dialog === "skip" && (
          <SkipDialog view={view} call={open.call} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </section>
  );

  function dayOf({ at }: ScheduledCall): string {
    return weekdayIn(at, view.you.zone, locale);
  }
}

function When({ view, call }: { readonly view: GroupView; readonly call: ScheduledCall }) {
  const locale = useLocale();
  const { zone } = view.you;
  const { zone: groups } = view.series;
  return (
    <time dateTime={new Date(call.at).toISOString()} className={style.when}>
      {weekdayIn(call.at, zone, locale)} <strong>{timeIn(call.at, zone, locale)}</strong>
      {!isSameClock(call.at, zone, groups) && (
        <small>{weekdayTimeIn(call.at, groups, locale)}</small>
      )}
    </time>
  );
}
