import type { CommandRequest, MemberId, SessionView } from "@hotseat/shared";
import { send } from "../session/commands.ts";

/** What putting one row in the place of another asks for; null where the rules do not offer it. */
function requestFor(view: SessionView, from: number, to: number): CommandRequest | null {
  const ids: MemberId[] = view.members.map(({ id }) => id);
  const [a, b] = [ids[from], ids[to]];
  if (a === undefined || b === undefined || a === b) return null;
  if (view.offers.reorder) {
    const order = ids.filter((id) => id !== a);
    order.splice(to, 0, a);
    return { type: "reorder", order };
  }
  const pair = view.offers.swap.find(
    (each) => (each.a === a && each.b === b) || (each.a === b && each.b === a),
  );
  return pair ? { type: "swap", ...pair } : null;
}

export function moves(view: SessionView, from: number, to: number): boolean {
  return requestFor(view, from, to) !== null;
}

export function moveTo(view: SessionView, from: number, to: number): void {
  const request = requestFor(view, from, to);
  if (request) void send(request);
}
