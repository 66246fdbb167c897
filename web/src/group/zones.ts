/** The time zone of this device, by its IANA name. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export type Region = { readonly name: string; readonly zones: readonly string[] };

/**
 * Every time zone that this browser knows, by region; `more` are those it may know under another
 * name. People know places, not offsets, and offsets change.
 */
export function regions(...more: readonly string[]): readonly Region[] {
  const all = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...more]);
  const byRegion = new Map<string, string[]>();
  for (const zone of [...all].toSorted()) {
    const region = zone.includes("/") ? (zone.split("/")[0] ?? "") : "UTC";
    byRegion.set(region, [...(byRegion.get(region) ?? []), zone]);
  }
  return [...byRegion].map(([name, zones]) => ({ name, zones }));
}
