import type { Fault, FaultKind } from '../../src/sandbox/testing/index.ts';
import type { Random } from './random.ts';

/** Up to five things that go wrong, at any request, before or after it takes effect. */
export function randomFaults(random: Random): readonly Fault[] {
  return Array.from({ length: random.below(6) }, () => {
    const method = random.pick(['GET', 'GET', 'POST', 'PUT', 'DELETE', undefined]);
    const on = { nth: 1 + random.below(3), ...(method === undefined ? {} : { method }) };
    return { ...randomKind(random), times: 1 + random.below(5), on };
  });
}

function randomKind(random: Random): FaultKind {
  const when = random.pick(['before', 'after'] as const);
  return random.pick<() => FaultKind>([
    () => ({ kind: 'drop', when }),
    () => ({ kind: 'drop', when }),
    () => ({ kind: 'stall', when }),
    () => ({ kind: 'delay', when, ms: random.below(45_000) }),
    () => ({ kind: 'cut-body' }),
    () => ({ kind: 'stall-body' }),
    // Not an empty body and not `[]`, which are empty lists to whoever reads them.
    () => ({ kind: 'garbage', body: random.pick(['<html>', '{', 'null', '"x"', '{"id":"x"}', '\0']) }),
    () => ({ kind: 'status', status: random.pick([500, 502, 503, 504]), takeEffect: when === 'after' }),
    () => ({ kind: 'status', status: random.pick([401, 403, 422]), body: ['No.'] }),
    () => ({
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': String(random.pick([0, 1, 5, 30, 300])) },
    }),
  ])();
}
