import { describe, expect, it } from 'vitest';
import {
  followRecord,
  isFollowed,
  renameRecord,
  unfollowRecord,
  uniqueRecords,
} from '../../src/history/followedRecords.ts';
import type { FollowedRecords } from '../../src/history/followedRecords.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';

const acme: RecordRef = { kind: 'company', id: 7, name: 'Acme' };
const jane: RecordRef = { kind: 'person', id: 7, name: 'Jane Roe' };
const zeta: RecordRef = { kind: 'opportunity', id: 1, name: 'Zeta 10' };
const zeta2: RecordRef = { kind: 'opportunity', id: 2, name: 'Zeta 2' };

const follow = (...records: RecordRef[]): FollowedRecords =>
  records.reduce(followRecord, [] as FollowedRecords);

describe('followed records', () => {
  it('keep the order in which they were followed', () => {
    expect(follow(zeta, jane, zeta2, acme)).toEqual([zeta, jane, zeta2, acme]);
    expect(uniqueRecords([zeta, acme, { ...zeta, name: 'Zeta' }])).toEqual([{ ...zeta, name: 'Zeta' }, acme]);
  });

  it('distinguish a person and a company with the same ID', () => {
    expect(follow(acme, jane)).toHaveLength(2);
    expect(unfollowRecord(follow(acme, jane), jane)).toEqual([acme]);
  });

  it('contain each record once, with the newer name', () => {
    const list = follow(acme, jane, { ...acme, name: 'Zzz Corp' });
    expect(list.map(({ name }) => name)).toEqual(['Zzz Corp', 'Jane Roe']);
  });

  it('stay the same array when nothing has changed', () => {
    const list = follow(acme, jane);
    expect(followRecord(list, { ...acme })).toBe(list);
    expect(renameRecord(list, { ...jane })).toBe(list);
    expect(unfollowRecord(list, zeta)).toBe(list);
  });

  it('don’t add a record that only has a new name', () => {
    expect(isFollowed(renameRecord(follow(acme), jane), jane)).toBe(false);
  });
});
