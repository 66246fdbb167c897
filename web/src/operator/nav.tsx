import { Link, useLocation } from "wouter";
import { useWords } from "./words.ts";
import style from "./nav.module.css";

/** A single hour, groups that meet again and again, and how the server is doing. */
export function OperatorNav() {
  const words = useWords().operator.nav;
  const [path] = useLocation();
  const groups = path.startsWith("/operator/groups");
  const server = path === "/operator/server";
  return (
    <nav className={style.nav} aria-label={words.label}>
      <Link
        href="/operator"
        aria-current={groups || server ? undefined : "page"}
        data-testid="nav-hour"
      >
        {words.hour}
      </Link>
      <Link
        href="/operator/groups"
        aria-current={groups ? "page" : undefined}
        data-testid="nav-groups"
      >
        {words.groups}
      </Link>
      <Link
        href="/operator/server"
        aria-current={server ? "page" : undefined}
        data-testid="nav-server"
      >
        {words.server}
      </Link>
    </nav>
  );
}
