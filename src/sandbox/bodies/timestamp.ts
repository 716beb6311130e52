const PACIFIC_STANDARD = -8 * 3_600_000;

/**
 * An instant as the service writes it, in one of two forms that were both seen in real answers: with the
 * offset of the service's home, or as `Z`. `variant` (an id, say) chooses, so that one record is always
 * written alike.
 */
export function timestamp(time: number, variant: number): string;
export function timestamp(time: number | null, variant: number): string | null;
export function timestamp(time: number | null, variant: number): string | null {
  if (time === null) return null;
  if (variant % 3 === 0) return new Date(time).toISOString();
  return new Date(time + PACIFIC_STANDARD).toISOString().replace('Z', '-08:00');
}
