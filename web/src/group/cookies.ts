import type { Refusal } from "@hotseat/shared";
import type { ForgetReply } from "@hotseat/shared/group";
import { post } from "../link/request.ts";
import type { Answer } from "../link/request.ts";

/**
 * Has the server take the cookies of a group and of its calls from this browser. One answer takes some of
 * them, so it asks until none is left. Gives why it could not, or null.
 */
export async function dropCookies(path: string): Promise<Refusal | null> {
  let from: number | null = 0;
  while (from !== null) {
    const answer: Answer<ForgetReply> = await post<ForgetReply>(`${path}/forget`, { from });
    if (!answer.ok) return answer.refusal;
    from = answer.value.next;
  }
  return null;
}
