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
import { INTERACTION_SCHEME, parseInteractionUri } from './interactionUri.ts';
import type { InteractionAddress } from './interactionUri.ts';

/**
 * Interactions as read-only files of the scheme `affinity`. It is a file system rather than a content provider, since the
 * editor starts the extension only for a file system when it restores a document.
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

  /** Makes the editor read a document again. */
  reload(uri: Uri): void {
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  /** After a save: open documents of the interaction are read again, with its notes. */
  async saved(session: AccountSession, interaction: Interaction, type: InteractionType): Promise<void> {
    await session.reader.forget(type, interaction.id);
    session.reader.know(interaction, type);
    this.#notify(session, type, interaction.id, FileChangeType.Changed);
  }

  /** More of the interaction was read: its open documents show it. False when none is open. */
  changed(session: AccountSession, type: InteractionType, id: number): boolean {
    return this.#notify(session, type, id, FileChangeType.Changed) > 0;
  }

  /** After a deletion: the editor strikes out open documents of the interaction. */
  async deleted(session: AccountSession, type: InteractionType, id: number): Promise<void> {
    await session.reader.forget(type, id);
    this.#notify(session, type, id, FileChangeType.Deleted);
  }

  /** Finds open documents by type and id, since the title is part of the URI and may have changed. */
  #notify(session: AccountSession, type: InteractionType, id: number, change: FileChangeType): number {
    const open = workspace.textDocuments
      .map(({ uri }) => uri)
      .filter((uri) => {
        const address = parseInteractionUri(uri);
        return address?.account === session.name && address.type === type && address.id === id;
      });
    this.#changed.fire(open.map((uri) => ({ type: change, uri })));
    return open.length;
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
      return (await session.reader.read(address.type, address.id)) ?? notStored();
    } catch (error) {
      // The path holds the title, which must not get into the log.
      this.#log.warn(`Type ${address.type}, id ${address.id}: could not be read: ${String(error)}`);
      throw FileSystemError.Unavailable(session.explain(error).message);
    }
  }

  /** Never reads a document of one account with the key of another. */
  async #sessionOf({ account }: InteractionAddress): Promise<AccountSession> {
    await this.#sessions.ready;
    const session = this.#sessions.current;
    if (session?.name === account) return session;
    throw FileSystemError.Unavailable(
      session === undefined
        ? l10n.t('Sign in to Affinity to read this interaction again.')
        : l10n.t('This interaction belongs to another Affinity account. Sign in to that account to read it.'),
    );
  }
}

/** The editor restores open documents by itself, which is no reason for a request. */
function notStored(): Pick<ReadInteraction, 'markdown' | 'readAt'> {
  const sentence = l10n.t(
    'This interaction isn’t stored on this machine. Use Refresh in the title bar to read it.',
  );
  return { markdown: `*${sentence}*\n`, readAt: 0 };
}
