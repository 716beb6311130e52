import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Disposable, EventEmitter } from 'vscode';
import type { Sessions } from './account/sessions.ts';
import type { DeletionSummary } from './deletion/deletionSummary.ts';
import { deletionsFolderName } from './deletion/deletionsFolderName.ts';
import { draftsFolderName } from './form/draftsFolderName.ts';
import type { DraftSummary } from './form/draftWords.ts';
import type { Forms, FormsParts } from './form/forms.ts';
import { watchFile } from './watchFile.ts';

/** The forms, loaded when the first one is opened, or when drafts of an earlier time are to be shown. */
export class FormsOnDemand implements Disposable {
  readonly #parts: FormsParts;
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: Disposable;
  /** Until they are loaded: another window may begin a draft. */
  readonly #watcher: Disposable;
  #loading: Promise<Forms> | undefined;
  #loaded: Forms | undefined;

  /** Fires when the drafts of the account that is signed in are other ones than before. */
  readonly onDidChangeDrafts = this.#changed.event;

  constructor(parts: FormsParts) {
    this.#parts = parts;
    const look = () => void this.#lookForDrafts(parts.sessions);
    this.#watcher = Disposable.from(...foldersOf(parts).map((folder) => watchFile(folder, '*.json', look)));
    this.#subscription = parts.sessions.onDidChange(() => void this.#lookForDrafts(parts.sessions));
    void this.#lookForDrafts(parts.sessions);
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
    this.#subscription.dispose();
    this.#watcher.dispose();
    this.#loaded?.dispose();
    this.#changed.dispose();
  }

  async #load(): Promise<Forms> {
    const { Forms } = await import('./form/forms.ts');
    const forms = new Forms(this.#parts);
    this.#loaded = forms;
    this.#watcher.dispose();
    forms.onDidChangeDrafts(() => this.#changed.fire());
    await this.#parts.sessions.ready;
    await forms.load();
    return forms;
  }

  async #lookForDrafts(sessions: Sessions): Promise<void> {
    await sessions.ready;
    if (sessions.current === undefined || this.#loading !== undefined) return;
    const files = await Promise.all(foldersOf(this.#parts).map((folder) => readdir(folder).catch(() => [])));
    if (files.flat().length === 0) return;
    await this.get().catch((error: unknown) =>
      this.#parts.log.error(`The drafts could not be loaded: ${String(error)}`),
    );
  }
}

function foldersOf({ storagePath }: FormsParts): readonly string[] {
  return [draftsFolderName, deletionsFolderName].map((name) => join(storagePath, name));
}
