import ICAL from "ical.js";
import { tzlib_get_ical_block } from "timezones-ical-library";

/**
 * The VTIMEZONE of an IANA zone, under the very name that is asked for: the library answers an old
 * name (Asia/Calcutta) with the block of the new one.
 */
export function timeZoneComponent(zone: string): ICAL.Component {
  const [block] = tzlib_get_ical_block(zone);
  if (!block?.startsWith("BEGIN:VTIMEZONE")) throw new Error(`no VTIMEZONE for ${zone}`);
  const component = new ICAL.Component(ICAL.parse(block) as unknown as [string, [], []]);
  component.updatePropertyWithValue("tzid", zone);
  component.removeAllProperties("x-lic-location");
  return component;
}
