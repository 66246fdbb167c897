/** Which family a browser is of, for hints alone: what works is asked, never guessed from this. */
export function browserFamily(): "chromium" | "firefox" | "safari" | "ios" | "other" {
  const { userAgent } = navigator;
  // Every browser on iOS is Safari underneath, with Safari's questions.
  if (systemFamily() === "ios") return "ios";
  if (/firefox/i.test(userAgent)) return "firefox";
  if (/chrom/i.test(userAgent)) return "chromium";
  return /safari/i.test(userAgent) ? "safari" : "other";
}

/** Which system this is, for hints alone. */
export function systemFamily(): "mac" | "windows" | "ios" | "android" | "other" {
  const { userAgent, maxTouchPoints } = navigator;
  if (/android/i.test(userAgent)) return "android";
  if (/iphone|ipad|ipod/i.test(userAgent)) return "ios";
  // An iPad says that it is a Mac; no Mac has a touch screen.
  if (/macintosh/i.test(userAgent)) return maxTouchPoints > 1 ? "ios" : "mac";
  return /windows/i.test(userAgent) ? "windows" : "other";
}
