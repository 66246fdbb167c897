import { useEffect } from "react";

/** Says the time and the part in the tab's title, and the plain title again afterwards. */
export function useTitle(text: string, plain: string): void {
  useEffect(() => {
    document.title = `${text} · ${plain}`;
  }, [text, plain]);
  useEffect(
    () => () => {
      document.title = plain;
    },
    [plain],
  );
}
