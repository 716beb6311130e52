import { expect, it } from 'vitest';
import { draftSummary } from '../../../src/editor/words/draftSummary.ts';
import { aDraft, ann, jane } from '../../drafts/support/aDraft.ts';

const colleague = { state: 'known', key: 'p:1', person: ann } as const;
const outsider = { state: 'known', key: 'p:11', person: jane } as const;
const crowd = Array.from({ length: 300 }, (_, index) => {
  return { state: 'typed', key: `t:${index}`, typed: `guest${index}@acme.example` } as const;
});

it('a draft without text is named after its first person and the number of others', () => {
  const { label, tooltip } = draftSummary(aDraft({ text: '', people: [colleague, outsider, ...crowd] }));
  expect(label).toBe('Jane Roe +300');
  expect(tooltip.split('\n')).toHaveLength(14);
  expect(tooltip).toMatch(/^Jane Roe \+300\nJane Roe\nguest0@acme\.example\n[^]*\nand 289 more$/);
});

it('a draft with one person names them once', () => {
  const { label, tooltip } = draftSummary(aDraft({ text: '', people: [colleague, outsider] }));
  expect([label, tooltip]).toEqual(['Jane Roe', 'Jane Roe']);
});

it('a draft is named after its first line with words, cut between whole characters', () => {
  const text = `\n  \n${'x'.repeat(59)}😀 and more\nMuch.`;
  expect(draftSummary(aDraft({ text })).label).toBe(`${'x'.repeat(59)}…`);
});

it('a draft is named after its first line or person, without direction overrides', () => {
  const name = 'Jane\u202eeoR';
  const person = { ...outsider, person: { ...jane, name } };
  expect(draftSummary(aDraft({ text: 'We talked.\nMuch.' })).label).toBe('We talked.');
  expect(draftSummary(aDraft({ text: '', people: [person] })).label).toBe('Jane eoR');
});
