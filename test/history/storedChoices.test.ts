import { describe, expect, it } from 'vitest';
import type { InteractionFilter } from '../../src/history/interactionFilter.ts';
import { filterSchema, recordRefSchema, storedChoices } from '../../src/history/storedChoices.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';

const acme: RecordRef = { kind: 'company', id: 7, name: 'Acme' };
const jane: RecordRef = { kind: 'person', id: 7, name: 'Jane Roe' };
const filter: InteractionFilter = { manualOnly: true, colleague: { id: 0, name: 'Ann' }, direction: 0 };
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('stored followed records', () => {
  it('are restored without invalid entries, each once', () => {
    const stored = asJson([jane, null, { kind: 'deal' }, acme, acme]);
    expect(storedChoices.followedRecords(stored)).toEqual([jane, acme]);
  });

  it('are restored without unknown fields', () => {
    expect(storedChoices.followedRecords([{ ...jane, more: 1 }])).toEqual([jane]);
  });

  it.each([undefined, null, {}, 'x', 3])('are empty when %j was stored', (stored) => {
    expect(storedChoices.followedRecords(stored)).toEqual([]);
  });

  it.each([
    null,
    'person:3',
    { kind: 'deal', id: 3, name: 'x' },
    { kind: 'person', id: '3', name: 'x' },
    { kind: 'person', id: -1, name: 'x' },
    { kind: 'person', id: 1.5, name: 'x' },
    { kind: 'person', id: 2 ** 53, name: 'x' },
    { kind: 'person', id: 3 },
  ])('do not hold %j', (stored) => {
    expect(recordRefSchema.safeParse(stored).success).toBe(false);
    expect(storedChoices.followedRecords([stored])).toEqual([]);
  });
});

describe('a stored filter', () => {
  it('survives a restart', () => {
    expect(storedChoices.filter(asJson(filter))).toEqual(filter);
    expect(storedChoices.filter({})).toEqual({});
  });

  it.each([
    null,
    [],
    'manual',
    { manualOnly: 1 },
    { direction: 2 },
    { colleague: { id: 1 } },
    { colleague: 7 },
  ])('is empty when %j was stored', (stored) => {
    expect(filterSchema.safeParse(stored).success).toBe(false);
    expect(storedChoices.filter(stored)).toEqual({});
  });
});

describe('stored expanded rows', () => {
  it('are restored without entries that aren’t strings', () => {
    expect(storedChoices.expandedRows(['company:7', 3, null])).toEqual(['company:7']);
    expect(storedChoices.expandedRows(undefined)).toEqual([]);
  });
});
