import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { draftText } from '../../../src/drafts/model/draft.ts';
import { aDraft } from '../../drafts/support/aDraft.ts';
import { formsInWindow } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

it.each([
  ['drafts', '7-1.odd.json'],
  ['deletions', '7_47_1.0-1001.json'],
])(
  'an unreadable file in the folder %s is reported once with its path, and left unchanged',
  async (...place) => {
    const file = path.join(window.folder, ...place);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '{ "half": ');
    await window.writing.load();
    await window.writing.load();
    expect(seen.said).toEqual([`The draft file ${file} can’t be read. It was left unchanged.`]);
    expect(await readFile(file, 'utf8')).toBe('{ "half": ');
  },
);

it('a repaired draft is shown with the next load', async () => {
  const file = path.join(window.folder, 'drafts', '7-1.odd.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '{ "half": ');
  await window.writing.load();
  await writeFile(file, draftText(aDraft()));
  await window.writing.load();
  expect(window.writing.drafts.summaries().map(({ label }) => label)).toEqual(['We talked.']);
});
