import { useEffect, useState } from "react";
import type { Recap as RecapData } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { get } from "../link/request.ts";
import { Button } from "../parts/button.tsx";
import { nameOf, withNames } from "../session/people.ts";
import { useCallOfGroup } from "../session/group.ts";
import { memberPath } from "../session/address.ts";
import { useSession } from "../session/store.ts";
import { LedgerTable } from "./ledger-table.tsx";
import { Log } from "./log.tsx";
import { NextCall } from "./next-call.tsx";
import { OwnDataOfSession } from "./own-data.tsx";
import { PartTable } from "./part-table.tsx";
import { SeatTable } from "./seat-table.tsx";
import style from "./recap.module.css";

/** What remains of the hour: planned against actual, the ledger, the next call, the log. */
export function Recap() {
  const words = useWords().recap;
  const { recap, again } = useRecap();
  const seat = useSession((state) => state.seat);
  const inGroup = useCallOfGroup(({ told }) => told !== null);
  if (recap === "reading") return <p role="status">{words.loading}</p>;
  if (recap === "failed") {
    return (
      <p role="alert" className={style.failed}>
        {words.failed} <Button onClick={again}>{words.again}</Button>
      </p>
    );
  }
  return (
    <div className={style.recap} data-testid="recap">
      <SeatTable recap={recap} />
      <PartTable recap={recap} />
      <LedgerTable recap={recap} />
      <NextCall recap={recap} />
      <Log recap={recap} />
      {seat && !inGroup && <OwnDataOfSession seat={seat} name={nameOf(recap, seat.member)} />}
    </div>
  );
}

function useRecap() {
  const seat = useSession((state) => state.seat);
  const [recap, setRecap] = useState<RecapData | "reading" | "failed">("reading");
  const reading = recap === "reading";
  useEffect(() => {
    if (!seat || !reading) return;
    let gone = false;
    const read = async () => {
      const answer = await get<RecapData>(`${memberPath(seat)}/recap`);
      if (!gone) setRecap(answer.ok ? withNames(answer.value) : "failed");
    };
    void read();
    return () => {
      gone = true;
    };
  }, [seat, reading]);
  return { recap, again: () => setRecap("reading") };
}
