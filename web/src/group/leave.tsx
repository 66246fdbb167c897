import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { Refusal } from "@hotseat/shared";
import type { GroupView } from "@hotseat/shared/group";
import { post } from "../link/request.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import button from "../parts/button.module.css";
import { Dialog } from "../parts/dialog.tsx";
import { groupAddress, groupPath } from "./address.ts";
import { dropCookies } from "./cookies.ts";
import { forgetKnown } from "./known.ts";
import { useGroup } from "./store.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";

type Open = "forget" | "leave" | null;

/** The ways out: this browser forgets the group, or the member leaves it. */
export function Leave({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.leave;
  const seat = useGroup((state) => state.seat);
  const [, go] = useLocation();
  const [open, setOpen] = useState<Open>(null);
  const [trouble, setTrouble] = useState("");
  if (!seat) return null;
  const close = () => {
    setTrouble("");
    setOpen(null);
  };
  const away = (refusal: Refusal | null) => {
    if (refusal) return setTrouble(sentenceOf(refusal, all));
    forgetKnown(seat);
    go("/");
  };
  const ways = {
    forget: async () => away(await dropCookies(groupPath(seat))),
    leave: async () => {
      const command = { type: "part", member: view.you.id };
      const answer = await post<unknown>(`${groupPath(seat)}/commands`, command);
      away(answer.ok ? null : answer.refusal);
    },
  };
  return (
    <footer className={form.actions}>
      <Link href={`${groupAddress(seat)}/data`} className={button.plain} data-testid="way-data">
        {words.data}
      </Link>
      <Button onClick={() => setOpen("forget")} data-testid="forget">
        {words.forget}
      </Button>
      {view.status === "active" && (
        <Button onClick={() => setOpen("leave")} data-testid="leave-group">
          {words.leave}
        </Button>
      )}
      {open && (
        <Dialog title={words[open]} onClose={close} testId={`${open}-dialog`}>
          <div className={form.fields}>
            <p>{open === "forget" ? words.forgetHint : words.leaveHint(view.name)}</p>
            <p className={form.trouble} role="alert">
              {trouble}
            </p>
            <Button look="act" onClick={() => void ways[open]()} data-testid={`${open}-confirm`}>
              {words[open]}
            </Button>
          </div>
        </Dialog>
      )}
    </footer>
  );
}
