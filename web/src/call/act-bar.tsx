import { Suspense, useState } from "react";
import { Ellipsis } from "lucide-react";
import type { MemberId, SessionView } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { Menu, MenuItem } from "../parts/menu.tsx";
import { useNarrow } from "../parts/narrow.ts";
import { LinkDialog } from "../seal/new-link.tsx";
import { send } from "../session/commands.ts";
import { hasChair } from "../session/people.ts";
import { ActChoices } from "./act-choices.tsx";
import { actsOf, isDirect } from "./acts.ts";
import type { Act } from "./acts.ts";
import { AbsentItems, SeatItems } from "./chair-items.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { OrderDialog } from "./order-dialog.tsx";
import { PeopleItems } from "./people-items.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { PassDialog } from "./pass-dialog.tsx";
import { SecondScreenDialog } from "./second-screen.tsx";
import { SeenDialog } from "./seen-dialog.tsx";
import { WindowItems } from "./window-items.tsx";
import { useNews } from "./news.ts";
import { showKeys } from "./shortcuts.ts";
import style from "./act-bar.module.css";

/** As many as somebody finds without searching; what is more is in the menu. */
const MOST_VISIBLE = 5;

/** What else can be done right now, under the thumb: a few buttons and a menu. */
export function ActBar({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const [asking, setAsking] = useState<
    "pass" | "order" | "seen" | "second" | "link" | "end" | null
  >(null);
  const [removing, setRemoving] = useState<MemberId | null>(null);
  const seen = useNews((state) => state.seen.length > 0);
  // Beside "Leave" on a phone there is no room for it.
  const narrow = useNarrow();
  const acts = actsOf(view, words);
  const hidden = acts.slice(MOST_VISIBLE);
  const { offers } = view;
  return (
    <div
      className={style.bar}
      role="group"
      aria-label={words.act.label}
      data-alone={acts.length === 0}
      data-testid="acts"
    >
      {acts.slice(0, MOST_VISIBLE).map((act) => (
        <ActButton key={act.id} act={act} />
      ))}
      <Menu
        testId="menu-chair"
        keepsFocus
        icon={Ellipsis}
        label={words.act.more}
        caption={words.act.moreCaption}
        className={style.button}
      >
        {/* First what nobody should have to scroll to: somebody's seat stands still until it is said. */}
        <AbsentItems view={view} />
        {hidden.map((act) => (
          <ActChoices key={act.id} act={act} />
        ))}
        {offers.pass && (
          <MenuItem testId="offer-pass" onPick={() => setAsking("pass")} hint={words.act.passHint}>
            {words.act.pass}
          </MenuItem>
        )}
        <MenuItem
          testId={offers.reorder ? "offer-reorder" : "offer-order"}
          onPick={() => setAsking("order")}
        >
          {offers.reorder ? words.act.reorder : words.act.order}
        </MenuItem>
        <PeopleItems view={view} onRemove={setRemoving} />
        <SeatItems view={view} />
        {seen && (
          <MenuItem testId="offer-seen" onPick={() => setAsking("seen")}>
            {words.act.seen}
          </MenuItem>
        )}
        {hasChair(view) && (
          <MenuItem
            testId="offer-link"
            onPick={() => setAsking("link")}
            hint={words.seal.link.hint}
          >
            {words.seal.link.item}
          </MenuItem>
        )}
        <MenuItem testId="offer-keys" onPick={showKeys}>
          {words.keys.open}
        </MenuItem>
        <WindowItems onSecond={() => setAsking("second")} />
        {offers.takeChair && view.you.role !== "facilitator" && (
          <MenuItem
            testId="take-chair"
            onPick={() => void send({ type: "take-chair" })}
            hint={words.act.takeChairHint}
          >
            {words.act.takeChair}
          </MenuItem>
        )}
        {offers.emergency !== null && (
          <MenuItem
            testId="offer-emergency"
            grave
            onPick={() => emergency(offers.emergency)}
            hint={words.act.emergencyHint}
          >
            {words.act.emergency}
          </MenuItem>
        )}
        {narrow && offers.end !== null && (
          <MenuItem testId="offer-end" grave onPick={() => setAsking("end")}>
            {words.controls.end}
          </MenuItem>
        )}
      </Menu>
      {removing !== null && offers.remove.includes(removing) && (
        <RemoveDialog view={view} member={removing} onClose={() => setRemoving(null)} />
      )}
      {asking === "link" && (
        <Suspense>
          <LinkDialog view={view} onClose={() => setAsking(null)} />
        </Suspense>
      )}
      {asking === "end" && offers.end !== null && (
        <EndDialog how={offers.end} onClose={() => setAsking(null)} />
      )}
      {asking === "pass" && <PassDialog onClose={() => setAsking(null)} />}
      {asking === "order" && <OrderDialog view={view} onClose={() => setAsking(null)} />}
      {asking === "second" && <SecondScreenDialog onClose={() => setAsking(null)} />}
      {asking === "seen" && <SeenDialog onClose={() => setAsking(null)} />}
    </div>
  );
}

function emergency(segment: string | null): void {
  if (segment !== null) void send({ type: "pause", segment, emergency: true });
}

/** A button that acts at once, or opens the choice that there is. */
function ActButton({ act }: { readonly act: Act }) {
  const [only] = act.choices;
  if (!isDirect(act) || !only) {
    return (
      <Menu
        testId={`offer-${act.id}`}
        icon={act.icon}
        label={act.label}
        caption={act.caption}
        className={style.button}
      >
        <ActChoices act={act} />
      </Menu>
    );
  }
  const { icon: Icon } = act;
  return (
    <button
      type="button"
      className={style.button}
      aria-label={act.label}
      title={act.label}
      onClick={({ detail }) => detail <= 1 && void send(only.request)}
      data-testid={only.testId}
    >
      <Icon size={20} aria-hidden="true" />
      <span aria-hidden="true">{act.caption}</span>
    </button>
  );
}
