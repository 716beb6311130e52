import { commands, type Disposable, EventEmitter, l10n, Uri, workspace } from 'vscode';
import type { UpdateConflict } from '../../drafts/sending/updatePlan.ts';
import { versionText, type VersionWords } from '../../drafts/sending/versionText.ts';
import { formatUtc, formatZoned } from '../words/dates.ts';
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

  /** `name` tells one form's versions from another's; `zone` is the one in which the form shows them. */
  async show(name: string, { theirs, mine }: UpdateConflict, zone: string): Promise<void> {
    const words = versionWords(zone);
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

const versionWords = (zone: string): VersionWords => ({
  when: (instant) => `${formatZoned(instant, zone)} · ${formatUtc(instant)}`,
  person: ({ name, email }) => (email === undefined ? name : `${name} <${email}>`),
  direction: (direction) => directionWord(direction) ?? '',
});
