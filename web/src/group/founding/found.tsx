import { useState } from "react";
import { useLocation } from "wouter";
import type { MadeLink } from "../../operator/links.ts";
import { MadeLinks } from "../../operator/made-links.tsx";
import { useWords } from "../words.ts";
import { FoundForm } from "./found-form.tsx";

/** Founds a group, and shows the links of its members this once. */
export function Found() {
  const words = useWords().group.found;
  const [, go] = useLocation();
  const [links, setLinks] = useState<readonly MadeLink[] | null>(null);
  if (!links) return <FoundForm onMade={setLinks} />;
  return <MadeLinks links={links} next={words.toGroups} onAnother={() => go("/operator/groups")} />;
}
