import type { MemberView } from "@hotseat/shared";
import type { Brief } from "@hotseat/shared/group";
import { BriefText } from "../between/brief-text.tsx";
import { useWords } from "../words.ts";
import style from "./panel.module.css";

type Props = { readonly holder: MemberView; readonly brief: Brief };

/** The brief of who sits, beside the stage. */
export function SeatBrief({ holder, brief }: Props) {
  const words = useWords().group.brief;
  return (
    <section className={style.part} data-seat={holder.colour} data-testid="seat-brief">
      <h2>{words.of(holder.name)}</h2>
      <BriefText brief={brief} />
    </section>
  );
}
