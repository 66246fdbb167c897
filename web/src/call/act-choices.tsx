import { MenuGroup, MenuItem } from "../parts/menu.tsx";
import { send } from "../session/commands.ts";
import { isSingle } from "./acts.ts";
import type { Act } from "./acts.ts";

/** An act inside a menu: one item, or its choices under its name. */
export function ActChoices({ act }: { readonly act: Act }) {
  const hints = new Set(act.choices.map(({ hint }) => hint));
  // What follows from any of several is said once.
  const [shared] = hints.size === 1 && act.choices.length > 1 ? hints : [];
  const items = act.choices.map(({ testId, label, hint, inert, request }) => (
    <MenuItem
      key={testId}
      testId={testId}
      hint={shared === undefined ? hint : undefined}
      inert={inert}
      onPick={() => void send(request)}
    >
      {label}
    </MenuItem>
  ));
  if (isSingle(act)) return items;
  return (
    <MenuGroup name={act.label} hint={shared}>
      {items}
    </MenuGroup>
  );
}
