/** Names one person in one session. Unguessable is not required: it is no secret. */
export type MemberId = string;

export type Member = { readonly id: MemberId; readonly name: string };

export type Role = "facilitator" | "member";

/** Who caused an event: a member, the operator who made the session, or the server's clock. */
export type Actor = MemberId | "operator" | "clock";
