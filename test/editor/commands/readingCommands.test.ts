import { afterEach, beforeEach, expect, it } from 'vitest';
import { readingCommands } from '../../../src/editor/commands/readingCommands.ts';
import type { WeekItemRow } from '../../../src/editor/week/weekRow.ts';
import { interactionKey } from '../../../src/model/interactionRef.ts';
import { NOW } from '../../sandbox/smallFirm.ts';
import { formsInWindow } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

it('says that a meeting of My Week can’t be opened when V1 doesn’t have it, and asks V1 only once', async () => {
  const unknown = new Set<string>();
  const { openInteraction } = readingCommands(window.deps.sessions, {
    isUnknownToV1: (ref) => unknown.has(interactionKey(ref)),
    markUnknownToV1: (ref) => void unknown.add(interactionKey(ref)),
  });
  const item = { type: 0, id: 9_999, title: 'Partners', start: new Date(NOW), allDay: false } as const;
  const row: WeekItemRow = {
    kind: 'weekItem',
    id: 'week',
    item: { ...item, people: [], peopleTotal: 0, isMine: true },
  };
  await openInteraction(row);
  const asked = window.sandbox.requests.length;
  expect(asked).toBe(1);
  await openInteraction(row);
  const sentence = 'It can’t be opened here, because Affinity’s API has no details of it.';
  expect(seen.said).toEqual([sentence, sentence]);
  expect(window.sandbox.requests).toHaveLength(asked);
});
