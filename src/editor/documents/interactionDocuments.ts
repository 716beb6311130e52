import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FilePermission,
  FileSystemError,
  FileType,
  l10n,
  workspace,
} from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Log } from '../settings/configuration.ts';
import type { ReadInteraction } from '../storage/keptDocuments.ts';
import { explain } from '../words/explain.ts';
import { INTERACTION_SCHEME, parseInteractionUri } from './interactionUri.ts';
import type { InteractionAddress } from './interactionUri.ts';

/**
 * Interactions as read-only files of the scheme `affinity`. A file system rather than a content provider, since only
 * for a file system does the editor start the extension when it restores a document after a restart.
 */
export class InteractionDocuments implements FileSystemProvider {
  readonly #sessions: Sessions;
  readonly #log: Log;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();

  readonly onDidChangeFile = this.#changed.event;

  constructor(sessions: Sessions, log: Log) {
    this.#sessions = sessions;
    this.#log = log;
  }

  register(): Disposable {
    const options = { isReadonly: true, isCaseSensitive: true };
    return Disposable.from(
      this.#changed,
      workspace.registerFileSystemProvider(INTERACTION_SCHEME, this, options),
    );
  }

  /** Tells the editor that a document is to be read again. */
  changed(uri: Uri): void {
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  /** An interaction was saved here: what is open of it is read again, its notes too. */
  async saved(session: AccountSession, interaction: Interaction, type: InteractionType): Promise<void> {
    await session.reader.forget(type, interaction.id);
    session.reader.know(interaction, type);
    this.#tell(session, type, interaction.id, FileChangeType.Changed);
  }

  /** An interaction was deleted here: its open documents are struck out. */
  async deleted(session: AccountSession, type: InteractionType, id: number): Promise<void> {
    await session.reader.forget(type, id);
    this.#tell(session, type, id, FileChangeType.Deleted);
  }

  /** The title is part of the URI and may have changed, so open documents are found by what they show. */
  #tell(session: AccountSession, type: InteractionType, id: number, change: FileChangeType): void {
    const open = workspace.textDocuments
      .map(({ uri }) => uri)
      .filter((uri) => {
        const address = parseInteractionUri(uri);
        return address?.account === session.name && address.type === type && address.id === id;
      });
    this.#changed.fire(open.map((uri) => ({ type: change, uri })));
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { markdown, readAt } = await this.#read(uri);
    const size = Buffer.byteLength(markdown);
    return { type: FileType.File, ctime: readAt, mtime: readAt, size, permissions: FilePermission.Readonly };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return Buffer.from((await this.#read(uri)).markdown);
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  async #read(uri: Uri): Promise<Pick<ReadInteraction, 'markdown' | 'readAt'>> {
    const address = parseInteractionUri(uri);
    if (address === undefined) throw FileSystemError.FileNotFound(uri);
    const session = await this.#sessionOf(address);
    try {
      return (await session.reader.read(address.type, address.id)) ?? notKept();
    } catch (error) {
      // Its title is in the path, and is nobody's business who reads the log.
      this.#log.warn(`Type ${address.type}, id ${address.id}: could not be read: ${String(error)}`);
      throw FileSystemError.Unavailable(explain(error).message);
    }
  }

  /** A document of one account is never read with the key of another. */
  async #sessionOf({ account }: InteractionAddress): Promise<AccountSession> {
    await this.#sessions.ready;
    const session = this.#sessions.current;
    if (session?.name === account) return session;
    throw FileSystemError.Unavailable(
      session === undefined
        ? l10n.t('Sign in to Affinity to read this interaction again.')
        : l10n.t('This interaction belongs to another Affinity account than the one signed in.'),
    );
  }
}

/** The editor brings back what was open, and that alone is no reason to ask the service. */
function notKept(): Pick<ReadInteraction, 'markdown' | 'readAt'> {
  const sentence = l10n.t(
    'This interaction was not kept on this machine. Use Refresh in the title bar to read it.',
  );
  return { markdown: `*${sentence}*\n`, readAt: 0 };
}
