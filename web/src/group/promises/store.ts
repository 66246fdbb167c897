import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Refusal } from "@hotseat/shared";
import type { CommitmentRequest, CommitmentsReply } from "@hotseat/shared/group";
import { randomBytes, toBase64Url } from "../../link/base64url.ts";
import { get, post } from "../../link/request.ts";
import { groupPath } from "../address.ts";
import type { GroupSeat } from "../address.ts";

type Promises = {
  readonly seat: string;
  readonly reply: CommitmentsReply | null;
  readonly failed: boolean;
};

const nothing: Promises = { seat: "", reply: null, failed: false };

/** The promises of the group that is looked at, on its page and in its call alike. */
const promiseStore = createStore<Promises>(() => nothing);

/** What was promised in a group; null until it is known. `anew` is another value when they may have changed. */
export function usePromises(
  { group, member }: GroupSeat,
  anew: unknown,
): { readonly reply: CommitmentsReply | null; readonly failed: boolean } {
  useEffect(() => {
    void readPromises({ group, member });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `anew` says that they may have changed
  }, [group, member, anew]);
  const { seat, reply, failed } = useStore(promiseStore);
  return seat === groupPath({ group, member }) ? { reply, failed } : nothing;
}

/** Does something about promises; null when it is done and shown. */
export async function wish(seat: GroupSeat, request: CommitmentRequest): Promise<Refusal | null> {
  const answer = await post<CommitmentsReply>(`${groupPath(seat)}/commitments`, request);
  if (!answer.ok) return answer.refusal;
  promiseStore.setState({ seat: groupPath(seat), reply: answer.value, failed: false });
  return null;
}

/** Names a promise before the server knows it, so that a request that is sent twice counts once. */
export function newPromiseId(): string {
  return toBase64Url(randomBytes(12));
}

async function readPromises(seat: GroupSeat): Promise<void> {
  const path = groupPath(seat);
  const answer = await get<CommitmentsReply>(`${path}/commitments`);
  if (answer.ok) promiseStore.setState({ seat: path, reply: answer.value, failed: false });
  else if (promiseStore.getState().seat === path) promiseStore.setState({ failed: true });
  else promiseStore.setState({ seat: path, reply: null, failed: true });
}
