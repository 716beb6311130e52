import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onePerson, typedPeople } from '../../src/directory/typedPeople.ts';
import { foldedPeople, namesWithCommas, quotedNames, separators, surroundings } from './pastedPeople.ts';

const emails = (text: string) => typedPeople(text).map(({ email }) => email);
const shown = (text: string) =>
  typedPeople(text).map(({ name, email }) => {
    if (email === undefined) return `name:${name ?? ''}`;
    return name === undefined ? email : `${name} <${email}>`;
  });
const names = (text: string) => typedPeople(text).map(({ name }) => name);

interface Named {
  readonly first: string;
  readonly last: string;
  readonly email: string;
}

/** Words that would be read as a degree, a role or a label. */
const titles = new Set([
  'Esq',
  'Ret',
  'Prof',
  'Name',
  'Email',
  'Host',
  'Guest',
  'Chair',
  'Owner',
  'Scribe',
  'Del',
  'Von',
]);

const notations: readonly ((people: readonly Named[]) => string)[] = [
  (people) => people.map(({ first, last, email }) => `${first} ${last} <${email}>`).join('; '),
  (people) => people.map(({ first, last, email }) => `${last}, ${first} <${email}>`).join('; '),
  (people) => people.map(({ first, last, email }) => `"${last}, ${first}" <${email}>`).join(', '),
  (people) => people.map(({ first, last, email }) => `${last}, ${first} [mailto:${email}]`).join('; '),
  (people) => people.map(({ first, last, email }) => `- ${first} ${last} (${email})`).join('\n'),
  (people) => people.map(({ first, last, email }) => `${first} ${last},${email}`).join('\n'),
  (people) =>
    ['Name\tEmail', ...people.map(({ first, last, email }) => `${first} ${last}\t${email}`)].join('\n'),
  (people) => people.map(({ email }) => email).join(' '),
  (people) =>
    `To: ${people.map(({ first, last, email }) => `${first} ${last}\n <${email}>`).join(',\n ')}\nSubject: Hi`,
  (people) => people.map(({ first, last, email }) => `[${first} ${last}](mailto:${email})`).join(' and '),
];

