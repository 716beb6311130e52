import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Disposable, EventEmitter } from 'vscode';
import { DELETIONS_FOLDER_NAME, DRAFTS_FOLDER_NAME } from '../storage/draftFolder.ts';
import { watchFile } from '../storage/storedValue.ts';
import type { DeletionSummary } from '../words/deletionSummary.ts';
import type { DraftSummary } from '../words/draftSummary.ts';
import type { Forms, FormsParts } from './forms.ts';

/** The forms, loaded when the first one is opened, or when drafts of an earlier time are to be shown. */
export class FormsOnDemand implements Disposable {
  readonly #parts: FormsParts;
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: Disposable;
  /** From the first session on until they are loaded: another window may begin a draft. */
  #watcher: Disposable | undefined;
  #isDisposed = false;
  #loading: Promise<Forms> | undefined;
  #loaded: Forms | undefined;

  /** Fires when the drafts of the account that is signed in are other ones than before. */
  readonly onDidChangeDrafts = this.#changed.event;

  constructor(parts: FormsParts) {
    this.#parts = parts;
    this.#subscription = parts.sessions.onDidChange(() => void this.#lookForDrafts());
    void this.#lookForDrafts();
  }

  /** Those of which nobody knows whether they took effect stand before what is not sent yet. */
  get drafts(): readonly (DeletionSummary | DraftSummary)[] {
    return [...(this.#loaded?.deletions.summaries() ?? []), ...(this.#loaded?.drafts() ?? [])];
  }

  get(): Promise<Forms> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  /** Writes what is not yet written. */
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

  async #load(): Promise<Forms> {
    const { Forms } = await import('./forms.ts');
    const forms = new Forms(this.#parts);
    this.#loaded = forms;
    // The window was closed meanwhile.
    if (this.#isDisposed) forms.dispose();
    this.#watcher?.dispose();
    forms.onDidChangeDrafts(() => this.#changed.fire());
    await this.#parts.sessions.ready;
    await forms.load();
    return forms;
  }

  async #lookForDrafts(): Promise<void> {
    const { sessions } = this.#parts;
    await sessions.ready;
    if (sessions.current === undefined || this.#loading !== undefined || this.#isDisposed) return;
    const folders = foldersOf(this.#parts);
    const look = (): void => void this.#lookForDrafts();
    this.#watcher ??= Disposable.from(...folders.map((folder) => watchFile(folder, '*.json', look)));
    const files = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
    if (files.flat().length === 0) return;
    await this.get().catch((error: unknown) =>
      this.#parts.log.error(`The drafts could not be loaded: ${String(error)}`),
    );
  }
}

function foldersOf({ storagePath }: FormsParts): readonly string[] {
  return [DRAFTS_FOLDER_NAME, DELETIONS_FOLDER_NAME].map((name) => join(storagePath, name));
}
