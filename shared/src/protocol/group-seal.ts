import { Type } from "typebox";
import type { Static } from "typebox";
import {
  MemberName,
  NewKeyRequest,
  Proof,
  PublicKey,
  SealReply,
  SealedRoster,
  WrappedKey,
} from "./http.ts";
import { MailAddress, MailLanguage } from "./mail.ts";

/*
 * The key of a group: made in the browser that founds it, wrapped as a session's is, and the one
 * that the keys of all its calls are derived from. docs/protocol.md has the formats.
 */

const exact = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 32 });
const NewEpoch = Type.Integer({ minimum: 2, description: "One more than the key's in use." });

const WrappedKeys = Type.Array(Type.Object({ member: Id, wrapped: WrappedKey }, exact), {
  minItems: 1,
  maxItems: 6,
  description: "One for each member who has the key in use, in the order of the roster.",
});

/** Keys before the one in use, for whoever has a new link: what was written under them stays readable. */
const EarlierKeys = Type.Array(
  Type.Object({ epoch: Type.Integer({ minimum: 1 }), wrapped: WrappedKey }, exact),
  { maxItems: 300 },
);

/** What a member's browser needs to open the keys of a sealed group. */
export const GroupSealReply = Type.Object({
  ...SealReply.properties,
  waiting: Type.Array(
    Type.Object({
      member: Type.String(),
      publicKey: PublicKey,
      voucher: Type.Union([WrappedKey, Type.Null()], {
        description: "What vouches for their first key, wrapped to the asker; null for most.",
      }),
    }),
    { description: "Members whose link has no key yet: whoever may replace the key admits them." },
  ),
});
export type GroupSealReply = Static<typeof GroupSealReply>;

/** A new key for the members of a group; `admitted` are those who were waiting for one. */
export const NewGroupKeyRequest = Type.Object(
  {
    ...NewKeyRequest.properties,
    admitted: Type.Optional(
      Type.Array(Type.Object({ member: Id, publicKey: PublicKey, earlier: EarlierKeys }, exact), {
        maxItems: 6,
      }),
    ),
  },
  exact,
);
export type NewGroupKeyRequest = Static<typeof NewGroupKeyRequest>;

/** A new link by a member's browser, which in a sealed group brings a new key for everybody. */
export const GroupLinkRequest = Type.Object(
  {
    proof: Proof,
    email: Type.Optional(MailAddress),
    language: Type.Optional(MailLanguage),
    seal: Type.Optional(
      Type.Object(
        {
          epoch: NewEpoch,
          publicKey: PublicKey,
          wrapped: WrappedKeys,
          roster: SealedRoster,
          earlier: EarlierKeys,
        },
        { ...exact, description: "Exactly when the group is sealed." },
      ),
    ),
  },
  exact,
);
export type GroupLinkRequest = Static<typeof GroupLinkRequest>;

/**
 * A new link by the operator's browser, which has no key of the group. In a sealed group it says
 * which public key the link has, and leaves what vouches for the link's first key to those who may
 * give it, wrapped to their public keys.
 */
export const OperatorLinkRequest = Type.Object(
  {
    proof: Proof,
    seal: Type.Optional(
      Type.Object(
        {
          publicKey: PublicKey,
          vouchers: Type.Array(Type.Object({ member: Id, wrapped: WrappedKey }, exact), {
            minItems: 1,
            maxItems: 6,
          }),
        },
        { ...exact, description: "Exactly when the group is sealed." },
      ),
    ),
  },
  exact,
);
export type OperatorLinkRequest = Static<typeof OperatorLinkRequest>;

/** To whom the operator's browser can leave a voucher: facilitator and deputy, if they have the key. */
export const VoucherHoldersReply = Type.Object({
  holders: Type.Array(Type.Object({ member: Type.String(), publicKey: PublicKey })),
});
export type VoucherHoldersReply = Static<typeof VoucherHoldersReply>;

/** A new member, whose link was made in the browser of whoever adds them. */
export const AddMemberRequest = Type.Object(
  {
    name: MemberName,
    zone: Type.String({ minLength: 1, maxLength: 64, description: "An IANA time zone." }),
    proof: Proof,
    email: Type.Optional(MailAddress),
    language: Type.Optional(MailLanguage),
    seal: Type.Optional(
      Type.Object(
        {
          epoch: NewEpoch,
          publicKey: PublicKey,
          wrapped: WrappedKeys,
          /** Whose id is given by the server, so they are not among `wrapped`; last in the roster. */
          own: WrappedKey,
          roster: SealedRoster,
        },
        { ...exact, description: "Exactly when the group is sealed." },
      ),
    ),
  },
  exact,
);
export type AddMemberRequest = Static<typeof AddMemberRequest>;
