import { groupRefusals } from "@hotseat/shared/group";
import type { MailKind } from "@hotseat/shared/group";
import type { MemberId } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import { Refused } from "../http/refusal.ts";
import type { Contact, ContactStore } from "../store/contact-store.ts";
import type { GroupStore } from "../store/group-store.ts";
import { isIn } from "./due.ts";
import { momentOf, whenIs } from "./moment.ts";
import type { Moment } from "./moment.ts";
import type { AnswerScope, MailTokens } from "./tokens.ts";

type Parts = {
  readonly groupEvents: GroupStore;
  readonly contacts: ContactStore;
  readonly tokens: MailTokens;
  readonly clock: Clock;
};

/** What the links in mail are about, as it is now. */
export class MailLinks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A group as mail about it needs it. @throws {Refused} 404 `no-such-group` */
  async momentOf(id: string): Promise<Moment> {
    const moment = momentOf(id, await this.#parts.groupEvents.eventsAfter(id, 0));
    if (!moment) throw new Refused(404, "no-such-group", groupRefusals["no-such-group"]);
    return moment;
  }

  /** How a member is reached; by nothing when they have said nothing. */
  async contactOf(group: string, member: MemberId): Promise<Contact> {
    const found = await this.#parts.contacts.find(group, member);
    return (
      found ?? {
        group,
        member,
        email: null,
        language: "en",
        off: [],
        feedHash: null,
        sentVersion: null,
      }
    );
  }

  /** Which question a link asks. @throws {Refused} 404 `bad-link`, 410 `call-over`, `call-moved` */
  async question(token: string): Promise<{ scope: AnswerScope; moment: Moment; contact: Contact }> {
    const { tokens, clock, groupEvents } = this.#parts;
    const scope = tokens.readAnswer(token);
    const moment = scope && momentOf(scope.group, await groupEvents.eventsAfter(scope.group, 0));
    if (!scope || !moment || !isIn(moment.group, scope.member)) throw badLink();
    if (scope.at <= clock.now()) {
      throw new Refused(410, "call-over", groupRefusals["call-over"]);
    }
    if (moment.group.status !== "active" || whenIs(moment, scope.call) !== scope.at) {
      throw new Refused(410, "call-moved", "That call is at another time now, or is not held.");
    }
    return { scope, moment, contact: await this.contactOf(scope.group, scope.member) };
  }

  /** Which kind of mail a link stops. @throws {Refused} 404 `bad-link` */
  async subscription(token: string): Promise<{ kind: MailKind; moment: Moment; contact: Contact }> {
    const scope = this.#parts.tokens.readUnsubscribe(token);
    const contact = scope && (await this.#parts.contacts.find(scope.group, scope.member));
    if (!scope || !contact) throw badLink();
    return { kind: scope.kind, moment: await this.momentOf(scope.group), contact };
  }
}

function badLink(): Refused {
  return new Refused(404, "bad-link", "This link is damaged or no longer good for anything.");
}
