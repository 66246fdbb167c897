import { createContext, useContext, useEffect, useId, useLayoutEffect, useRef } from "react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import type { LucideIcon } from "lucide-react";
import { usePopup } from "./popup.ts";
import style from "./menu.module.css";

type Props = {
  readonly testId: string;
  readonly icon: LucideIcon;
  /** What it is for, in full. */
  readonly label: string;
  /** The same in one short word, below the icon. */
  readonly caption: string;
  readonly className?: string | undefined;
  /** Whether it takes the focus of what goes away; for a menu that is always there. */
  readonly keepsFocus?: true;
  readonly children: ReactNode;
};

const CloseMenu = createContext<() => void>(() => undefined);

/**
 * A button and the list that it opens, above it and as wide as the nearest positioned box around.
 * Arrow keys, Home and End go through the list, Escape and Tab close it.
 */
export function Menu(props: Props) {
  const { testId, icon: Icon, label, caption, className, keepsFocus, children } = props;
  const { open, toggle, close, root, trigger } = usePopup();
  return (
    <div className={style.menu} ref={root}>
      <button
        type="button"
        ref={trigger}
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={toggle}
        data-testid={testId}
        data-keeps-focus={keepsFocus}
      >
        <Icon size={20} aria-hidden="true" />
        <span aria-hidden="true">{caption}</span>
      </button>
      {open && (
        <CloseMenu value={close}>
          <Panel label={label} onClose={close}>
            {children}
          </Panel>
        </CloseMenu>
      )}
    </div>
  );
}

function Panel(props: {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  useFit(panel);
  useEffect(() => itemsIn(panel.current)[0]?.focus(), []);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Tab") return props.onClose();
    const items = itemsIn(panel.current);
    const at = items.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  };
  return (
    <div
      role="menu"
      tabIndex={-1}
      aria-label={props.label}
      className={style.panel}
      ref={panel}
      onKeyDown={press}
    >
      {props.children}
    </div>
  );
}

/** No list is lower than this, in px: what does not fit the window is scrolled to then. */
const LOWEST = 120;

/** Of the window's edge something stays to be seen above a list, in px. */
const EDGE = 8;

/** Keeps a list, which grows upwards from its button, inside the window; beyond that it scrolls. */
function useFit(panel: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const fit = () => {
      const list = panel.current;
      const room = (list?.getBoundingClientRect().bottom ?? 0) - EDGE;
      list?.style.setProperty("--room", `${Math.max(LOWEST, room)}px`);
    };
    fit();
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  }, [panel]);
}

function itemsIn(panel: HTMLElement | null): HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}

/** One thing to choose; `hint` says what follows from it, before it is chosen. */
export function MenuItem(props: {
  readonly testId: string;
  readonly onPick: () => void;
  readonly hint?: string | undefined;
  /** In full, where its group says in its heading what it does and it shows a name alone. */
  readonly label?: string | undefined;
  readonly grave?: boolean | undefined;
  /** Is shown and cannot be chosen; `hint` says why. The arrow keys still lead to it. */
  readonly inert?: boolean | undefined;
  readonly children: ReactNode;
}) {
  const close = useContext(CloseMenu);
  const pick = () => {
    if (props.inert) return;
    close();
    props.onPick();
  };
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={style.item}
      aria-label={props.label}
      title={props.label}
      data-grave={props.grave}
      aria-disabled={props.inert}
      onClick={pick}
      data-testid={props.testId}
    >
      <span>{props.children}</span>
      {props.hint && <small>{props.hint}</small>}
    </button>
  );
}

/**
 * Choices that belong together, under a heading. With one `hint` for all of them they stand side by
 * side, so that a list of people does not push everything else out of sight.
 */
export function MenuGroup(props: {
  readonly name: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}) {
  const id = useId();
  const { name, hint, children } = props;
  return (
    <div
      role="group"
      aria-labelledby={id}
      aria-describedby={hint && `${id}-hint`}
      className={style.group}
    >
      <div id={id} className={style.heading}>
        {name}
      </div>
      {hint && (
        <small id={`${id}-hint`} className={style.hint}>
          {hint}
        </small>
      )}
      {hint ? <div className={style.side}>{children}</div> : children}
    </div>
  );
}
