import { Disposable, EventEmitter } from 'vscode';
import { Deletions } from '../deletion/deletions.ts';
import { Drafts } from '../drafts/drafts.ts';
import type { DraftsDeps } from '../drafts/drafts.ts';
import type { DeletionSummary, DraftSummary } from '../words/draftSummary.ts';

/**
 * Drafts and deletions. A bundle of its own: deleting, undoing and sending drafts need no form. It is loaded when one of
 * them is used, or when there are drafts to show.
 */
export class Writing implements Disposable {
  readonly drafts: Drafts;
  readonly deletions: Deletions;
  readonly #sessions: DraftsDeps['sessions'];
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  /** Fires when `summaries` changes. */
  readonly onDidChange = this.#changed.event;

  constructor(deps: DraftsDeps) {
    this.#sessions = deps.sessions;
    this.drafts = new Drafts(deps);
    this.deletions = new Deletions({ ...deps, drafts: this.drafts });
    this.#subscriptions = Disposable.from(
      this.drafts,
      this.deletions,
      this.deletions.onDidChange(() => this.#changed.fire()),
      new Disposable(this.drafts.store.onDidChange(() => this.#changed.fire())),
      deps.sessions.onDidChange(() => void this.#accountChanged()),
      this.#changed,
    );
  }

  /** The rows of the tree. Deletions with an unknown outcome come first. */
  summaries(): readonly (DeletionSummary | DraftSummary)[] {
    return [...this.deletions.summaries(), ...this.drafts.summaries()];
  }

  /** Reads drafts and deletions of the account that is signed in, and what other windows have changed. Never rejects. */
  async load(): Promise<void> {
    await Promise.all([this.drafts.load(), this.deletions.load()]);
  }

  /** Writes all changes at once. */
  async flush(): Promise<void> {
    await this.drafts.store.flush();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #accountChanged(): Promise<void> {
    await this.#sessions.current?.ready;
    await this.load();
    this.#changed.fire();
  }
}
