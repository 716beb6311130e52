import { describe, expect, it } from 'vitest';
import type { Page, Person } from '../../src/affinity/index.ts';
import { matchPerson } from '../../src/directory/matchPerson.ts';
import { PeopleDirectory } from '../../src/directory/peopleDirectory.ts';
import { VirtualClock, settled } from '../support/virtualClock.ts';

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

describe('the person who matches', () => {
  it('an address is the one who has it, among all addresses and in any case', () => {
    const typed = { typed: 'a.lee@old.com', email: 'a.lee@old.com' };
    const found = { ...annLee, emails: ['A.Lee@Old.com'] };
    expect(matchPerson(typed, { items: [annaLee, found] })).toMatchObject({
      kind: 'found',
      person: { id: 1 },
    });
  });

  it('an address that only resembles others does not exist', () => {
    expect(matchPerson({ typed: 'ann@x.co', email: 'ann@x.co' }, { items: [annLee] })).toEqual({
      kind: 'none',
    });
  });

  it('an address that two people have is left to the user', () => {
    const twin = person(3, 'Ann', 'Lee', 'ann@x.com');
    const match = matchPerson({ typed: 'ann@x.com', email: 'ann@x.com' }, { items: [annLee, annaLee, twin] });
    expect(match).toMatchObject({ kind: 'several', candidates: [{ id: 1 }, { id: 3 }] });
  });

  it('a full name is the only one who has it, in either order', () => {
    const page = { items: [annaLee, annLee] };
    expect(matchPerson({ typed: 'ann  LEE', name: 'ann  LEE' }, page)).toMatchObject({ person: { id: 1 } });
    expect(matchPerson({ typed: 'Lee, Ann', name: 'Lee, Ann' }, page)).toMatchObject({ person: { id: 1 } });
  });

  it('the beginning of a name, or a name with more results to come, is left to the user', () => {
    expect(matchPerson({ typed: 'Ann', name: 'Ann' }, { items: [annaLee] })).toMatchObject({
      kind: 'several',
    });
    const page: Page<Person> = { items: [annLee], nextPageToken: 'more' };
    expect(matchPerson({ typed: 'Ann Lee', name: 'Ann Lee' }, page)).toMatchObject({ kind: 'several' });
  });

  it('has the name before the titles and brackets of what was typed', () => {
    for (const typed of ['Ann Lee, PhD', 'Ann Lee (Acme)', 'Lee, Ann, CFA'])
      expect(matchPerson({ typed, name: typed }, { items: [annLee] })).toMatchObject({ person: { id: 1 } });
  });

  it('counts as external when they are a collaborator', () => {
    const guest = { ...annLee, type: 2 };
    expect(matchPerson({ typed: 'Ann Lee', name: 'Ann Lee' }, { items: [guest] })).toMatchObject({
      person: { standing: 'external' },
    });
  });
});

function aDirectory(clock = new VirtualClock()) {
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

  it('shares one request among callers and caches its answer for a while', async () => {
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

  it('caches an empty answer only briefly, since the person may be added meanwhile', async () => {
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

  it('runs at most four requests at a time', async () => {
    const { directory, asked, answer } = aDirectory();
    for (let n = 0; n < 12; n += 1) void directory.resolve({ typed: `${n}@x.com`, email: `${n}@x.com` });
    await settled();
    expect(asked).toHaveLength(4);
    await answer('2@x.com');
    expect(asked).toHaveLength(5);
  });

  it('aborts a request only when its last caller has left', async () => {
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
    const directory = new PeopleDirectory({ search }, new VirtualClock());
    await expect(directory.resolve(ann)).rejects.toThrow('down');
    isDown = false;
    expect(await directory.resolve(ann)).toMatchObject({ kind: 'found' });
  });
});
