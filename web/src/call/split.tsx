import { useId } from "react";
import type { ReactNode } from "react";
import { ChevronUp } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { refreshDevices } from "../media/devices.ts";
import { usePopup } from "../parts/popup.ts";
import style from "./split.module.css";

type Props = {
  readonly testId: string;
  readonly on: boolean;
  /** Names the action, as in "Mute". */
  readonly label: string;
  readonly keys: string;
  readonly icon: LucideIcon;
  readonly onToggle: () => void;
  /** What the chevron opens. */
  readonly choose: string;
  readonly children: ReactNode;
};

/** A button that turns a device on and off, and beside it the list of such devices. */
export function Split({ testId, on, label, keys, icon: Icon, onToggle, choose, children }: Props) {
  const { open, toggle, root, trigger } = usePopup(() => void refreshDevices());
  const panel = useId();
  return (
    <div className={style.split} ref={root} data-on={on}>
      <button
        type="button"
        className={style.toggle}
        data-on={on}
        aria-keyshortcuts={keys}
        title={label}
        onClick={onToggle}
        data-testid={testId}
      >
        <Icon aria-hidden="true" />
        <span className={style.label}>{label}</span>
      </button>
      <button
        type="button"
        className={style.chevron}
        aria-expanded={open}
        aria-controls={panel}
        aria-label={choose}
        title={choose}
        ref={trigger}
        onClick={toggle}
      >
        <ChevronUp size={18} aria-hidden="true" />
      </button>
      {open && (
        <div className={style.panel} id={panel}>
          {children}
        </div>
      )}
    </div>
  );
}
