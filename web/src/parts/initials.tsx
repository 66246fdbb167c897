import style from "./initials.module.css";

/** Stands where a picture is missing. Coloured by the `data-seat` around it. */
export function Initials({ name }: { readonly name: string }) {
  return (
    <span className={style.initials} aria-hidden="true">
      <span>{initialsOf(name)}</span>
    </span>
  );
}

function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return letters
    .map((part) => [...(part ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
