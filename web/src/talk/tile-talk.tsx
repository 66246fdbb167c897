import { Hand } from "lucide-react";
import type { MemberId } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { useTalk } from "./panel.ts";
import { iconOf } from "./reactions.tsx";
import style from "./tile-talk.module.css";

/** What somebody says without a word, on their tile: a raised hand with its place, a reaction. */
export function TileTalk({ member }: { readonly member: MemberId }) {
  const words = useWords().talk;
  const place = useTalk(({ hands }) => hands.findIndex((hand) => hand.member === member) + 1);
  const reaction = useTalk(({ reactions }) => reactions.get(member) ?? null);
  if (place === 0 && !reaction) return null;
  return (
    <div className={style.talk}>
      {place > 0 && (
        <span
          className={style.hand}
          role="img"
          aria-label={words.handNumber(place)}
          data-testid={`hand-${member}`}
        >
          <Hand size={16} aria-hidden="true" /> {place}
        </span>
      )}
      {reaction && (
        <span
          key={reaction}
          className={style.reaction}
          role="img"
          aria-label={words.reaction[reaction]}
          data-testid={`reaction-${member}`}
        >
          {iconOf(reaction)}
        </span>
      )}
    </div>
  );
}
