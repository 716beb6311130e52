import { beforeEach, describe, expect, it } from 'vitest';
import type { CaptureSource } from '../../../src/drafts/capture/capture.ts';
import { dropFiles } from '../../../src/editor/commands/dropFiles.ts';
import type { LogTarget } from '../../../src/editor/form/draftFromFile.ts';
import { DataTransfer, DataTransferFile, DataTransferItem } from '../support/vscodeStandIn.ts';
import { seen, Uri, workspace } from '../support/vscodeStandIn.ts';
import type { Dragged } from '../support/vscodeStandIn.ts';

const given: (CaptureSource & { readonly target: LogTarget })[] = [];
const forms = {
  get: async () => ({
    logFile: async (_: unknown, source: CaptureSource, target: LogTarget) =>
      given.push({ ...source, target }),
  }),
};
const sessions = { ready: Promise.resolve(), current: { name: '7/1' } as object | undefined };
const handle = dropFiles({ sessions, forms } as unknown as Parameters<typeof dropFiles>[0]);
const bytes = new TextEncoder().encode('# Call with Acme');
const record = { kind: 'company', id: 21, name: 'Acme' } as const;

const list = (...uris: readonly string[]): Dragged => [
  'text/uri-list',
  new DataTransferItem(uris.join('\r\n')),
];

const external = (name: string, content: Uint8Array | Error, uri?: Uri): Dragged => {
  const data = () => (content instanceof Error ? Promise.reject(content) : Promise.resolve(content));
  return ['', new DataTransferFile(name, data, uri)];
};

async function drop(dropped: readonly Dragged[], row?: object, token = { isCancellationRequested: false }) {
  await handle(row, new DataTransfer(dropped) as never, token as never);
  return given.map(({ fileName, content }) => [fileName, content]);
}

beforeEach(() => {
  given.length = 0;
  seen.said.length = 0;
  seen.files.clear();
  seen.files.set('/notes/call.md', { bytes });
  seen.files.set('/notes/50 %.ics', { bytes });
  workspace.textDocuments.length = 0;
  sessions.current = { name: '7/1' };
});

describe('files of the list of addresses', () => {
  it('are read by them, each once', async () => {
    const dropped = list('# dragged', 'file:///notes/call.md', 'file:///notes/50%20%25.ics', '');
    expect(await drop([dropped])).toEqual([
      ['call.md', bytes],
      ['50 %.ics', bytes],
    ]);
    expect(await drop([list('file:///notes/call.md#L3,5', 'file:///notes/call.md')])).toHaveLength(3);
    expect(seen.said).toEqual([]);
  });

  it('are read with their unsaved changes, also from a place in them', async () => {
    workspace.textDocuments.push({
      uri: Uri.file('/notes/call.md'),
      isDirty: true,
      getText: () => 'Changed.',
    });
    expect(await drop([list('file:///notes/call.md#L3,5')])).toEqual([['call.md', 'Changed.']]);
  });

  it('are read by them on the desktop, where Windows gives a file another address', async () => {
    const file = external('call.md', new Error('not read'), new Uri('c', String.raw`\notes\call.md`));
    expect(await drop([list('file:///notes/call.md'), file])).toEqual([['call.md', bytes]]);
  });

  it('have the limits of the command', async () => {
    await drop([list(...Array.from({ length: 11 }, (_, index) => `file:///notes/${index}.md`))]);
    await drop([list('file:///notes/gone.md')]);
    expect(given).toEqual([]);
    expect(seen.said).toEqual([
      'Select at most 10 files. Each opens a form.',
      '“gone.md” no longer exists. Select another file.',
    ]);
  });
});

