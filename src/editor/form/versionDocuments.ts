import { commands, type Disposable, EventEmitter, l10n, Uri, workspace } from 'vscode';
import type { UpdateConflict } from '../../drafts/sending/updatePlan.ts';
import { versionText } from '../../drafts/sending/versionText.ts';
import { formatZoned } from '../words/dates.ts';
import { directionWord } from '../words/interactionWords.ts';

const scheme = 'affinity-version';

/** The two versions of an interaction that two people changed at once, side by side in the editor's own diff. */
export class VersionDocuments implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration: Disposable;

  constructor() {
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? '',
    });
  }

  /** `name` tells one form's versions from another's. */
  async show(name: string, { theirs, mine }: UpdateConflict): Promise<void> {
    const left = this.#put(`/${name}/theirs.md`, versionText(theirs, words));
    const right = this.#put(`/${name}/yours.md`, versionText(mine, words));
    const title = l10n.t('In Affinity now ↔ Yours');
    await commands.executeCommand('vscode.diff', left, right, title, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #put(path: string, text: string): Uri {
    const uri = Uri.from({ scheme, path });
    this.#texts.set(path, text);
    this.#changed.fire(uri);
    return uri;
  }
}

const words = {
  when: (instant: Date) => formatZoned(instant),
  person: ({ name, email }: { name: string; email?: string | undefined }) =>
    email === undefined ? name : `${name} <${email}>`,
  direction: (direction: 0 | 1) => directionWord(direction) ?? '',
};
