/** A piece of a message: plain text, or an address that can be followed. */
type Piece = { readonly text: string; readonly href: string | null };

const ADDRESS = /https?:\/\/[^\s<>"]+/gi;
/** What ends a sentence and not an address. */
const TRAILING = /[.,;:!?'’”»…]+$/;

/** A message with the web addresses in it; nothing else becomes a link, and nothing is fetched. */
export function linked(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = hrefOf(address);
    if (href === null) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: address, href });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}

/** Without the punctuation of the sentence around it, and a bracket that was opened before it. */
function trimmed(address: string): string {
  const short = address.replace(TRAILING, "");
  const unopened = short.endsWith(")") && !short.includes("(");
  const rest = unopened ? short.slice(0, -1) : short;
  return rest === address ? address : trimmed(rest);
}

function hrefOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === "http:" || protocol === "https:" ? href : null;
}
