import { MenuGroup, MenuItem } from "../parts/menu.tsx";
import { send } from "../session/commands.ts";
import { isDirect } from "./acts.ts";
import type { Act } from "./acts.ts";

/** An act inside a menu: one item, or its choices under its name. */
export function ActChoices({ act }: { readonly act: Act }) {
  const items = act.choices.map(({ testId, label, hint, request }) => (
    <MenuItem key={testId} testId={testId} hint={hint} onPick={() => void send(request)}>
      {label}
    </MenuItem>
  ));
  return isDirect(act) ? items : <MenuGroup name={act.label}>{items}</MenuGroup>;
}
