/**
 * How often nobody has been heard for all that was done about it, so that each try goes further than
 * the one before.
 */
let made = 0;

/** Counts one more try and gives which it is: 1 is the first. */
export function nextTry(): number {
  made += 1;
  return made;
}

/** Somebody is heard, or this stay in the call is over: the next trouble begins with its first try. */
export function forgetTries(): void {
  made = 0;
}
