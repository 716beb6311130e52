import { describe, expect, it } from 'vitest';
import { openTypes } from '../../src/history/historyRow.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';

const acme: RecordRef = { kind: 'company', id: 7, name: 'Acme' };
const jane: RecordRef = { kind: 'person', id: 11, name: 'Jane Roe' };

const rows = (expanded: readonly string[]) =>
  openTypes({
    name: 'me',
    followed: { current: [acme, jane] },
    expanded: { current: [...expanded, 'me/person:11/call', 'me/company:8', 'me/company:8/call'] },
  }).map(({ id }) => id);

describe('the types that Refresh reads', () => {
  it('are those expanded within expanded, followed records', () => {
    const open = ['meeting', 'call', 'chat', 'email'].map((type) => `me/company:7/${type}`);
    expect(rows(['me/company:7', ...open])).toEqual(open);
    expect(rows(['me/company:7', ...open.slice(2)])).toEqual(open.slice(2));
    expect(rows(open)).toEqual([]);
  });
});
