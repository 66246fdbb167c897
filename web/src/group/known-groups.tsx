import { useState } from "react";
import { Link } from "wouter";
import { groupAddress } from "./address.ts";
import { knownGroups } from "./known.ts";
import { useWords } from "./words.ts";
import style from "./known-groups.module.css";

/** On the front page: the groups whose links this browser has opened. */
export function KnownGroups() {
  const words = useWords().group.known;
  const [groups] = useState(() => knownGroups().filter(({ name }) => name !== ""));
  if (groups.length === 0) return null;
  return (
    <nav className={style.known} aria-labelledby="known" data-testid="known-groups">
      <h2 id="known">{words.title}</h2>
      <ul>
        {groups.map((each) => (
          <li key={`${each.group} ${each.member}`}>
            <Link href={groupAddress(each)}>{each.name}</Link>
          </li>
        ))}
      </ul>
      <p>{words.hint}</p>
    </nav>
  );
}
