import { describe, expect, it } from 'vitest';
import { AffinityError } from '../../../src/affinity/index.ts';
import { explain } from '../../../src/editor/words/explain.ts';
import { sideWord } from '../../../src/editor/words/interactionLabel.ts';

describe('the end of a limit', () => {
  it('does not move when its failure is shown again', () => {
    const said = { kind: 'rate-limited', message: 'Too many', method: 'GET', path: '/v2/notes' } as const;
    const error = new AffinityError({ ...said, retryAfterMs: 60_000 });
    const now = Date.UTC(2025, 10, 20, 12);
    const { short, message } = explain(error, now);
    expect(short).toMatch(/^Limit reached until \d\d:\d\d$/);
    expect(explain(error, now + 5 * 60_000)).toMatchObject({ short, message });
  });
});

describe('the side of a person', () => {
  it('is said only as far as it is known', () => {
    expect([0, 1, 2, 7, undefined].map((type) => sideWord({ id: 1, type, emails: [] }))).toEqual([
      'external',
      'internal',
      'collaborator',
      undefined,
      undefined,
    ]);
  });
});
