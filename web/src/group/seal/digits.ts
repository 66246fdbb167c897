/** Digits in fours, as people read them to each other. */
export function digitsOf(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join(" ");
}
