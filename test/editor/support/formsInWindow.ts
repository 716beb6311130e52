import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import type { DraftForms } from '../../../src/editor/drafts/drafts.ts';
import { Forms } from '../../../src/editor/form/forms.ts';
import type { FormsOnDemandDeps } from '../../../src/editor/form/formsOnDemand.ts';
import type { AccountSession } from '../../../src/editor/session/accountSession.ts';
import { Writing } from '../../../src/editor/writing/writing.ts';
import type { WritingOnDemandDeps } from '../../../src/editor/writing/writingOnDemand.ts';
import { Timelines } from '../../../src/history/timelines.ts';
import { recordKey } from '../../../src/model/recordRef.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { smallFirm } from '../../sandbox/smallFirm.ts';
import { noOpened } from './noOpened.ts';
import { noOpenings } from './noOpenings.ts';
import { seen, Uri } from './vscodeStandIn.ts';
import type { Panel } from './vscodeStandIn.ts';

export interface FormsInWindow {
  readonly forms: Forms;
  readonly writing: Writing;
  readonly deps: Omit<WritingOnDemandDeps & FormsOnDemandDeps, 'forms' | 'writing'>;
  readonly session: AccountSession;
  readonly sandbox: TestSandbox;
  readonly folder: string;
  /** The interactions that were removed from the tree. */
  readonly removed: string[];
  /** Under which records what was saved is shown, besides its people. */
  readonly shownUnder: string[];
  readonly logged: string[];
  /** Closes the window and leaves the folder. */
  dispose(): void;
  end(): Promise<void>;
}

/** The forms of one window on a small firm, with an account that is signed in. */
export async function formsInWindow(
  keepDraftsOnDisk = true,
  storagePath?: string,
  options: TestSandboxOptions = {},
): Promise<FormsInWindow> {
  seen.panels.length = 0;
  seen.said.length = 0;
  seen.answer = undefined;
  seen.watchers.length = 0;
  const folder = storagePath ?? (await mkdtemp(path.join(tmpdir(), 'affinity-forms-')));
  const extension = await builtExtension(folder);
  const sandbox = new TestSandbox({ data: smallFirm(), ...options });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
  const removed: string[] = [];
  const shownUnder: string[] = [];
  const logged: string[] = [];
  const session = {
    name: '7/1',
    account: {
      kind: 'key',
      identity: { tenant: { id: 7, name: 'Small Firm' }, user: { id: 1, firstName: 'Ann' } },
    },
    connection: { client, problem: undefined },
    followed: { current: [] },
    expanded: { current: [] },
    filter: { current: {} },
    openings: noOpenings,
    opened: noOpened,
    recentPeople: { latest: [] },
    timelines: new NotedTimelines(client, removed, shownUnder),
    ready: Promise.resolve(),
  } as unknown as AccountSession;
  const none = { dispose: () => undefined };
  const write = (text: string) => void logged.push(text);
  const deps = {
    sessions: { current: session, ready: Promise.resolve(), onDidChange: () => none },
    configuration: { keepDraftsOnDisk, onDidChangeKeepDraftsOnDisk: () => none },
    documents: { saved: async () => undefined, deleted: async () => undefined },
    week: { noteChanged: () => undefined },
    storagePath: folder,
    extensionUri: Uri.file(extension),
    log: { warn: write, error: write, info: write },
  } as unknown as FormsInWindow['deps'];
  const writing: Writing = new Writing({
    ...deps,
    forms: {
      isOpen: (id) => forms.isOpen(id),
      isSending: (id) => forms.isSending(id),
      show: async (of, id, found) => forms.openDraft(of, id, found),
      close: (id) => forms.close(id),
    },
  });
  const forms: Forms = new Forms({ ...deps, writing });
  const dispose = () => {
    forms.dispose();
    writing.dispose();
  };
  const end = async () => {
    dispose();
    // Closing the forms has begun writes, which would create the folder again.
    await writing.flush();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  return { forms, writing, deps, session, sandbox, folder, removed, shownUnder, logged, dispose, end };
}

/** Notes what is shown and removed, and does it. */
class NotedTimelines extends Timelines {
  readonly #removed: string[];
  readonly #shownUnder: string[];

  constructor(client: AffinityClient, removed: string[], shownUnder: string[]) {
    super(client, { now: () => Date.now() });
    this.#removed = removed;
    this.#shownUnder = shownUnder;
  }

  override put(...[interaction, about = [], notes]: Parameters<Timelines['put']>): void {
    this.#shownUnder.push(...about.map(recordKey));
    super.put(interaction, about, notes);
  }

  override remove(type: number, id: number): void {
    this.#removed.push(`${type}/${id}`);
    super.remove(type, id);
  }
}

/** For tests that open no form. */
export const noForms: DraftForms = {
  isOpen: () => false,
  isSending: () => false,
  show: async () => expect.unreachable(),
  close: () => undefined,
};

/** As much of a build as a window reads. */
async function builtExtension(folder: string): Promise<string> {
  const extension = path.join(folder, 'extension');
  await mkdir(path.join(extension, 'dist'), { recursive: true });
  for (const name of ['form.js', 'form.css']) await writeFile(path.join(extension, 'dist', name), '');
  return extension;
}

/** The page of the form that was opened last, once it has been told where it begins. */
export async function page(): Promise<Panel> {
  const panel = seen.panels.at(-1);
  if (panel === undefined) throw new Error('No form was opened.');
  panel.say({ kind: 'ready', timeZone: 'UTC' });
  await expect.poll(() => panel.told.some(({ kind }) => kind === 'init')).toBe(true);
  return panel;
}

/** Opens a form about Jane and fills it. Gives the id of its draft. */
export async function typed({ forms, writing, session }: FormsInWindow, values: object): Promise<string> {
  await forms.log(session, { kind: 'person', id: 11, name: 'Jane Roe' });
  (await page()).say({ kind: 'edit', revision: 1, values: { date: '2025-01-05 10:00', ...values } });
  await writing.flush();
  const [draft] = writing.drafts.summaries();
  if (draft === undefined) throw new Error('Nothing is kept.');
  return draft.id;
}

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}