describe('files that are dropped into a browser', () => {
  it('are read by their content, and not by an address made of their name', async () => {
    const dropped = [external('Re: Kick-off.eml', bytes), external('call.md', bytes)];
    expect(await drop([list('re: Kick-off.eml'), ...dropped])).toEqual([
      ['Re: Kick-off.eml', bytes],
      ['call.md', bytes],
    ]);
    expect(seen.said).toEqual([]);
  });

  it('have the same limits', async () => {
    await drop(Array.from({ length: 11 }, () => external('call.md', bytes)));
    const [large, folder] = [external('call.md', new Uint8Array(10_000_001)), new Error('a folder')];
    expect(await drop([large, external('notes', folder), external('ok.md', bytes)])).toEqual([
      ['ok.md', bytes],
    ]);
    expect(seen.said).toEqual([
      'Select at most 10 files. Each opens a form.',
      '“call.md” is too large (11 MB). Files can be up to 10 MB. Copy the part to log, then use Log from Clipboard.',
      '“notes” can’t be read right now. Try again, or copy its text and use Log from Clipboard.',
    ]);
  });
});

describe('anything else', () => {
  const link = 'Links can’t be logged. Drop a file, or copy the text and use Log from Clipboard.';
  const noFile = 'This isn’t a file. Copy its text, then use Log from Clipboard.';

  it.each([
    ['a link', 'https://acme.example/kickoff.ics', [link]],
    ['an email address', 'mailto:jane@acme.example', [link]],
    [
      'the document of an interaction',
      'affinity://7/1/meeting-417/Kick-off.md',
      ['This is in Affinity already. Drop a file to log something new.'],
    ],
    ['the tab of a form', 'webview-panel:webview-panel/webview-affinity.form-1', [noFile]],
    ['a picture within an address', `data:image/png;base64,${'A/'.repeat(100_000)}`, [noFile]],
    ['a link into the editor', 'vscode://affinity.affinity/7/meeting-417', [noFile]],
    ['the row of a quiet record', 'affinity-quiet:///45/company:21', []],
    ['a text that is no address', 'call.md', []],
  ])('opens no form: %s', async (_, uri, said) => {
    expect(await drop([list(uri)])).toEqual([]);
    expect(seen.said).toEqual(said);
  });

  it('such as a row of the view has no files', async () => {
    const row = new DataTransferItem('{"id":"affinity.interactions"}');
    expect(await drop([['application/vnd.code.tree.affinity.interactions', row]])).toEqual([]);
    expect(seen.said).toEqual([]);
  });

  it('is named once, and the files beside it are logged', async () => {
    const links = ['https://acme.example/1', 'https://acme.example/2'];
    expect(await drop([list(...links, 'file:///notes/call.md')])).toEqual([['call.md', bytes]]);
    expect(seen.said).toEqual([link]);
  });
});

describe('a file on a row', () => {
  const id = '7/1/company:21';

  it.each([
    ['a record', { kind: 'record', id, record }, { about: record }],
    ['calls', { kind: 'type', id, record, type: 1 }, { about: record, type: 1 }],
    ['emails, which can’t be logged', { kind: 'type', id, record, type: 3 }, { about: record }],
    ['an interaction', { kind: 'interaction', id, record, type: 0 }, { about: record }],
    ['the drafts', { kind: 'drafts', id, count: 2 }, {}],
    ['a meeting of My Week', { kind: 'weekItem', id, item: {} }, {}],
    ['a record of another account', { kind: 'record', id: '7/10/company:21', record }, {}],
    ['no row', undefined, {}],
  ])('is about the record of the row, with its type: %s', async (_, row, target) => {
    await drop([list('file:///notes/call.md')], row);
    expect(given.map((one) => one.target)).toEqual([target]);
  });
});

it('a canceled drop opens nothing', async () => {
  const files = [list('file:///notes/call.md')];
  expect(await drop(files, undefined, { isCancellationRequested: true })).toEqual([]);
  const token = { isCancellationRequested: false };
  const whenRead = async () => {
    token.isCancellationRequested = true;
    return bytes;
  };
  const canceled: Dragged = ['', new DataTransferFile('last.md', whenRead)];
  expect(await drop([external('call.md', bytes), canceled], undefined, token)).toEqual([['call.md', bytes]]);
});

it('without an account it asks once to sign in, however many files there are', async () => {
  sessions.current = undefined;
  const files = list('file:///notes/call.md', 'file:///notes/50%20%25.ics');
  expect(await drop([files])).toEqual([]);
  expect(seen.said).toEqual(['Sign in to Affinity first, or try this with sample data.']);
});
