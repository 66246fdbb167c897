import { useState } from "react";
import type { GroupView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import form from "../form.module.css";
import { LinkShown } from "../link-shown.tsx";
import { renewGroupLink } from "../links.ts";
import type { Renewed } from "../links.ts";
import { askGroup } from "../opening.ts";
import { peopleOf } from "../people.ts";
import type { Person } from "../people.ts";
import { useGroup } from "../store.ts";
import { placeOf } from "../times.ts";
import { useWords } from "../words.ts";
import { AddMember } from "./add-member.tsx";
import style from "./manage.module.css";

type Step =
  | { readonly state: "closed" }
  | { readonly state: "link" | "part"; readonly person: Person }
  | {
      readonly state: "made";
      readonly person: Pick<Person, "name" | "colour">;
      readonly link: string;
    };

/** Who belongs to the group: a new link for whoever lost theirs, one more member, one less. */
export function Members({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.manage;
  const link = all.seal.link;
  const seat = useGroup((state) => state.seat);
  const [step, setStep] = useState<Step>({ state: "closed" });
  const [trouble, setTrouble] = useState("");
  const close = () => {
    setTrouble("");
    setStep({ state: "closed" });
  };
  if (!seat) return null;
  const troubleOf = (renewed: Exclude<Renewed, { outcome: "made" }>) =>
    renewed.outcome === "shut" ? all.group.seal.key : sentenceOf(renewed.refusal, all);
  const renew = async (person: Person) => {
    const renewed = await renewGroupLink(seat, view, person.id);
    if (renewed.outcome === "made") setStep({ state: "made", person, link: renewed.link });
    else setTrouble(troubleOf(renewed));
  };
  /** A link that nobody gets: the old one is worth nothing, and there is no other. */
  const revoke = async (person: Person) => {
    const renewed = await renewGroupLink(seat, view, person.id);
    if (renewed.outcome === "made") close();
    else setTrouble(troubleOf(renewed));
  };
  const part = async ({ id }: Person) => {
    const refusal = await askGroup({ type: "part", member: id });
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else close();
  };
  return (
    <section className={style.section}>
      <h2>{all.group.members.title}</h2>
      <ul className={style.members} data-testid="manage-members">
        {peopleOf(view).map((person) => (
          <li key={person.id} data-seat={person.colour}>
            <span className={style.name}>
              {person.name} <small>{placeOf(person.zone)}</small>
            </span>
            {person.id !== view.you.id && (
              <>
                <Button
                  onClick={() => setStep({ state: "link", person })}
                  aria-label={link.make(person.name)}
                  data-testid={`relink-${person.id}`}
                >
                  {words.newLink}
                </Button>
                <Button
                  onClick={() => setStep({ state: "part", person })}
                  aria-label={words.partOf(person.name)}
                  data-testid={`part-${person.id}`}
                >
                  {words.part}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <AddMember
        view={view}
        onMade={(person, made) => setStep({ state: "made", person, link: made })}
      />
      {step.state === "link" && (
        <Dialog title={link.title} onClose={close} testId="relink">
          <div className={form.fields}>
            <p>{link.what(step.person.name)}</p>
            <p className={form.trouble} role="alert">
              {trouble}
            </p>
            <Button look="act" onClick={() => void renew(step.person)} data-testid="relink-confirm">
              {link.make(step.person.name)}
            </Button>
            <Button onClick={() => void revoke(step.person)} data-testid="revoke">
              {words.revoke}
            </Button>
          </div>
        </Dialog>
      )}
      {step.state === "part" && (
        <Dialog title={words.partOf(step.person.name)} onClose={close} testId="part-dialog">
          <div className={form.fields}>
            <p>{words.partHint(step.person.name)}</p>
            <p className={form.trouble} role="alert">
              {trouble}
            </p>
            <Button look="act" onClick={() => void part(step.person)} data-testid="part-confirm">
              {words.partOf(step.person.name)}
            </Button>
          </div>
        </Dialog>
      )}
      {step.state === "made" && (
        <LinkShown
          name={step.person.name}
          colour={step.person.colour}
          link={step.link}
          onClose={close}
        />
      )}
    </section>
  );
}
