import { describe, expect, it } from 'vitest';
import { recordKey, recordQuery } from '../../src/model/recordRef.ts';

describe('a record', () => {
  it('is asked for by the one parameter of its kind', () => {
    expect(recordQuery({ kind: 'person', id: 0 })).toEqual({ personId: 0 });
    expect(recordQuery({ kind: 'company', id: 7 })).toEqual({ companyId: 7 });
    expect(recordQuery({ kind: 'opportunity', id: 7 })).toEqual({ opportunityId: 7 });
  });

  it('is told apart by kind and id, not by name', () => {
    expect(recordKey({ kind: 'company', id: 7 })).toBe('company:7');
    expect(recordKey({ kind: 'person', id: 7 })).not.toBe('company:7');
  });
});
