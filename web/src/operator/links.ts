import type {
  Agenda,
  CreateSessionReply,
  CreateSessionRequest,
  Millis,
  Refusal,
} from "@hotseat/shared";
import { words } from "../language/language.ts";
import { post } from "../link/request.ts";
import { newSecret, personalLink, proofOf } from "../link/secret.ts";
import { canSeal, hasCurve } from "../seal/opening.ts";
import { agendaOf, scheduledFor } from "./draft.ts";
import type { Draft } from "./draft.ts";

export type MadeLink = { readonly name: string; readonly colour: number; readonly link: string };

/**
 * Makes a session and one personal link for each of its members. The secrets are born here; the
 * server gets proofs of them and could not make the links itself.
 */
export async function makeLinks(draft: Draft, hour: Millis): Promise<MadeLink[] | Refusal> {
  const secrets = draft.chairs.map(newSecret);
  const place = (key: number) => draft.chairs.findIndex((chair) => chair.key === key);
  const begins = scheduledFor(draft);
  const sealed = draft.sealed && canSeal();
  if (sealed && !(await hasCurve())) return { code: "old-browser", message: words().seal.form.old };
  const proofs = await Promise.all(secrets.map(proofOf));
  const body: CreateSessionRequest = {
    hour,
    members: draft.chairs.map(({ name }, i) => ({ name: name.trim(), proof: proofs[i] ?? "" })),
    facilitator: place(draft.facilitator),
    ...(draft.deputy === null ? {} : { deputy: place(draft.deputy) }),
    agenda: mutable(agendaOf(draft)),
    ...(begins === null ? {} : { scheduledFor: begins }),
    ...(draft.practice ? { practice: true } : {}),
    ...(draft.follows === null ? {} : { follows: draft.follows }),
    ...(sealed ? { seal: await sealFor(secrets) } : {}),
  };
  const answer = await post<CreateSessionReply>("/api/operator/sessions", body);
  if (!answer.ok) return answer.refusal;
  const { session, members } = answer.value;
  return members.map(({ id, name }, colour) => ({
    name,
    colour,
    link: personalLink(session, id, { secret: secrets[colour] ?? "", sealed }),
  }));
}

/** A key for the holders of these links; what makes it is loaded by those who need it. */
async function sealFor(
  secrets: readonly string[],
): Promise<NonNullable<CreateSessionRequest["seal"]>> {
  const { newSeal } = await import("../seal/creation.ts");
  return newSeal(secrets);
}

/** The same agenda as the type of the request wants it. */
export function mutable(agenda: Agenda): NonNullable<CreateSessionRequest["agenda"]> {
  const { id, seats, blocks } = agenda;
  return {
    id,
    seats,
    blocks: blocks.map((block) =>
      block.kind === "seats" ? { ...block, phases: [...block.phases] } : block,
    ),
  };
}
