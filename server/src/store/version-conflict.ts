/** Somebody else appended first: read the tail and decide again. */
export class VersionConflict extends Error {
  override readonly name = "VersionConflict";
}
