import { describe, expect, it } from 'vitest';
import { commonDomain } from '../../src/directory/commonDomain.ts';

const people = (...emails: readonly string[]) => emails.map((email) => ({ email }));

describe('the domain of several people', () => {
  it('is the one that most of them have, in lower case', () => {
    expect(commonDomain(people('a@fern.example', 'b@Acme.example', 'c@acme.example'))).toBe('acme.example');
    expect(commonDomain(people('a@fern.example'))).toBe('fern.example');
  });

  it('is not that of a mailbox provider, which says nothing about a company', () => {
    expect(commonDomain(people('a@gmail.com', 'b@googlemail.com', 'c@outlook.de', 'd@fern.example'))).toBe(
      'fern.example',
    );
    expect(commonDomain(people('a@gmail.com'))).toBeUndefined();
  });

  it('is missing without an address', () => {
    expect(commonDomain([{}, ...people('nobody')])).toBeUndefined();
  });
});
