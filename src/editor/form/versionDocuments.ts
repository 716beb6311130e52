import { commands, EventEmitter, l10n, TabInputTextDiff, Uri, window, workspace } from 'vscode';
import type { Disposable } from 'vscode';
import type { UpdateConflict } from '../../drafts/writing/updatePlan.ts';
import { versionText } from '../../drafts/writing/versionText.ts';
import type { VersionWords } from '../../drafts/writing/versionText.ts';
import { formatUtc, formatZoned } from '../words/formatMoment.ts';
import { directionWord } from '../words/typeWords.ts';

const SCHEME = 'affinity-version';

const versionWords = (zone: string): VersionWords => ({
  when: (instant) => `${formatZoned(instant, zone)} · ${formatUtc(instant)}`,
  person: ({ name, email }) => (email === undefined ? name : `${name} <${email}>`),
  direction: (direction) => directionWord(direction) ?? '',
});

/** The two versions of an interaction that two people changed at once, side by side in the editor's own diff. */
export class VersionDocuments implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration: Disposable;

  constructor() {
    this.#registration = workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? '',
    });
  }

  /** `name` tells one form's versions from another's; `zone` is the one in which the form shows them. */
  async show(name: string, { theirs, mine }: UpdateConflict, zone: string): Promise<void> {
    const words = versionWords(zone);
    const { left, right } = paths(name);
    const shown = [this.#put(left, versionText(theirs, words)), this.#put(right, versionText(mine, words))];
    const title = l10n.t('In Affinity now ↔ Yours');
    await commands.executeCommand('vscode.diff', ...shown, title, { preview: true });
  }

  /** One of the two has been chosen: neither title is true any more. */
  async close(name: string): Promise<void> {
    const { left, right } = paths(name);
    if (!this.#texts.delete(left)) return;
    this.#texts.delete(right);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const isShown = ({ scheme: of, path }: Uri): boolean => of === SCHEME && path === right;
    await window.tabGroups.close(
      tabs.filter(({ input }) => input instanceof TabInputTextDiff && isShown(input.modified)),
      true,
    );
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #put(path: string, text: string): Uri {
    const uri = Uri.from({ scheme: SCHEME, path });
    this.#texts.set(path, text);
    this.#changed.fire(uri);
    return uri;
  }
}

function paths(name: string): { readonly left: string; readonly right: string } {
  return { left: `/${name}/theirs.md`, right: `/${name}/yours.md` };
}
