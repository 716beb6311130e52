import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import type { CancellationToken } from 'vscode';
import { Forms } from '../../../src/editor/form/forms.ts';
import { InteractionSearches } from '../../../src/editor/search/interactionSearches.ts';
import type { AccountSession } from '../../../src/editor/session/accountSession.ts';
import { openSession } from '../../../src/editor/session/openSession.ts';
import { LanguageModelTools } from '../../../src/editor/tools/languageModelTools.ts';
import { Writing } from '../../../src/editor/writing/writing.ts';
import type { RecordRef } from '../../../src/model/recordRef.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import type { ToolName } from '../../../src/tools/toolNames.ts';
import { silentLog } from '../../support/silentLog.ts';
import { searchWorkerFile } from './searchWorkerFile.ts';
import { EventEmitter, seen, Uri } from './vscodeStandIn.ts';

const identity = {
  tenant: { id: 7, name: 'Fieldstone', subdomain: 'fieldstone' },
  user: { id: 1, firstName: 'Ann', lastName: 'Lee' },
};

export interface ToolsInWindow {
  readonly sandbox: TestSandbox;
  readonly session: AccountSession;
  readonly forms: Forms;
  /** The texts of the drafts that are stored. */
  storedTexts(): readonly string[];
  readonly settings: { languageModelTools: boolean; keepRequests: number };
  /** The text of the answer. */
  call(name: ToolName, input: unknown, signal?: AbortSignal): Promise<string>;
  /** The effect that the editor shows, and the question. */
  prepare(name: ToolName, input: unknown): Promise<Prepared>;
  /** Shows another account, or none. */
  signInAs(session: AccountSession | undefined): void;
  find(name: string): Promise<RecordRef>;
  end(): Promise<void>;
}

interface Prepared {
  readonly effect: string | undefined;
  readonly title: string | undefined;
  readonly message: string | undefined;
}

/** The tools of a window, with an account that is signed in, and everything that they use. */
export async function toolsInWindow(options: TestSandboxOptions = {}): Promise<ToolsInWindow> {
  seen.panels.length = 0;
  seen.said.length = 0;
  const folder = await mkdtemp(path.join(tmpdir(), 'affinity-tools-'));
  const dist = path.join(folder, 'dist');
  await mkdir(dist);
  for (const name of ['form.js', 'form.css']) await writeFile(path.join(dist, name), '');
  const sandbox = new TestSandbox({ limits: { perMinute: 1_000_000 }, ...options });
  const settings = { languageModelTools: true, keepRequests: 0 };
  const session = sessionOn(sandbox, folder, settings);
  await session.ready;
  const changed = new EventEmitter<AccountSession | undefined>();
  const sessions = {
    current: session as AccountSession | undefined,
    ready: Promise.resolve(),
    onDidChange: changed.event,
  };
  const shared = {
    sessions,
    configuration: {
      keepDraftsOnDisk: true,
      onDidChangeKeepDraftsOnDisk: () => ({ dispose: () => undefined }),
      get languageModelTools() {
        return settings.languageModelTools;
      },
    },
    documents: { saved: async () => undefined, deleted: async () => undefined },
    storagePath: folder,
    extensionUri: Uri.file(folder),
    log: silentLog,
    week: { noteChanged: () => undefined },
  } as never;
  const writing: Writing = new Writing(
    Object.assign(
      {
        forms: {
          isOpen: (id: string) => forms.isOpen(id),
          isSending: (id: string) => forms.isSending(id),
          show: async () => undefined,
          close: (id: string) => forms.close(id),
        },
      },
      shared,
    ),
  );
  const forms: Forms = new Forms(Object.assign({ writing }, shared));
  const searches = searchesIn(dist, sessions as never);
  const tools = new LanguageModelTools(
    Object.assign({ forms: { get: async () => forms }, searches: searches.get }, shared),
  );
  return {
    sandbox,
    session,
    forms,
    storedTexts: () => writing.drafts.store.list(session.name).map(({ text }) => text),
    settings,
    call: async (name, input, signal) => {
      const result = await tools.invoke(name, input, tokenOf(signal));
      return result.content.map((part) => (part as { readonly value: string }).value).join('');
    },
    prepare: async (name, input) => {
      const { invocationMessage, confirmationMessages: asked } = await tools.prepare(name, input);
      return { effect: plain(invocationMessage), title: asked?.title, message: plain(asked?.message) };
    },
    signInAs: (other) => {
      sessions.current = other;
      changed.fire(other);
    },
    find: async (name) => {
      const [found] = (await session.connection.client.companies.search(name)).items;
      if (found === undefined) throw new Error(`There is no ${name}.`);
      sandbox.clearRequests();
      return { kind: 'company', id: found.id, name: found.name };
    },
    end: async () => {
      forms.dispose();
      await searches.end();
      writing.dispose();
      session.dispose();
      await writing.flush();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A session with the sample account on a sandbox. */
export function sessionOn(
  sandbox: TestSandbox,
  storagePath: string,
  settings: { readonly keepRequests: number } = { keepRequests: 0 },
): AccountSession {
  const session = openSession(
    { kind: 'sample', identity },
    {
      storagePath,
      sample: { apiKey: sandbox.apiKey, fetch: sandbox.fetch },
      configuration: {
        baseUrl: '',
        rememberInteractions: true,
        get keepRequests() {
          return settings.keepRequests;
        },
      },
      log: silentLog,
    },
  );
  if (session === undefined) throw new Error('There is no session.');
  return session;
}

/** The worker is written when the first search needs it. */
function searchesIn(dist: string, sessions: ConstructorParameters<typeof InteractionSearches>[0]) {
  let searches: Promise<InteractionSearches> | undefined;
  const load = async () => {
    await searchWorkerFile(dist);
    return new InteractionSearches(sessions, dist);
  };
  return {
    get: () => (searches ??= load()),
    end: async () => (await searches)?.dispose(),
  };
}

function tokenOf(signal: AbortSignal = new AbortController().signal): CancellationToken {
  return {
    get isCancellationRequested() {
      return signal.aborted;
    },
    onCancellationRequested: (listener) => {
      const heard = vi.fn<() => void>(() => void listener(undefined));
      signal.addEventListener('abort', heard);
      return { dispose: () => signal.removeEventListener('abort', heard) };
    },
  };
}

function plain(message: unknown): string | undefined {
  const text =
    typeof message === 'object' && message !== null && 'value' in message ? message.value : message;
  return typeof text === 'string' ? text.replaceAll(/\\(.)/g, '$1') : undefined;
}
