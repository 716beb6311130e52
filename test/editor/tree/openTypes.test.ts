import { describe, expect, it } from 'vitest';
import { openTypes } from '../../../src/editor/tree/openTypes.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';

describe('the types that a refresh of everything reads', () => {
  it('are those that are loaded, and open below an open record that is followed', async () => {
    const { timelines, records } = affinityWith(daily(3));
    const { company, person } = records;
    const types = ['meeting', 'call', 'chat', 'email'];
    const open = types.map((type) => `me/company:${company.id}/${type}`);
    const row = (expanded: readonly string[]) =>
      openTypes({
        name: 'me',
        followed: { current: [company, person] },
        expanded: { current: [...expanded, `me/person:${person.id}/call`] },
        filter: { current: {} },
        timelines,
      }).map(({ id }) => id);
    await timelines.of(company, 0).load();
    await timelines.of(company, 3).load();
    await timelines.of(person, 1).load();
    expect(row([`me/company:${company.id}`, ...open])).toEqual([open[0], open[3]]);
    expect(row([`me/company:${company.id}`, ...open.slice(1)])).toEqual([open[3]]);
    expect(row(open)).toEqual([]);
  });
});
