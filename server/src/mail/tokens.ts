import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { mailKinds } from "@hotseat/shared/group";
import type { CallName, MailKind } from "@hotseat/shared/group";
import type { Instant, MemberId } from "@hotseat/shared";

/** What a link in a mail allows: one member to answer whether they come to one call at one time. */
export type AnswerScope = {
  readonly group: string;
  readonly member: MemberId;
  readonly call: CallName;
  /** When the call is. At another time it is another question. */
  readonly at: Instant;
};

/** What the link at the end of a mail allows: to stop one kind of mail to one member, and to take that back. */
export type UnsubscribeScope = {
  readonly group: string;
  readonly member: MemberId;
  readonly kind: MailKind;
};

export type MailTokens = ReturnType<typeof mailTokens>;

/** 128 bits: too many to guess at any rate. */
const SEAL_BYTES = 16;

/**
 * Tokens that say in the clear what they allow, sealed with a key of this server's (HMAC-SHA-256):
 * nothing has to be stored for them, and every server that shares the secret takes them. No id has a dot.
 */
export function mailTokens(cookieSecret: string) {
  const keyFor = (use: string) =>
    Buffer.from(hkdfSync("sha256", cookieSecret, "", `hotseat mail ${use} v1`, 32));
  const keys = { answer: keyFor("answer"), unsubscribe: keyFor("unsubscribe") };

  const sealOf = (key: Buffer, text: string) =>
    createHmac("sha256", key).update(text).digest().subarray(0, SEAL_BYTES).toString("base64url");

  function opened(key: Buffer, token: string): string[] | null {
    const end = token.lastIndexOf(".");
    const [text, seal] = [token.slice(0, Math.max(end, 0)), token.slice(end + 1)];
    const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(key, text))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    return text.split(".");
  }

  return {
    answer({ group, member, call, at }: AnswerScope): string {
      const original = call.original.replaceAll(/\D/g, "");
      const text = [group, member, call.span, original, at.toString(36)].join(".");
      return `${text}.${sealOf(keys.answer, text)}`;
    },

    /** What a token allows; null when this server did not make it. */
    readAnswer(token: string): AnswerScope | null {
      const [group = "", member = "", span, digits = "", at = ""] =
        opened(keys.answer, token) ?? [];
      const [, year, month, day, hour, minute] =
        /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? [];
      if (span === undefined || year === undefined) return null;
      const original = `${year}-${month}-${day}T${hour}:${minute}`;
      return { group, member, call: { span: Number(span), original }, at: parseInt(at, 36) };
    },

    unsubscribe({ group, member, kind }: UnsubscribeScope): string {
      const text = [group, member, kind].join(".");
      return `${text}.${sealOf(keys.unsubscribe, text)}`;
    },

    readUnsubscribe(token: string): UnsubscribeScope | null {
      const [group = "", member = "", given] = opened(keys.unsubscribe, token) ?? [];
      const kind = mailKinds.find((each) => each === given);
      return kind ? { group, member, kind } : null;
    },
  };
}
