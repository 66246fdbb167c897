import { Suspense, lazy, useEffect, useState } from "react";
import type { Refusal } from "@hotseat/shared";
import { Route, Switch } from "wouter";
import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "./words.ts";
import { claimAddress } from "../link/opening.ts";
import { get } from "../link/request.ts";
import { readClock } from "../clock/reading.ts";
import { Page, Sentence } from "../parts/page.tsx";
import { CreateForm } from "./create-form.tsx";
import type { MadeLink } from "./links.ts";
import { MadeLinks } from "./made-links.tsx";
import { OperatorNav } from "./nav.tsx";

const GroupList = lazy(async () => ({
  default: (await import("../group/founding/group-list.tsx")).GroupList,
}));
const Found = lazy(async () => ({
  default: (await import("../group/founding/found.tsx")).Found,
}));
const ServerPage = lazy(async () => ({
  default: (await import("./server/server-page.tsx")).ServerPage,
}));

type Door =
  | { readonly state: "checking" | "open" | "shut" | "unreachable" }
  | { readonly state: "refused"; readonly refusal: Refusal };

const RETRY_MS = 2_000;

/**
 * Where the operator sets up an hour or founds a group. Opened by the link that the server printed,
 * then by cookie.
 */
export function Operator() {
  const words = useWords();
  const door = useOperatorDoor();
  switch (door.state) {
    case "checking":
      return <Sentence title={words.operator.checking} />;
    case "unreachable":
      return <Sentence title={words.failure.unreachable} />;
    case "refused":
      return <Sentence title={words.failure.busy} text={sentenceOf(door.refusal, words)} />;
    case "shut":
      return <Sentence title={words.operator.shutTitle} text={words.operator.shut} />;
    case "open":
      return (
        <Page top>
          <OperatorNav />
          <Suspense>
            <Switch>
              <Route path="/operator/groups" component={GroupList} />
              <Route path="/operator/groups/new" component={Found} />
              <Route path="/operator/server" component={ServerPage} />
              <Route component={SingleHour} />
            </Switch>
          </Suspense>
        </Page>
      );
  }
}

/** One hour of people who may never meet again. */
function SingleHour() {
  const [links, setLinks] = useState<readonly MadeLink[] | null>(null);
  if (!links) return <CreateForm onMade={setLinks} />;
  return <MadeLinks links={links} onAnother={() => setLinks(null)} />;
}

function useOperatorDoor(): Door {
  const [door, setDoor] = useState<Door>({ state: "checking" });
  useEffect(() => {
    let gone = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const attempt = async () => {
      const next = await openDoor();
      if (gone) return;
      setDoor(next);
      if (next.state === "unreachable") retry = setTimeout(attempt, RETRY_MS);
    };
    // A link pasted into an open page changes the fragment alone, which loads nothing by itself.
    const again = () => void (location.hash && attempt());
    addEventListener("hashchange", again);
    void attempt();
    return () => {
      gone = true;
      clearTimeout(retry);
      removeEventListener("hashchange", again);
    };
  }, []);
  return door;
}

async function openDoor(): Promise<Door> {
  const claim = await claimAddress("/api/operator/claim");
  if (claim.outcome === "claimed") return opened();
  if (claim.outcome === "wrong") return { state: "shut" };
  if (claim.outcome === "unreachable") return { state: "unreachable" };
  if (claim.outcome === "refused") return { state: "refused", refusal: claim.refusal };
  const answer = await get<void>("/api/operator");
  if (answer.ok) return opened();
  return { state: answer.status === 0 || answer.status >= 500 ? "unreachable" : "shut" };
}

/** What is planned here is planned by the server's clock. */
async function opened(): Promise<Door> {
  return { state: (await readClock()) ? "open" : "unreachable" };
}