describe('pasted people', () => {
  it.each([
    ['Ann Lee <ann@x.com>, bob@y.org; "Roe, Jane" <Jane@Z.com>', ['ann@x.com', 'bob@y.org', 'jane@z.com']],
    ['ann@x.com bob@y.org\ncleo@z.com\tdan@q.io', ['ann@x.com', 'bob@y.org', 'cleo@z.com', 'dan@q.io']],
    ['<mailto:ann@x.com>; (bob@y.org).', ['ann@x.com', 'bob@y.org']],
    ['Ann Lee ann@x.com', ['ann@x.com']],
    ['ann@x.com, ANN@X.COM, Ann <ann@x.com>', ['ann@x.com']],
    [`o'neil+x@sub.x-y.co.uk`, [`o'neil+x@sub.x-y.co.uk`]],
    ['\u200Bann@x.com\u200B, \u202Abob@y.org\u202C', ['ann@x.com', 'bob@y.org']],
    ['ann@x\u0000.com, \uD800bob@y.org', ['ann@x.com', 'bob@y.org']],
    ['ann@x.com，bob@y.org；cleo@z.com、dan＠q.io', ['ann@x.com', 'bob@y.org', 'cleo@z.com', 'dan@q.io']],
    ['"ann@x.com"; "bob@y.org" <bob@y.org>', ['ann@x.com', 'bob@y.org']],
    ['[ann@x.com](mailto:ann@x.com), mailto:bob@y.org?subject=Hi', ['ann@x.com', 'bob@y.org']],
    ['1. ann@x.com\n2. bob@y.org', ['ann@x.com', 'bob@y.org']],
    ['To: ann@x.com; Cc: bob@y.org', ['ann@x.com', 'bob@y.org']],
    ['', []],
    [' ,;<>" ', []],
  ])('in %j have the addresses %j', (text, expected) => {
    expect(emails(text)).toEqual(expected);
  });

  it('can be names without addresses', () => {
    expect(names('Ann Lee, Bob Smith;Cleo')).toEqual(['Ann Lee', 'Bob Smith', 'Cleo']);
    expect(names('"Roe, Jane" <jane@z.com>')).toEqual(['Roe, Jane']);
    expect(names('Mary-Ann O’Neil')).toEqual(['Mary-Ann O’Neil']);
  });

  it('lose list marks, mention signs and quotes around their names', () => {
    expect(names('@Jane Roe, @Bob')).toEqual(['Jane Roe', 'Bob']);
    expect(names('- Jane Roe\n- Bob Smith')).toEqual(['Jane Roe', 'Bob Smith']);
    expect(names('• Jane Roe\n* Bob\n3. Cleo')).toEqual(['Jane Roe', 'Bob', 'Cleo']);
    expect(names("Ann Lee - ann@x.com; 'Bob Ray' <bob@y.org>")).toEqual(['Ann Lee', 'Bob Ray']);
  });

  it('never vanish, whatever was typed', () => {
    for (const typed of ['???', '-', '@', '👩‍👩‍👧', '🇩🇪', '\\'])
      expect(typedPeople(typed)).toMatchObject([{ typed }]);
    expect(names('Ann, —, 👩‍👩‍👧')).toEqual(['Ann', '👩‍👩‍👧']);
    expect(['', ' ,; ', '<>', '\u0000\u202E'].flatMap(typedPeople)).toEqual([]);
  });

  it('are separated by every kind of line end, including those of word processors', () => {
    for (const end of ['\v', '\f', '\u0085', '\u2028', '\u2029']) {
      expect(names(`Ann Lee${end}Bob`), JSON.stringify(end)).toEqual(['Ann Lee', 'Bob']);
    }
  });

  it('keep the comma that Outlook writes within a name, and are all found elsewhere', () => {
    expect(names('Lee, Ann <ann@x.com>; Roe, Jane <jane@y.org>')).toEqual(['Lee, Ann', 'Roe, Jane']);
    expect(names('Bob Smith, Ann Lee <ann@x.com>; Cleo')).toEqual(['Bob Smith', 'Ann Lee', 'Cleo']);
    expect(names('Bob, Ann <ann@x.com>')).toEqual(['Bob', 'Ann']);
    const oneToALine = 'Lee, Ann <ann@x.com>\nvan der Berg, Jan <jan@y.org>\r\nBob Ray <bob@y.org>';
    expect(names(oneToALine)).toEqual(['Lee, Ann', 'van der Berg, Jan', 'Bob Ray']);
  });

  it('are read as the same person again from the text of their chip', () => {
    const text = 'Lee, Ann <ann@x.com>; "Roe; J." <jane@z.com>; "Ray, Bob"; @Cleo; "b@q.io" <b@y.org>';
    const found = typedPeople(text).map(({ typed }) => onePerson(typed));
    expect(found.map(({ email, name }) => email ?? name)).toEqual([
      'ann@x.com',
      'jane@z.com',
      'Ray, Bob',
      'Cleo',
      'b@y.org',
    ]);
    expect(typedPeople(text)[0]?.typed).toBe('Lee, Ann <ann@x.com>');
  });

  it('have every address found, whatever separates and surrounds it', () => {
    const address = fc
      .tuple(
        fc.stringMatching(/^[a-z][a-z0-9.]{0,8}[a-z0-9]$/),
        fc.stringMatching(/^[a-z]{1,8}\.(?:com|org)$/),
      )
      .map(([name, domain]) => `${name}@${domain}`);
    const dressed = fc.constantFrom(
      (email: string) => email,
      (email: string) => `Ann Lee <${email}>`,
      (email: string) => `"Lee; Ann, x" <${email}>`,
      (email: string) => `<${email}>`,
    );
    const people = fc.array(fc.tuple(address, dressed, fc.constantFrom(', ', ';', '\n', ',\n', ' ; ')), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(people, (all) => {
        const text = all.map(([email, dress, separator]) => `${dress(email)}${separator}`).join('');
        expect(emails(text)).toEqual([...new Set(all.map(([email]) => email))]);
      }),
    );
  });

  it.each([...namesWithCommas, ...quotedNames, ...separators, ...foldedPeople, ...surroundings])(
    'in %j are %j',
    (text, expected) => {
      expect(shown(text)).toEqual(expected);
    },
  );

  it('are the same in every usual notation', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/).filter((one) => !titles.has(one));
    const person = fc.record({ first: word, last: word, host: fc.stringMatching(/^[a-z]{3,8}$/) });
    const people = fc.uniqueArray(person, {
      minLength: 2,
      maxLength: 6,
      selector: ({ first, last, host }) => `${first}.${last}@${host}`.toLowerCase(),
    });
    fc.assert(
      fc.property(people, fc.constantFrom(...notations), (all, notation) => {
        const addresses = all.map(({ first, last, host }) =>
          `${first}.${last}@${host}.example`.toLowerCase(),
        );
        expect(emails(notation(all.map((one, at) => ({ ...one, email: addresses[at] ?? '' }))))).toEqual(
          addresses,
        );
      }),
    );
  });

  it('are read in linear time', () => {
    const started = process.cpuUsage().user;
    for (const text of [
      '"'.repeat(200_000),
      '<'.repeat(200_000),
      'a@'.repeat(100_000),
      '('.repeat(200_000),
      '"\\'.repeat(50_000),
      '- '.repeat(100_000),
    ])
      typedPeople(text);
    expect((process.cpuUsage().user - started) / 1000).toBeLessThan(5_000);
  });
});
