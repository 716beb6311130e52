import { expect, it, vi } from 'vitest';
import type { FormView } from '../../src/protocol/formView.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import { Edits, freshView } from '../../webview/form/edits.ts';

const current: FormView = {
  subject: { kind: 'create' },
  attribution: { user: 'Ann', tenant: 'N', sample: false },
  date: { warnings: ['current'] },
  people: { chips: [] },
  hasDirection: false,
  text: { warnAbove: 5, limit: 10 },
  provenance: [],
  problems: [{ at: 'text', sentence: 'current' }],
};
const answer: FormView = {
  ...current,
  date: { warnings: ['answer'] },
  problems: [
    { at: 'date', sentence: 'answer' },
    { at: 'text', sentence: 'answer' },
  ],
};

it('keeps the current view of fields that changed after the answer', () => {
  const edits = new Edits(() => {});
  edits.act('people', { kind: 'addPerson', id: 1 });
  edits.change({ date: 'now' });
  const old = freshView(answer, current, (place) => edits.isFresh(place, 1));
  expect(old.date.warnings).toEqual(['current']);
  expect(old.problems).toEqual([{ at: 'text', sentence: 'answer' }]);
  const fresh = freshView(answer, current, (place) => edits.isFresh(place, 2));
  expect(fresh.date.warnings).toEqual(['answer']);
});

it('sends typed values before a later action, with increasing revisions', () => {
  vi.useFakeTimers();
  const sent: MessageToHost[] = [];
  const edits = new Edits((message) => sent.push(message));
  edits.change({ date: 'n' });
  edits.change({ date: 'now', text: 'x' });
  edits.act('people', { kind: 'removePerson', key: 'p:1' });
  edits.change({ text: 'xy' });
  vi.advanceTimersByTime(300);
  edits.flush();
  expect(sent).toEqual([
    { kind: 'edit', revision: 1, values: { date: 'n' } },
    { kind: 'edit', revision: 2, values: { date: 'now', text: 'x' } },
    { kind: 'removePerson', revision: 3, key: 'p:1' },
    { kind: 'edit', revision: 4, values: { text: 'xy' } },
  ]);
  vi.useRealTimers();
});
