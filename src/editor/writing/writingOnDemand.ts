import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Disposable, EventEmitter } from 'vscode';
import type { DraftForms, DraftsDeps } from '../drafts/drafts.ts';
import { DELETIONS_FOLDER_NAME, DRAFTS_FOLDER_NAME } from '../storage/draftFolder.ts';
import { watchFile } from '../storage/storedValue.ts';
import type { DeletionSummary, DraftSummary } from '../words/draftSummary.ts';
import type { Writing } from './writing.ts';

export interface WritingOnDemandDeps extends Omit<DraftsDeps, 'forms'> {
  /** Asked for when a draft is worked on, because the forms in turn need the drafts. */
  readonly forms: () => DraftForms;
}

/** Loads `Writing` when it is first used, or when there are drafts of an earlier time or another window to show. */
export class WritingOnDemand implements Disposable {
  readonly #deps: WritingOnDemandDeps;
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: Disposable;
  /** Watches for drafts of other windows until `Writing` is loaded. */
  #watcher: Disposable | undefined;
  #isDisposed = false;
  #loading: Promise<Writing> | undefined;
  #loaded: Writing | undefined;

  /** Fires when `drafts` changes. */
  readonly onDidChangeDrafts = this.#changed.event;

  constructor(deps: WritingOnDemandDeps) {
    this.#deps = deps;
    this.#subscription = deps.sessions.onDidChange(() => void this.#lookForDrafts());
    void this.#lookForDrafts();
  }

  /** The drafts and deletions of the account that is signed in. */
  get drafts(): readonly (DeletionSummary | DraftSummary)[] {
    return this.#loaded?.summaries() ?? [];
  }

  get(): Promise<Writing> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  /** Writes all changes at once. */
  async flush(): Promise<void> {
    await this.#loaded?.flush();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscription.dispose();
    this.#watcher?.dispose();
    this.#loaded?.dispose();
    this.#changed.dispose();
  }

  async #load(): Promise<Writing> {
    const { Writing } = await import('./writing.ts');
    const writing = new Writing({ ...this.#deps, forms: this.#deps.forms() });
    this.#loaded = writing;
    // The window may have been closed while the bundle was loaded.
    if (this.#isDisposed) writing.dispose();
    this.#watcher?.dispose();
    writing.onDidChange(() => this.#changed.fire());
    await this.#deps.sessions.ready;
    await writing.load();
    return writing;
  }

  async #lookForDrafts(): Promise<void> {
    const { sessions, log } = this.#deps;
    await sessions.ready;
    if (sessions.current === undefined || this.#loading !== undefined || this.#isDisposed) return;
    const folders = foldersOf(this.#deps);
    const look = (): void => void this.#lookForDrafts();
    this.#watcher ??= Disposable.from(...folders.map((folder) => watchFile(folder, '*.json', look)));
    const files = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
    if (files.flat().length === 0) return;
    await this.get().catch((error: unknown) => log.error(`The drafts could not be loaded: ${String(error)}`));
  }
}

function foldersOf({ storagePath }: Pick<DraftsDeps, 'storagePath'>): readonly string[] {
  return [DRAFTS_FOLDER_NAME, DELETIONS_FOLDER_NAME].map((name) => join(storagePath, name));
}
