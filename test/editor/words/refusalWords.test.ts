import { describe, expect, it } from 'vitest';
import { refusalWords } from '../../../src/editor/words/refusalWords.ts';

describe('why a draft was not taken', () => {
  it.each([
    ['forbidden', 403],
    ['not-found', 404],
    ['rate-limited', 429],
    ['server', 503],
  ] as const)('is told with the service’s own words: %s', (kind, status) => {
    const words = refusalWords({ kind, status, said: ['The moon is full.'] }, 'create');
    expect(words).toContain('Affinity says: The moon is full.');
    expect(words).toContain('The draft is kept');
  });

  it('is not that the interaction is gone, when there was none to be logged', () => {
    expect(refusalWords({ kind: 'not-found', said: [] }, 'create')).not.toContain('no such interaction');
    expect(refusalWords({ kind: 'not-found', said: [] }, 'update')).toContain('no such interaction');
  });

  it('names a time that is over as over', () => {
    const limited = { kind: 'rate-limited', said: [], retryAt: '2020-02-02T10:00:00.000Z' } as const;
    expect(refusalWords(limited, 'create')).toMatch(/allowed no more requests until .*2020.*, which is over/);
  });

  it('names an untrusted certificate and a proxy, with the step that helps', () => {
    const untrusted = { kind: 'network', said: [], code: 'CERT_HAS_EXPIRED' } as const;
    expect(refusalWords(untrusted, 'create')).toMatch(
      /isn’t trusted \(CERT_HAS_EXPIRED\).*systemCertificates/,
    );
    const proxy = { kind: 'network', said: [], status: 407 } as const;
    expect(refusalWords(proxy, 'update')).toMatch(/proxy.*Sign in to the proxy/);
    const offline = { kind: 'network', said: [], code: 'ECONNREFUSED' } as const;
    expect(refusalWords(offline, 'create')).toContain('when the network is back');
  });
});
