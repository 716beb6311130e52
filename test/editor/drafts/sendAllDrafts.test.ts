import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { draftText } from '../../../src/drafts/model/draft.ts';
import { failsForAll } from '../../../src/drafts/writing/sendDraft.ts';
import { aDraft, ann } from '../../drafts/support/aDraft.ts';
import { formsInWindow } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

/** Three drafts of three days, the first one the newest. */
async function threeDrafts(change: Partial<Draft> = {}): Promise<void> {
  const folder = path.join(window.folder, 'drafts');
  await mkdir(folder);
  for (const number of [1, 2, 3]) {
    const changedAt = `2025-11-2${9 - number}T12:00:00.000Z`;
    const date = { ...aDraft().date, text: `2025-10-0${number} 15:00` };
    const draft = aDraft({ text: `Number ${number}.`, changedAt, date, ...change });
    await writeFile(path.join(folder, `7-1.${number}.json`), draftText(draft));
  }
  await window.writing.load();
}

const sendAll = () => window.writing.drafts.sendAll(window.session);
const rows = () => window.writing.drafts.summaries().map(({ state }) => state);
const posts = () => window.sandbox.requests.filter(({ method }) => method === 'POST').length;

describe('sending all drafts', () => {
  it('sends the drafts one after another', async () => {
    await threeDrafts();
    await sendAll();
    expect(rows()).toEqual([]);
    expect(posts()).toBe(3);
  });

  it.each([
    ['the key is not accepted', { kind: 'status', status: 401 }, 'waiting'],
    ['the limit is reached', { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } }, 'refused'],
    ['nobody can be reached', { kind: 'drop', when: 'before' }, 'unknown'],
  ] as const)('stops after the first one when %s, and says so in its row only', async (_, fault, state) => {
    await threeDrafts();
    window.sandbox.play({ ...fault, times: Infinity });
    await sendAll();
    expect(rows()).toEqual([state, 'open', 'open']);
    expect(posts()).toBe(1);
    expect(seen.panels).toEqual([]);
    expect(seen.said).toEqual([]);
  });

  it('stops when people cannot be looked up, and opens no form', async () => {
    const jane = { state: 'typed', key: 't:1', typed: 'Jane Roe' } as const;
    await threeDrafts({ people: [{ state: 'known', key: 'p:1', person: ann }, jane] });
    window.sandbox.play({ kind: 'drop', when: 'before', times: Infinity });
    await sendAll();
    expect(rows()).toEqual(['offline', 'open', 'open']);
    expect(seen.panels).toEqual([]);
    window.sandbox.clearFaults();
    await sendAll();
    expect(rows()).toEqual([]);
  });

  it('stops when an earlier attempt cannot be looked up, and keeps the mark “was sent”', async () => {
    await threeDrafts({ outcome: { state: 'open', wasSent: true } });
    window.sandbox.play({ kind: 'drop', when: 'before', times: Infinity });
    await sendAll();
    expect(rows()).toEqual(['offline', 'open', 'open']);
    await sendAll();
    expect(posts()).toBe(0);
  });

  it('stops after a lost request, even if a lookup has settled it', () => {
    const fresh = aDraft();
    const problem = { kind: 'timeout', said: [] } as const;
    const sent = { at: '2025-11-20T12:00:00.000Z', type: 0 } as const;
    const open = aDraft({ outcome: { state: 'unknown', problem, sent } });
    const lost = { kind: 'problems', problems: [{ at: 'form', code: 'not-saved' }] } as const;
    expect(failsForAll(lost, fresh)).toBe(true);
    expect(failsForAll({ kind: 'unknown', problem, sent }, fresh)).toBe(true);
    expect(failsForAll({ kind: 'unknown', problem, sent }, open)).toBe(false);
  });

  it('continues after a draft that needs an answer', async () => {
    await threeDrafts();
    window.sandbox.play({ kind: 'status', status: 422, on: { method: 'POST' } });
    await sendAll();
    expect(rows()).toEqual(['refused']);
    expect(posts()).toBe(3);
  });
});
