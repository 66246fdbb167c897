import type { ButtonHTMLAttributes } from "react";
import style from "./button.module.css";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `act`: the one thing to do here. `plain`: anything beside it. */
  readonly look?: "act" | "plain";
};

export function Button({ look = "plain", className, ...rest }: Props) {
  return <button type="button" {...rest} className={`${style[look]} ${className ?? ""}`} />;
}
