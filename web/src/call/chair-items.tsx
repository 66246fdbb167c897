import { scaled } from "@hotseat/shared";
import type { CommandRequest, MemberId, SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/inside.ts";
import { MenuGroup, MenuItem } from "../parts/menu.tsx";
import { send } from "../session/commands.ts";
import { nameOf } from "../session/people.ts";
import { ActChoices } from "./act-choices.tsx";
import { swapAct } from "./acts.ts";

/** What waits for a word of the chair: the seats of those who have gone, and who came back. */
export function AbsentItems({ view }: { readonly view: SessionView }) {
  const { act } = useWords();
  const { release, grant } = view.offers;
  // What somebody who came back can get at the most (4.7).
  const granted = minutesOf(Math.min(view.reserve, scaled(120, view.hour)));
  return (
    <>
      <People view={view} name={act.absent} hint={act.releaseHint} ids={release} kind="release" />
      <People view={view} name={act.back} hint={act.grantHint(granted)} ids={grant} kind="grant" />
    </>
  );
}

/** What else concerns other people's seats: swaps, and who has said that they will not come. */
export function SeatItems({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const { act } = words;
  const swap = swapAct(view, words);
  const others = view.offers.excuse.filter((id) => id !== view.you.id);
  return (
    <>
      {swap && <ActChoices act={swap} />}
      <People view={view} name={act.willNotCome} hint={act.excuseHint} ids={others} kind="excuse" />
    </>
  );
}

type Kind = "release" | "grant" | "excuse";

function People(props: {
  readonly view: SessionView;
  readonly name: string;
  readonly hint: string;
  readonly ids: readonly MemberId[];
  readonly kind: Kind;
}) {
  const { act } = useWords();
  const { view, name, hint, ids, kind } = props;
  if (ids.length === 0) return null;
  return (
    <MenuGroup name={name} hint={hint}>
      {ids.map((member) => (
        <MenuItem
          key={member}
          testId={`offer-${kind}-${member}`}
          label={act[`${kind}One`](nameOf(view, member))}
          onPick={() => void send({ type: kind, member } satisfies CommandRequest)}
        >
          {nameOf(view, member)}
        </MenuItem>
      ))}
    </MenuGroup>
  );
}
