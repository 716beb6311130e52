import { beforeEach, describe, expect, it } from 'vitest';
import type { CaptureSource } from '../../../src/drafts/capture/capture.ts';
import { fileCommands } from '../../../src/editor/commands/fileCommands.ts';
import { seen, Uri, window, workspace } from '../support/vscodeStandIn.ts';

const given: CaptureSource[] = [];
const session = { name: '7/1' };
const forms = {
  get: async () => ({ logFile: async (_: unknown, source: CaptureSource) => given.push(source) }),
};
const sessions = { ready: Promise.resolve(), current: session };
const { logFromFile, logFromClipboard } = fileCommands(
  sessions as unknown as Parameters<typeof fileCommands>[0],
  { forms } as unknown as Parameters<typeof fileCommands>[1],
);
const bytes = new TextEncoder().encode('# Call with Acme');
const note = Uri.file('/notes/call.md');

beforeEach(() => {
  given.length = 0;
  seen.said.length = 0;
  seen.copied = '';
  seen.openFrom = undefined;
  seen.files.clear();
  seen.files.set('/notes/call.md', { bytes });
  workspace.textDocuments.length = 0;
  window.activeTextEditor = undefined;
});

describe('a file', () => {
  it('from a menu is read through the editor’s file system', async () => {
    seen.files.set('/remote/kickoff.ics', { bytes });
    await logFromFile(new Uri('vscode-vfs', '/remote/kickoff.ics', 'github'), undefined);
    expect(given).toEqual([{ fileName: 'kickoff.ics', content: bytes }]);
    expect(seen.said).toEqual([]);
  });

  it('is read once, even when it is selected with others', async () => {
    const other = Uri.file('/notes/other.md');
    seen.files.set('/notes/other.md', { bytes });
    await logFromFile(note, [note, other]);
    expect(given.map(({ fileName }) => fileName)).toEqual(['call.md', 'other.md']);
  });

  it('is read with its unsaved changes', async () => {
    workspace.textDocuments.push({ uri: note, isDirty: true, getText: () => 'Changed.' });
    await logFromFile(note);
    expect(given).toEqual([{ fileName: 'call.md', content: 'Changed.' }]);
  });

  it('is the active document or another one when the command comes from the palette', async () => {
    window.activeTextEditor = { document: { uri: note, languageId: 'markdown' } };
    seen.answer = 'call.md';
    await logFromFile();
    expect(given.map(({ fileName }) => fileName)).toEqual(['call.md']);
    seen.answer = 'Select File…';
    seen.files.set('/mail/kickoff.ics', { bytes });
    seen.openFrom = Uri.file('/mail/kickoff.ics');
    await logFromFile();
    expect(given.map(({ fileName }) => fileName)).toEqual(['call.md', 'kickoff.ics']);
    seen.answer = undefined;
    await logFromFile();
    expect(given).toHaveLength(2);
  });

  it.each([
    ['no document is active', undefined],
    ['a program is active', { document: { uri: Uri.file('/src/main.ts'), languageId: 'typescript' } }],
    [
      'a document of Affinity is active',
      { document: { uri: new Uri('affinity', '/a.md'), languageId: 'markdown' } },
    ],
  ])('is selected in a dialog when %s', async (_, active) => {
    window.activeTextEditor = active;
    seen.openFrom = note;
    await logFromFile();
    expect(given).toEqual([{ fileName: 'call.md', content: bytes }]);
    seen.openFrom = undefined;
    await logFromFile();
    expect(given).toHaveLength(1);
  });

  it.each([
    [
      'too large',
      { bytes, size: 20_000_000 },
      '“call.md” is too large (20 MB). Files can be up to 10 MB. Copy the part to log, then use Log from Clipboard.',
    ],
    ['a folder', { bytes, type: 2 }, '“call.md” is a folder. Select a file in it.'],
    ['gone', 'FileNotFound', '“call.md” no longer exists. Select another file.'],
    [
      'locked',
      'NoPermissions',
      'You don’t have permission to read “call.md”. Copy its text, then use Log from Clipboard.',
    ],
    [
      'out of reach',
      'Unavailable',
      '“call.md” can’t be read right now. Try again, or copy its text and use Log from Clipboard.',
    ],
  ])('that is %s is named, and no form opens', async (_, file, sentence) => {
    seen.files.set('/notes/call.md', file);
    await logFromFile(note);
    expect(seen.said).toEqual([sentence]);
    expect(given).toEqual([]);
  });

  it('is one of at most ten', async () => {
    const many = Array.from({ length: 11 }, (_, index) => Uri.file(`/notes/${index}.md`));
    await logFromFile(many[0], many);
    expect(seen.said).toEqual(['Select at most 10 files. Each opens a form.']);
    expect(given).toEqual([]);
  });
});

it('the clipboard is read when the command runs', async () => {
  seen.copied = 'Jane said yes.';
  await logFromClipboard();
  expect(given).toEqual([{ content: 'Jane said yes.' }]);
});
