import { Type } from "typebox";
import type { Static } from "typebox";

/*
 * What travels over HTTP about mail and calendars. As in http.ts the schemas are the source.
 */

/**
 * What the server writes to the members of a group: 48 h before a call with the question who comes,
 * 24 h and 1 h before it, after it, and when dates have changed.
 */
export const mailKinds = ["ask", "brief", "soon", "recap", "dates"] as const;
export type MailKind = (typeof mailKinds)[number];

export const mailLanguages = ["en", "id"] as const;
export type MailLanguage = (typeof mailLanguages)[number];

const literals = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(Type.Union(values.map((value) => Type.Literal(value))));

/** The longest path of RFC 5321 without its angle brackets; what is inside is for mail servers to judge. */
export const MailAddress = Type.String({
  minLength: 6,
  maxLength: 254,
  pattern: "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$",
});

export const MailLanguage = literals(mailLanguages);

const exact = { additionalProperties: false } as const;

/** How a member is reached. Shown to nobody but the member. */
export const ContactRequest = Type.Object(
  {
    email: Type.Union([MailAddress, Type.Null()]),
    language: MailLanguage,
    off: Type.Array(literals(mailKinds), {
      maxItems: mailKinds.length,
      uniqueItems: true,
      description: "Kinds of mail that are not wanted.",
    }),
  },
  exact,
);
export type ContactRequest = Static<typeof ContactRequest>;

export const ContactReply = Type.Object({
  email: Type.Union([Type.String(), Type.Null()]),
  language: MailLanguage,
  off: Type.Array(literals(mailKinds)),
  feed: Type.Boolean({ description: "Whether there is a calendar feed." }),
  mail: Type.Boolean({ description: "Whether this server sends mail at all." }),
  trouble: Type.Array(
    Type.Object({
      kind: literals(mailKinds),
      state: literals(["waiting", "unsure", "failed"]),
      problem: Type.String(),
    }),
    { description: "What could not be delivered so far, and why." },
  ),
});
export type ContactReply = Static<typeof ContactReply>;

/** The address of a new calendar feed. It is told once; the server keeps only its hash. */
export const FeedReply = Type.Object({ address: Type.String() });
export type FeedReply = Static<typeof FeedReply>;

/** What would be sent, for copying. */
export const MessagesReply = Type.Object({
  messages: Type.Array(
    Type.Object({
      kind: literals(mailKinds),
      due: Type.Integer({ description: "When it is sent, in ms since 1970." }),
      subject: Type.String(),
      text: Type.String(),
      files: Type.Array(
        Type.Object({ name: Type.String(), method: Type.String(), content: Type.String() }),
      ),
    }),
  ),
});
export type MessagesReply = Static<typeof MessagesReply>;

/** What a link in a mail opens: the question whether somebody comes to one call. */
export const QuestionReply = Type.Object({
  group: Type.String(),
  name: Type.String({ description: "Who is asked." }),
  language: MailLanguage,
  at: Type.Integer({ description: "When the call begins." }),
  zone: Type.String({ description: "Where their clocks are." }),
  groupZone: Type.String({ description: "Where the group's clocks are." }),
  answer: Type.Union([literals(["yes", "late", "no"]), Type.Null()]),
});
export type QuestionReply = Static<typeof QuestionReply>;

export const AnswerRequest = Type.Object({ answer: literals(["yes", "late", "no"]) }, exact);
export type AnswerRequest = Static<typeof AnswerRequest>;

/** What the link at the end of a mail stops. */
export const SubscriptionReply = Type.Object({
  group: Type.String(),
  kind: literals(mailKinds),
  language: MailLanguage,
  on: Type.Boolean(),
});
export type SubscriptionReply = Static<typeof SubscriptionReply>;

export const SubscriptionRequest = Type.Object({ on: Type.Boolean() }, exact);
export type SubscriptionRequest = Static<typeof SubscriptionRequest>;
