import { describe, expect, it } from 'vitest';
import { AffinityError } from '../../../src/affinity/index.ts';
import type { AffinityErrorFields } from '../../../src/affinity/index.ts';
import { explain, notSentWords, refusalWords, unconfirmedReason } from '../../../src/editor/words/explain.ts';
import { failureWords } from '../../../src/editor/words/failureWords.ts';
import type { FailureKind } from '../../../src/editor/words/failureWords.ts';
import { sideWord } from '../../../src/editor/words/interactionLabel.ts';

const kinds = Object.keys(failureWords) as FailureKind[];

function failed(kind: AffinityErrorFields['kind'], fields: Partial<AffinityErrorFields> = {}): AffinityError {
  return new AffinityError({ kind, message: 'Failed', method: 'GET', path: '/notes', ...fields });
}

describe('the table of failures', () => {
  it.each(kinds)('has whole sentences and short words for %s', (kind) => {
    for (const task of ['read', 'look-up', 'create', 'quick-log', 'update', 'delete', 'sign-in'] as const) {
      const failure = { kind, task, service: 'Affinity', said: [] };
      const { happened, short, advice, unconfirmed = happened } = failureWords[kind];
      const next = Object.values(advice).map((words) => words(failure));
      const sentences = [happened(failure), unconfirmed(failure), ...next];
      for (const sentence of sentences.filter((one) => one !== undefined))
        expect(sentence).toMatch(/^[A-Z][^{}]+[.?]$/u);
      expect(short(failure)).toMatch(/^[A-Z][^{}]{3,40}[^.]$/u);
    }
    expect(notSentWords({ kind, said: [] })).toMatch(/^[a-z][^{}]+$/u);
  });

  it('says at most three sentences', () => {
    const messages = kinds.flatMap((kind) => [
      ...(['create', 'quick-log', 'update', 'delete'] as const).map((task) =>
        refusalWords({ kind, said: [] }, task),
      ),
      ...(kind === 'unexpected' || kind === 'interrupted'
        ? []
        : (['read', 'sign-in'] as const).map((task) => explain(failed(kind), { task }).message)),
    ]);
    for (const message of messages)
      expect(message.match(/[.?](?: |$)/gu) ?? [], message).not.toHaveProperty('3');
  });
});

describe('a certificate that is not trusted', () => {
  const code = 'SELF_SIGNED_CERT_IN_CHAIN';

  it('is named with its code and the next step', () => {
    const { message, short } = explain(failed('network', { code, outcome: 'not-sent' }));
    expect(short).toBe('Certificate not trusted');
    expect(message).toContain(`The certificate of Affinity isn’t trusted (${code})`);
    expect(message).toContain('your firm’s certificate');
    expect(message).toContain('http.systemCertificates');
  });

  it('is named at the draft that it kept from being sent', () => {
    const problem = { kind: 'network', code, said: [] } as const;
    expect(refusalWords(problem, 'create')).toContain(code);
    expect(refusalWords(problem, 'create')).toContain('http.systemCertificates');
    expect(notSentWords(problem)).toBe('not sent: certificate not trusted');
  });

  it('is named with the host while signing in', () => {
    const { message } = explain(failed('network', { code }), { task: 'sign-in', service: 'crm.example' });
    expect(message).toMatch(/^The certificate of crm\.example isn’t trusted \(SELF_SIGNED_CERT_IN_CHAIN\)/);
    expect(message).toContain('http.systemCertificates');
  });

  it('is not mentioned when a connection is refused', () => {
    expect(explain(failed('network', { code: 'ECONNREFUSED' })).message).toMatch(
      /^Affinity can’t be reached\. Check your network/,
    );
  });
});

describe('a proxy that wants the user to sign in', () => {
  it('has sentences of its own', () => {
    const { message, short } = explain(failed('network', { status: 407 }));
    expect(short).toBe('The proxy requires you to sign in');
    expect(message).toContain('A proxy requires you to sign in before it connects to Affinity.');
    expect(message).toContain('http.proxy');
  });
});

describe('a merged record', () => {
  it('names the record that it was merged into, with the step that helps', () => {
    const error = failed('invalid-request', { details: ['Organization 1 has been merged into 22'] });
    expect(explain(error)).toMatchObject({
      short: 'Merged into another record',
      message: 'This record was merged into the one with the ID 22. Follow that record instead.',
    });
  });
});

describe('the end of a limit', () => {
  it('does not move when its failure is shown again', () => {
    const error = failed('rate-limited', { retryAfterMs: 60_000 });
    const now = Date.UTC(2025, 10, 20, 12);
    const { short, message } = explain(error, { now });
    expect(short).toMatch(/^Limit reached until \d\d:\d\d$/);
    expect(explain(error, { now: now + 5 * 60_000 })).toMatchObject({ short, message });
  });

  it('keeps its date after it has passed', () => {
    const limited = { kind: 'rate-limited', said: [], retryAt: '2020-02-02T10:00:00.000Z' } as const;
    expect(refusalWords(limited, 'create')).toMatch(/request limit was reached until .*2020/);
  });
});

describe('why a draft was not accepted', () => {
  it.each([
    ['forbidden', 403],
    ['not-found', 404],
    ['rate-limited', 429],
    ['server', 503],
  ] as const)('quotes the service: %s', (kind, status) => {
    const words = refusalWords({ kind, status, said: ['The moon is full.'] }, 'create');
    expect(words).toContain('Affinity says: The moon is full.');
    expect(words).toContain('he draft is kept');
  });

  it('quotes the service once', () => {
    const words = refusalWords({ kind: 'invalid-request', said: ['The moon is full.'] }, 'create');
    expect(words).toBe('Affinity refused the request: The moon is full.');
  });

  it('does not claim that a new interaction is gone', () => {
    expect(refusalWords({ kind: 'not-found', said: [] }, 'create')).not.toContain(
      'This interaction is no longer',
    );
    expect(refusalWords({ kind: 'not-found', said: [] }, 'update')).toContain(
      'This interaction is no longer',
    );
  });
});

describe('why it is unknown whether a draft was saved', () => {
  it('is the lost connection, and not that Affinity can’t be reached', () => {
    expect(unconfirmedReason({ kind: 'network', said: [] }, 'create')).toBe(
      'The connection was lost before Affinity responded.',
    );
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
