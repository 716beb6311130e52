import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page, Person } from '../../src/affinity/index.ts';
import { matchPerson } from '../../src/directory/matchPerson.ts';
import { PeopleDirectory } from '../../src/directory/peopleDirectory.ts';
import { onePerson, typedPeople } from '../../src/directory/typedPeople.ts';
import { ManualClock, settled } from '../drafts/support/manualClock.ts';

const emails = (text: string) => typedPeople(text).map(({ email }) => email);
const names = (text: string) => typedPeople(text).map(({ name }) => name);

describe('a line of people', () => {
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
  ])('%j has the addresses %j', (text, expected) => {
    expect(emails(text)).toEqual(expected);
  });

  it('has names too', () => {
    expect(names('Ann Lee, Bob Smith;Cleo')).toEqual(['Ann Lee', 'Bob Smith', 'Cleo']);
    expect(names('"Roe, Jane" <jane@z.com>')).toEqual(['Roe, Jane']);
    expect(names('Mary-Ann O’Neil')).toEqual(['Mary-Ann O’Neil']);
  });

  it('has them without what stands before and after them', () => {
    expect(names('@Jane Roe, @Bob')).toEqual(['Jane Roe', 'Bob']);
    expect(names('- Jane Roe\n- Bob Smith')).toEqual(['Jane Roe', 'Bob Smith']);
    expect(names('• Jane Roe\n* Bob\n3. Cleo')).toEqual(['Jane Roe', 'Bob', 'Cleo']);
    expect(names("Ann Lee - ann@x.com; 'Bob Ray' <bob@y.org>")).toEqual(['Ann Lee', 'Bob Ray']);
  });

  it('has nobody vanish without a word, whatever was typed', () => {
    for (const typed of ['???', '-', '@', '👩‍👩‍👧', '🇩🇪', '\\'])
      expect(typedPeople(typed)).toMatchObject([{ typed }]);
    expect(names('Ann, —, 👩‍👩‍👧')).toEqual(['Ann', '👩‍👩‍👧']);
    expect(['', ' ,; ', '<>', '\u0000\u202E'].flatMap(typedPeople)).toEqual([]);
  });

  it('is parted by every kind of line end, also those of word processors', () => {
    for (const end of ['\v', '\f', '\u0085', '\u2028', '\u2029']) {
      expect(names(`Ann Lee${end}Bob`), JSON.stringify(end)).toEqual(['Ann Lee', 'Bob']);
    }
  });

  it('does not part a name where Outlook has a comma in it, and loses nobody elsewhere', () => {
    expect(names('Lee, Ann <ann@x.com>; Roe, Jane <jane@y.org>')).toEqual(['Lee, Ann', 'Roe, Jane']);
    expect(names('Bob Smith, Ann Lee <ann@x.com>; Cleo')).toEqual(['Bob Smith', 'Ann Lee', 'Cleo']);
    expect(names('Bob, Ann <ann@x.com>')).toEqual(['Bob', 'Ann']);
    const oneToALine = 'Lee, Ann <ann@x.com>\nvan der Berg, Jan <jan@y.org>\r\nBob Ray <bob@y.org>';
    expect(names(oneToALine)).toEqual(['Lee, Ann', 'van der Berg, Jan', 'Bob Ray']);
  });

  it('reads each of them as the same person again', () => {
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

  it('finds every address, however they are parted and dressed', () => {
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

  it('is taken apart in time that grows with its length only', () => {
    const started = performance.now();
    for (const text of ['"'.repeat(200_000), '<'.repeat(200_000), 'a@'.repeat(100_000), '('.repeat(200_000)])
      typedPeople(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

const person = (id: number, firstName: string, lastName: string, ...emails: string[]): Person => ({
  id,
  type: 0,
  firstName,
  lastName,
  emails,
  primaryEmail: emails[0],
});
const annLee = person(1, 'Ann', 'Lee', 'ann@x.com', 'a.lee@old.com');
const annaLee = person(2, 'Anna', 'Leeson', 'anna@x.com');

describe('who is meant', () => {
  it('by an address: the one who has it, in any of its places and cases', () => {
    const typed = { typed: 'a.lee@old.com', email: 'a.lee@old.com' };
    const found = { ...annLee, emails: ['A.Lee@Old.com'] };
    expect(matchPerson(typed, { items: [annaLee, found] })).toMatchObject({
      kind: 'found',
      person: { id: 1 },
    });
  });

  it('by an address that only resembles others: nobody', () => {
    expect(matchPerson({ typed: 'ann@x.co', email: 'ann@x.co' }, { items: [annLee] })).toEqual({
      kind: 'none',
    });
  });

  it('by an address that two have: the user says', () => {
    const twin = person(3, 'Ann', 'Lee', 'ann@x.com');
    const match = matchPerson({ typed: 'ann@x.com', email: 'ann@x.com' }, { items: [annLee, annaLee, twin] });
    expect(match).toMatchObject({ kind: 'several', candidates: [{ id: 1 }, { id: 3 }] });
  });

  it('by a full name that one has: that one, either way round', () => {
    const page = { items: [annaLee, annLee] };
    expect(matchPerson({ typed: 'ann  LEE', name: 'ann  LEE' }, page)).toMatchObject({ person: { id: 1 } });
    expect(matchPerson({ typed: 'Lee, Ann', name: 'Lee, Ann' }, page)).toMatchObject({ person: { id: 1 } });
  });

  it('by a name that begins several names, or where more may follow: the user says', () => {
    expect(matchPerson({ typed: 'Ann', name: 'Ann' }, { items: [annaLee] })).toMatchObject({
      kind: 'several',
    });
    const page: Page<Person> = { items: [annLee], nextPageToken: 'more' };
    expect(matchPerson({ typed: 'Ann Lee', name: 'Ann Lee' }, page)).toMatchObject({ kind: 'several' });
  });

  it('counts a collaborator as from outside', () => {
    const guest = { ...annLee, type: 2 };
    expect(matchPerson({ typed: 'Ann Lee', name: 'Ann Lee' }, { items: [guest] })).toMatchObject({
      person: { standing: 'external' },
    });
  });
});

function aDirectory(clock = new ManualClock()) {
  const asked: string[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const answers = new Map<string, (page: Page<Person>) => void>();
  const search = (
    term: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<Page<Person>> => {
    asked.push(term);
    signals.push(options?.signal);
    return new Promise((resolve, reject) => {
      answers.set(term, resolve);
      options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
    });
  };
  const answer = async (term: string, ...items: Person[]) => {
    answers.get(term)?.({ items });
    await settled();
  };
  return { directory: new PeopleDirectory({ search }, clock), asked, answer, signals, clock };
}

describe('the directory of people', () => {
  const ann = { typed: 'Ann@x.com', email: 'ann@x.com' };

  it('asks once for what many ask for, and remembers the answer for a while', async () => {
    const { directory, asked, answer, clock } = aDirectory();
    const both = Promise.all([directory.resolve(ann), directory.resolve(ann)]);
    await answer('ann@x.com', annLee);
    expect(await both).toMatchObject([{ kind: 'found' }, { kind: 'found' }]);
    expect(await directory.resolve(ann)).toMatchObject({ kind: 'found' });
    expect(asked).toEqual(['ann@x.com']);
    await clock.pass(11 * 60_000);
    void directory.resolve(ann);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it('does not long remember that somebody is unknown: they may be added meanwhile', async () => {
    const { directory, asked, answer, clock } = aDirectory();
    const first = directory.resolve(ann);
    await answer('ann@x.com');
    expect(await first).toEqual({ kind: 'none' });
    await clock.pass(31_000);
    const second = directory.resolve(ann);
    await answer('ann@x.com', annLee);
    expect(await second).toMatchObject({ kind: 'found' });
    expect(asked).toHaveLength(2);
  });

  it('has at most four requests under way', async () => {
    const { directory, asked, answer } = aDirectory();
    for (let n = 0; n < 12; n += 1) void directory.resolve({ typed: `${n}@x.com`, email: `${n}@x.com` });
    await settled();
    expect(asked).toHaveLength(4);
    await answer('2@x.com');
    expect(asked).toHaveLength(5);
  });

  it('aborts a request only when nobody waits for it any more', async () => {
    const { directory, signals, answer } = aDirectory();
    const [one, other] = [new AbortController(), new AbortController()];
    const leaving = directory.resolve(ann, one.signal);
    const staying = directory.resolve(ann, other.signal);
    one.abort(new Error('left'));
    await expect(leaving).rejects.toThrow('left');
    expect(signals[0]?.aborted).toBe(false);
    await answer('ann@x.com', annLee);
    expect(await staying).toMatchObject({ kind: 'found' });
    const alone = directory.resolve({ typed: 'z@x.com', email: 'z@x.com' }, other.signal);
    other.abort(new Error('left too'));
    await expect(alone).rejects.toThrow('left too');
    expect(signals[1]?.aborted).toBe(true);
  });

  it('asks again after a failure', async () => {
    let isDown = true;
    const search = async () => {
      if (isDown) throw new Error('down');
      return { items: [annLee] };
    };
    const directory = new PeopleDirectory({ search }, new ManualClock());
    await expect(directory.resolve(ann)).rejects.toThrow('down');
    isDown = false;
    expect(await directory.resolve(ann)).toMatchObject({ kind: 'found' });
  });
});
