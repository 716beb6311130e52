import { isZone } from './wallTime.ts';

/**
 * The zone of this process, which a remote host may not share with the user: the page tells its own. Where the system
 * names one that there is not, Intl gives none, or a name that it does not take itself.
 */
export function hostZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : 'UTC';
}
