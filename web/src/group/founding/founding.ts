import type { Agenda, Instant, Millis, Refusal } from "@hotseat/shared";
import type {
  FoundGroupReply,
  FoundGroupRequest,
  MailLanguage,
  Series,
} from "@hotseat/shared/group";
import { agendaOf, emptyDraft } from "../../operator/draft.ts";
import type { Draft } from "../../operator/draft.ts";
import { mutable } from "../../operator/links.ts";
import type { MadeLink } from "../../operator/links.ts";
import { words } from "../../language/language.ts";
import { post } from "../../link/request.ts";
import { canSeal, hasCurve } from "../../seal/opening.ts";
import { groupLink } from "../address.ts";
import type { Cadence } from "../cadence.ts";
import { newLink } from "../links.ts";
import { localIn } from "../times.ts";
import { ownZone } from "../zones.ts";

/** A group as the form has it. Its people, roles and agenda are those of an hour. */
export type Founding = {
  readonly name: string;
  readonly purpose: string;
  readonly hour: Draft;
  /** By the key of a chair; who is not in here is where this device is. */
  readonly zones: ReadonlyMap<number, string>;
  /** By the key of a chair; who is not in here gives their own address later, or none. */
  readonly emails: ReadonlyMap<number, string>;
  /** In which language members are written to, until they say otherwise. */
  readonly language: MailLanguage;
  readonly cadence: Cadence;
};

const WEEK_MS = 7 * 86_400_000;

export function emptyFounding(own: Agenda, now: Instant, language: MailLanguage): Founding {
  const zone = ownZone();
  return {
    name: "",
    purpose: "",
    hour: emptyDraft(own),
    zones: new Map(),
    emails: new Map(),
    language,
    cadence: {
      rhythm: "fortnightly",
      date: localIn(now + WEEK_MS, zone).slice(0, "2026-11-25".length),
      time: "19:00",
      zone,
    },
  };
}

export function zoneOf({ zones }: Founding, key: number): string {
  return zones.get(key) ?? ownZone();
}

function emailOf({ emails }: Founding, key: number): { readonly email?: string } {
  const email = emails.get(key)?.trim() ?? "";
  return email === "" ? {} : { email };
}

/** A key for the holders of these links; what makes it is loaded by those who need it. */
async function sealFor(
  links: readonly { readonly secret: string }[],
): Promise<NonNullable<FoundGroupRequest["seal"]>> {
  const { newSeal } = await import("../../seal/creation.ts");
  return newSeal(links.map(({ secret }) => secret));
}

/** Who stands in: the one chosen, else whoever sits right before the facilitator. */
function deputyOf({ chairs, facilitator, deputy }: Draft): number {
  const place = (key: number) => chairs.findIndex((chair) => chair.key === key);
  if (deputy !== null && place(deputy) >= 0) return place(deputy);
  return (place(facilitator) + chairs.length - 1) % chairs.length;
}

/**
 * Founds a group and makes one personal link for each of its members. The secrets are born here; the
 * server gets proofs of them and could not make the links itself.
 */
export async function foundGroup(
  founding: Founding,
  series: Series,
  length: Millis,
): Promise<MadeLink[] | Refusal> {
  const { name, purpose, hour } = founding;
  const sealed = hour.sealed && canSeal();
  if (sealed && !(await hasCurve())) return { code: "old-browser", message: words().seal.form.old };
  const links = await Promise.all(hour.chairs.map(newLink));
  const body: FoundGroupRequest = {
    name: name.trim(),
    purpose: purpose.trim(),
    members: hour.chairs.map((chair, i) => ({
      name: chair.name.trim(),
      zone: zoneOf(founding, chair.key),
      proof: links[i]?.proof ?? "",
      ...emailOf(founding, chair.key),
      language: founding.language,
    })),
    facilitator: hour.chairs.findIndex(({ key }) => key === hour.facilitator),
    deputy: deputyOf(hour),
    agenda: mutable(agendaOf(hour)),
    series,
    hour: length,
    ...(sealed ? { seal: await sealFor(links) } : {}),
  };
  const answer = await post<FoundGroupReply>("/api/operator/groups", body);
  if (!answer.ok) return answer.refusal;
  const { group, members } = answer.value;
  return members.map(({ id, name }, colour) => ({
    name,
    colour,
    link: groupLink({ group, member: id }, { secret: links[colour]?.secret ?? "", sealed }),
  }));
}
