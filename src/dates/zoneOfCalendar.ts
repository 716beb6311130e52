import { namedZone } from './namedZone.ts';
import { isZone } from './wallTime.ts';
import { windowsZones } from './windowsZones.ts';

/** The zone that a calendar names: `Europe/Berlin`, `/vendor/Europe/Berlin`, a name of Windows, or cities. */
export function zoneOfCalendar(name: string): string | undefined {
  const iana = /(?:^|\/)([A-Za-z_]+\/[A-Za-z_+\d-]+(?:\/[A-Za-z_]+)?)$/u.exec(name)?.[1];
  if (isZone(iana)) return iana;
  if (/^(?:UTC|GMT|Z)$/iu.test(name)) return 'UTC';
  const [, region] = /^\((?:UTC|GMT)[^)]*\) *(\w+) Time \((?:US & )?Canada\)$/iu.exec(name.trim()) ?? [];
  return windowsZones[region === undefined ? name.trim() : `${region} Standard Time`] ?? namedZone(name);
}
