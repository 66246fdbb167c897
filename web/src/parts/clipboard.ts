/** False where the browser gives no clipboard, as on plain http. */
export async function toClipboard(text: string): Promise<boolean> {
  // The type promises a clipboard; pages on plain http have none.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (!clipboard) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
