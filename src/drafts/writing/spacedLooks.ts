import { AffinityError } from '../../affinity/index.ts';
import type { Clock } from '../../affinity/index.ts';

/** So that it is looked at once, after two seconds and after five. */
const waitsMs = [0, 2_000, 3_000];

const LONGEST_MS = 60_000;

const tooLate = {
  kind: 'timeout',
  message: 'no clear answer within a minute',
  method: 'GET',
  path: '/interactions',
} as const;

/** What one look at the service tells about a write whose answer was lost. */
export type Sight<Found> =
  | { readonly kind: 'there'; readonly found: Found }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear'; readonly why: Unclear };

/**
 * Why looking does not settle it. `alike`: there is one that may be it, or may have been there before. `differs`: what is
 * there is neither what was sent nor what was there before. `unreadable`: the service has something that cannot be read.
 */
export type Unclear = 'alike' | 'differs' | 'unreadable';

/**
 * Looks at once, and again while nothing is seen: what was sent may take effect a little after its answer was lost.
 * Rejects when the service cannot be asked, or has not answered all of it within a minute.
 */
export async function spacedLooks<Found>(
  look: (signal: AbortSignal) => Promise<Sight<Found>>,
  clock: Pick<Clock, 'sleep'>,
): Promise<Sight<Found>> {
  const over = new AbortController();
  const deadline = clock.sleep(LONGEST_MS, over.signal).then(
    () => over.abort(new AffinityError(tooLate)),
    () => undefined,
  );
  try {
    for (const waitMs of waitsMs) {
      if (waitMs > 0) await clock.sleep(waitMs, over.signal);
      const sight = await look(over.signal);
      if (sight.kind !== 'absent') return sight;
    }
    return { kind: 'absent' };
  } finally {
    over.abort();
    await deadline;
  }
}
