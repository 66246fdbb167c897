import { Suspense, lazy, useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import type { GroupView } from "@hotseat/shared/group";
import { sentenceOf } from "../language/refusal.ts";
import { Page, Sentence } from "../parts/page.tsx";
import { groupAddress } from "./address.ts";
import { GroupHome } from "./home.tsx";
import { openGroup } from "./opening.ts";
import { SealGuard } from "./seal/guard.tsx";
import { useGroup } from "./store.ts";
import { useWords } from "./words.ts";
import style from "./group-page.module.css";

const WeekPage = lazy(async () => ({ default: (await import("./week-page.tsx")).WeekPage }));
const ReachPage = lazy(async () => ({ default: (await import("./reach-page.tsx")).ReachPage }));
const DataPage = lazy(async () => ({ default: (await import("./data-page.tsx")).DataPage }));
const ManagePage = lazy(async () => ({ default: (await import("./manage-page.tsx")).ManagePage }));

type Props = { readonly group: string; readonly member: string; readonly page: string | undefined };

/** One member's pages of one group: home, their week, and what the facilitator looks after. */
export function GroupPage({ group, member, page }: Props) {
  useEffect(() => {
    const close = openGroup({ group, member });
    // The same link opened again in this tab changes the fragment alone, which loads nothing.
    const again = () => void (location.hash && location.reload());
    addEventListener("hashchange", again);
    return () => {
      removeEventListener("hashchange", again);
      close();
    };
  }, [group, member]);
  return <Here page={page} />;
}

function Here({ page }: { readonly page: string | undefined }) {
  const words = useWords();
  const { seat, opening, view, stale } = useGroup((state) => state);
  if (opening.state === "refused") {
    return <Sentence title={words.failure.busy} text={sentenceOf(opening.refusal, words)} />;
  }
  if (opening.state === "wrong") {
    return <Sentence title={words.group.link.wrongTitle} text={words.group.link.wrong} />;
  }
  if (opening.state === "unreachable") return <Sentence title={words.failure.unreachable} />;
  if (!view || !seat) return <Sentence title={words.group.link.opening} />;
  if (page !== undefined && !["week", "reach", "data", "manage"].includes(page)) {
    return <Sentence title={words.missing.title} text={words.missing.text} />;
  }
  return (
    <Page top>
      <div className={style.group}>
        <p className={style.stale} role="status">
          {stale && words.failure.unreachable}
        </p>
        <Head view={view} page={page} />
        <SealGuard view={view} seat={seat} />
        <Suspense>
          {page === undefined && <GroupHome view={view} seat={seat} />}
          {page === "week" && <WeekPage view={view} />}
          {page === "reach" && <ReachPage view={view} seat={seat} />}
          {page === "data" && <DataPage view={view} seat={seat} />}
          {page === "manage" && <ManagePage view={view} seat={seat} />}
        </Suspense>
      </div>
    </Page>
  );
}

/** Whose pages these are, and the way between them. The heading has the focus after a way. */
function Head({ view, page }: { readonly view: GroupView; readonly page: string | undefined }) {
  const words = useWords().group.pages;
  const seat = useGroup((state) => state.seat);
  const [path] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(path);
  useEffect(() => {
    if (first.current !== path) heading.current?.focus();
    first.current = "";
  }, [path]);
  useEffect(() => {
    const before = document.title;
    document.title = `${view.name} · ${before}`;
    return () => {
      document.title = before;
    };
  }, [view.name]);
  if (!seat) return null;
  const home = groupAddress(seat);
  const ways = [
    { page: undefined, href: home, name: words.home },
    { page: "week", href: `${home}/week`, name: words.week },
    { page: "reach", href: `${home}/reach`, name: words.reach },
    ...(view.you.role === "facilitator"
      ? [{ page: "manage", href: `${home}/manage`, name: words.manage }]
      : []),
  ];
  return (
    <div className={style.head}>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {view.name}
        </h1>
        {view.purpose && <p className={style.purpose}>{view.purpose}</p>}
      </div>
      <nav className={style.nav} aria-label={words.label}>
        {ways.map((way) => (
          <Link
            key={way.href}
            href={way.href}
            aria-current={way.page === page ? "page" : undefined}
            data-testid={`way-${way.page ?? "home"}`}
          >
            {way.name}
          </Link>
        ))}
      </nav>
    </div>
  );
}
