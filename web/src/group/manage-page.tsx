import type { GroupView } from "@hotseat/shared/group";
import type { GroupSeat } from "./address.ts";
import { About } from "./manage/about.tsx";
import { Archive } from "./manage/archive.tsx";
import { ChangeCadence } from "./manage/change-cadence.tsx";
import { Erasing } from "./manage/erasing.tsx";
import { Members } from "./manage/members.tsx";
import { Roles } from "./manage/roles.tsx";
import { useWords } from "./words.ts";
import style from "./manage/manage.module.css";

type Props = { readonly view: GroupView; readonly seat: GroupSeat };

/** What the facilitator looks after: cadence, roles, members and links, the group itself. */
export function ManagePage({ view, seat }: Props) {
  const words = useWords().group.manage;
  if (view.you.role !== "facilitator") return <p>{words.notYours}</p>;
  const active = view.status === "active";
  return (
    <div className={style.page}>
      {active && <Members view={view} />}
      {active && <Roles key={`roles ${view.version}`} view={view} />}
      {active && <ChangeCadence key={`cadence ${view.calls[0]?.at}`} view={view} />}
      {active && <About view={view} />}
      <Archive view={view} />
      <Erasing view={view} seat={seat} />
    </div>
  );
}
