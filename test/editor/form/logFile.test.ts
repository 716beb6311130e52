import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from '../../support/folders.ts';
import { formsInWindow, page, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

const corpus = path.join(projectFolder, 'test/drafts/capture/corpus');
const file = (fileName: string) => ({
  fileName,
  content: new Uint8Array(readFileSync(path.join(corpus, fileName))),
});

/** A meeting of Ann and Jane on 5 January 2025, 10:00 UTC. */
const invitation = {
  fileName: 'kickoff.ics',
  content: [
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20250105T100000Z\r\nSUMMARY:Kick-off',
    'DESCRIPTION:Agenda\r\nATTENDEE;CN=Jane Roe:mailto:jane@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR',
  ].join('\r\n'),
};

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

const logFile = (source: ReturnType<typeof file> | typeof invitation) =>
  window.forms.logFile(window.session, source);
const posts = () => window.sandbox.requests.filter(({ method }) => method === 'POST').length;

/** The page of a form, once it offers the meeting that is there. */
async function offered() {
  const panel = await page();
  await until(() => panel.told.at(-1)?.view?.neighbours !== undefined);
  return panel;
}

describe('a file', () => {
  it('fills a form, and nothing is sent or stored', async () => {
    await logFile(invitation);
    const { told } = await page();
    const init = told.find(({ kind }) => kind === 'init');
    expect(init?.values).toMatchObject({ text: 'Kick-off\n\nAgenda', date: '2025-01-05 10:00' });
    expect(posts()).toBe(0);
    expect(window.writing.drafts.summaries()).toEqual([]);
  });

  it.each([
    ['archive.ics', '“archive.ics” is an archive. Extract it and log a file from it.'],
    ['empty.md', '“empty.md” is empty, so there is nothing to log.'],
    ['picture.vtt', '“picture.vtt” isn’t a text file. Copy its text, then use Log from Clipboard.'],
    [
      'outlook.eml',
      '“outlook.eml” is in a format of Outlook or Word. Save it as .eml, .ics or text, or copy its text.',
    ],
    [
      'task-only.ics',
      '“task-only.ics” has no calendar event that can be read. Save the invitation again as .ics.',
    ],
    ['no-head.eml', '“no-head.eml” isn’t an email that can be read. Save the email again as .eml.'],
    ['header-only.vtt', '“header-only.vtt” has no transcript that can be read. Download it again as .vtt.'],
  ])('that holds nothing to log opens no form: %s', async (name, sentence) => {
    await logFile(file(name));
    expect(seen.said).toEqual([sentence]);
    expect(seen.panels).toEqual([]);
  });

  it('of a meeting that was canceled opens a form only if the user insists', async () => {
    await logFile(file('cancelled-by-status.ics'));
    expect(seen.said).toEqual([expect.stringContaining('was canceled, so nothing is logged.')]);
    expect(seen.panels).toEqual([]);
    seen.answer = 'Open Form Anyway';
    await logFile(file('cancelled-by-status.ics'));
    expect(seen.panels).toHaveLength(1);
  });

  it('with several meetings asks which one', async () => {
    await logFile(file('two-events.ics'));
    expect(seen.panels).toEqual([]);
    seen.answer = 'Kick-off with Acme';
    await logFile(file('two-events.ics'));
    const { told } = await page();
    expect(told.find(({ kind }) => kind === 'init')?.values).toMatchObject({ text: 'Kick-off with Acme' });
  });
});

describe('a file that is dropped on the row of', () => {
  it('a company opens a form about it, which suggests it for the note', async () => {
    const about = { kind: 'company', id: 21, name: 'Acme' } as const;
    await window.forms.logFile(window.session, invitation, { about, type: 1 });
    const { title, told } = await page();
    expect(title).toBe('Log: Acme');
    expect(told.find(({ kind }) => kind === 'init')).toMatchObject({
      values: { type: 1, text: 'Kick-off\n\nAgenda' },
      view: { alsoOn: { records: [], suggested: [about] } },
    });
  });

  it('a person has that person among its people, once', async () => {
    const about = { kind: 'person', id: 11, name: 'Jane Roe' } as const;
    await window.forms.logFile(window.session, invitation, { about });
    const { told } = await page();
    const names = () => told.at(-1)?.view?.people?.chips.map(({ person }) => person?.name);
    await until(() => names()?.includes(undefined) === false);
    expect(names()).toEqual(['Jane Roe', 'Ann']);
    expect(posts()).toBe(0);
  });
});

it('the clipboard without text says what to copy', async () => {
  await window.forms.logFile(window.session, { content: '' });
  expect(seen.said).toEqual([
    'The clipboard has no text. Copy an invitation, email, transcript or note first.',
  ]);
});

describe('a note instead of a second meeting', () => {
  let meeting: number;

  beforeEach(async () => {
    const { interactions } = window.session.connection.client;
    const date = '2025-01-05T10:05:00Z';
    ({ id: meeting } = await interactions.create({ type: 0, personIds: [1, 11], content: 'x', date }));
    await logFile(invitation);
  });

  it('takes over the text, and the draft of the form is removed', async () => {
    const form = await offered();
    form.say({ kind: 'edit', revision: 1, values: { text: 'Agenda and what was said.' } });
    form.say({ kind: 'noteNeighbour', type: 0, id: meeting });
    await until(() => !form.isOpen);
    const note = await page();
    expect(note).not.toBe(form);
    expect(note.told.find(({ kind }) => kind === 'init')?.values).toMatchObject({
      text: 'Agenda and what was said.',
    });
    const drafts = window.writing.drafts.store.list('7/1');
    expect(drafts.map(({ subject, text }) => [subject.kind, text])).toEqual([
      ['note', 'Agenda and what was said.'],
    ]);
    expect(posts()).toBe(1);
  });

  it('is made once when its button is used twice', async () => {
    const form = await offered();
    form.say({ kind: 'noteNeighbour', type: 0, id: meeting });
    form.say({ kind: 'noteNeighbour', type: 0, id: meeting });
    await until(() => !form.isOpen);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(window.writing.drafts.store.list('7/1')).toHaveLength(1);
    expect(seen.panels.filter(({ isOpen }) => isOpen)).toHaveLength(1);
  });

  it('does not overwrite one that was begun, and leaves the form open', async () => {
    const form = await offered();
    form.say({ kind: 'noteNeighbour', type: 0, id: meeting });
    await until(() => !form.isOpen);
    await logFile(invitation);
    const second = await offered();
    second.say({ kind: 'noteNeighbour', type: 0, id: meeting });
    await until(() => seen.said.length > 1);
    expect(seen.said).toEqual([
      expect.stringMatching(/^revealed: /),
      expect.stringContaining('Copy your text into it, then close the other form.'),
    ]);
    expect(second.isOpen).toBe(true);
  });

  it('leaves the form open when the note cannot be stored', async () => {
    const { store } = window.writing.drafts;
    const form = await offered();
    store.flush = async () => false;
    form.say({ kind: 'noteNeighbour', type: 0, id: meeting });
    await until(() => seen.panels.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(form.isOpen).toBe(true);
  });
});
