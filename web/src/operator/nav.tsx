import { Link, useLocation } from "wouter";
import { useWords } from "./words.ts";
import style from "./nav.module.css";

/** A single hour, or groups that meet again and again. */
export function OperatorNav() {
  const words = useWords().operator.nav;
  const [path] = useLocation();
  const groups = path.startsWith("/operator/groups");
  return (
    <nav className={style.nav} aria-label={words.label}>
      <Link href="/operator" aria-current={groups ? undefined : "page"} data-testid="nav-hour">
        {words.hour}
      </Link>
      <Link
        href="/operator/groups"
        aria-current={groups ? "page" : undefined}
        data-testid="nav-groups"
      >
        {words.groups}
      </Link>
    </nav>
  );
}
