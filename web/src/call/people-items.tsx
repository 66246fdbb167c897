import type { MemberId, SessionView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { post } from "../link/request.ts";
import { MenuGroup, MenuItem } from "../parts/menu.tsx";
import { memberPath } from "../session/address.ts";
import { notify } from "../session/notice.ts";
import { hasChair, nameOf } from "../session/people.ts";
import { sessionStore } from "../session/store.ts";
import { usePeople } from "./people.ts";

type Props = {
  readonly view: SessionView;
  /** Asks once more before somebody is removed. */
  readonly onRemove: (member: MemberId) => void;
};

/** What whoever has the chair can do about others: mute those who are heard, and remove. */
export function PeopleItems({ view, onRemove }: Props) {
  const { moderation: words } = useWords();
  const personOf = usePeople();
  const heard = hasChair(view)
    ? view.members.filter(({ id }) => id !== view.you.id && personOf(id).heard)
    : [];
  const { remove } = view.offers;
  return (
    <>
      {heard.length > 0 && (
        <MenuGroup name={words.mute} hint={words.muteHint}>
          {heard.map(({ id, name }) => (
            <MenuItem
              key={id}
              testId={`mute-${id}`}
              label={words.muteOne(name)}
              onPick={() => void mute(id)}
            >
              {name}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
      {remove.length > 0 && (
        <MenuGroup name={words.remove} hint={words.removeHint}>
          {remove.map((id) => (
            <MenuItem
              key={id}
              testId={`remove-${id}`}
              grave
              label={words.removeOne(nameOf(view, id))}
              onPick={() => onRemove(id)}
            >
              {nameOf(view, id)}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
    </>
  );
}

async function mute(member: MemberId): Promise<void> {
  const { seat } = sessionStore.getState();
  if (!seat) return;
  const answer = await post(`${memberPath(seat)}/mute`, { member });
  if (!answer.ok) notify(answer.refusal);
}
