import { commands, EventEmitter, l10n, TabInputTextDiff, Uri, window, workspace } from 'vscode';
import type { Disposable } from 'vscode';
import type { UpdateConflict, VersionWords } from '../../drafts/writing/updatePlan.ts';
import { versionText } from '../../drafts/writing/updatePlan.ts';
import { fieldWords } from '../words/fieldWords.ts';
import { formatUtc, formatZoned } from '../words/formatMoment.ts';

const SCHEME = 'affinity-version';

const versionWords = (zone: string): VersionWords => ({
  when: (instant) => `${formatZoned(instant, zone)} · ${formatUtc(instant)}`,
  person: ({ name, email }) => (email === undefined ? name : `${name} <${email}>`),
  value: (field, version) => fieldWords.value(field, version, zone),
});

/** Shows two versions of an interaction side by side in the editor's diff. */
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

  /** `name` identifies the form. `zone` is the time zone in which the form shows dates. */
  async show(name: string, { theirs, mine }: UpdateConflict, zone: string): Promise<void> {
    const words = versionWords(zone);
    const { left, right } = paths(name);
    const shown = [this.#put(left, versionText(theirs, words)), this.#put(right, versionText(mine, words))];
    const title = l10n.t('In Affinity now ↔ Yours');
    await commands.executeCommand('vscode.diff', ...shown, title, { preview: true });
  }

  /** Closes the diff, whose titles are no longer true once a version is chosen. */
  async close(name: string): Promise<void> {
    const { left, right } = paths(name);
    if (!this.#texts.delete(left)) return;
    this.#texts.delete(right);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const isShown = ({ scheme, path }: Uri): boolean => scheme === SCHEME && path === right;
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
