import { l10n } from 'vscode';
import type { AffinityClient, Interaction, InteractionType } from '../../affinity/index.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import { plainNote } from '../../model/noteText.ts';
import type { NoteOrProblem } from '../../notes/interactionDocument.ts';
import type { ReadReplies, ReplySource } from '../../notes/noteReplies.ts';
import type { KeptDocuments, ReadInteraction } from '../storage/keptDocuments.ts';
import { explain } from '../words/explain.ts';
import { formatMoment } from '../words/formatMoment.ts';
import type { NoteOpenings } from './noteOpenings.ts';

/** At most this many notes of one interaction are read. */
const MOST_NOTES = 20;

type Source = Pick<AffinityClient, 'interactions' | 'notes'> & { readonly v2: ReplySource };

/** An interaction and its notes, or the reasons why some are missing. */
export interface InteractionWithNotes {
  readonly interaction: Interaction;
  readonly notes: readonly NoteOrProblem[];
}

/**
 * Reads interactions with their notes, each once: what was read is shown again without a request. It asks the service only
 * for what the user opened, saved or refreshed, and never for what the editor restores after a restart.
 */
export class InteractionReader {
  readonly #source: Source;
  readonly #kept: KeptDocuments;
  readonly #openings: Pick<NoteOpenings, 'learn'> | undefined;
  readonly #known = new Map<string, Interaction>();
  /** The service may be asked for these. */
  readonly #wanted = new Set<string>();
  readonly #listeners = new Set<(interaction: Interaction, note: string) => void>();
  readonly #read = new Map<string, Promise<ReadInteraction | undefined>>();
  /** By the interaction that they were read for: one that changed since may have other notes. */
  readonly #notes = new WeakMap<Interaction, readonly NoteOrProblem[]>();
  /** Texts that were read whole since the start, by type and id. */
  readonly #texts = new Map<string, string>();
  /** The service provides no replies for the account. It said so in a document, so that others don't offer them. */
  #lacksReplies = false;

  constructor(source: Source, kept: KeptDocuments, openings?: Pick<NoteOpenings, 'learn'>) {
    this.#source = source;
    this.#kept = kept;
    this.#openings = openings;
  }

  /**
   * Takes an interaction that the user opens from a list: it isn't asked for again, and its notes may be asked for. One
   * that has changed since is read anew.
   */
  know(interaction: Interaction, type: InteractionType): void {
    const key = interactionKey({ type, id: interaction.id });
    const before = this.#wanted.has(key) ? this.#known.get(key) : undefined;
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(interaction)) return;
    this.#known.set(key, interaction);
    this.#wanted.add(key);
    this.#read.delete(key);
    this.#texts.delete(key);
  }

  /**
   * Undefined for an interaction that wasn't kept, and that the user hasn't asked for since the start. Rejects with an
   * `AffinityError`; the next call tries again.
   */
  read(type: InteractionType, id: number): Promise<ReadInteraction | undefined> {
    const key = interactionKey({ type, id });
    const before = this.#read.get(key);
    if (before !== undefined) return before;
    const reading = this.#wanted.has(key) ? this.#load(type, id) : this.#restore(type, id);
    this.#read.set(key, reading);
    reading.catch(() => {
      if (this.#read.get(key) === reading) this.#read.delete(key);
    });
    return reading;
  }

  /**
   * The text of its notes if they were read, now or before a restart, else the empty text. It neither loads, nor waits
   * for a load that is under way.
   */
  async noteRead(type: InteractionType, id: number): Promise<string> {
    const reading = this.#read.get(interactionKey({ type, id }));
    const read = await (reading === undefined
      ? this.#kept.read(type, id)
      : Promise.race([reading, Promise.resolve(undefined)]).catch(() => undefined));
    return read?.note ?? '';
  }

  /** The text of its notes if all were read since the start, and it wasn't saved here since. */
  textRead(ref: InteractionRef): string | undefined {
    return this.#texts.get(interactionKey(ref));
  }

  /** Calls back with each interaction that was read with its notes; the returned function unsubscribes. */
  onDidRead(listener: (interaction: Interaction, note: string) => void): () => void {
    const own = (interaction: Interaction, note: string): void => listener(interaction, note);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Forgets what was read, so that the next reading asks the service. */
  async forget(type: InteractionType, id: number): Promise<void> {
    const key = interactionKey({ type, id });
    this.#known.delete(key);
    this.#wanted.add(key);
    this.#read.delete(key);
    this.#texts.delete(key);
    await this.#kept.forget(type, id);
  }

  /** The interaction itself; asks the service when only its text was kept. */
  async interaction(type: InteractionType, id: number, signal?: AbortSignal): Promise<Interaction> {
    return this.#known.get(interactionKey({ type, id })) ?? (await this.#fetch(type, id, signal));
  }

  /** The interaction with its notes; asks the service only for what was not read since the start. */
  async withNotes(type: InteractionType, id: number, signal?: AbortSignal): Promise<InteractionWithNotes> {
    signal?.throwIfAborted();
    const interaction = await this.interaction(type, id, signal);
    signal?.throwIfAborted();
    return { interaction, notes: await this.#notesOf(interaction, signal) };
  }

  /**
   * Reads the replies to the notes and their transcripts into the document, which is kept like any other. Undefined when
   * there are no notes to reply to.
   */
  async readReplies(
    { type, id }: { readonly type: InteractionType; readonly id: number },
    signal: AbortSignal,
    onLines?: (count: number) => void,
  ): Promise<ReadReplies | undefined> {
    const readAt = Date.now();
    const { interaction, notes: entries } = await this.withNotes(type, id, signal);
    const notes = entries.flatMap((entry) => ('note' in entry ? [entry.note] : []));
    if (notes.length === 0) return undefined;
    const { interactionMarkdown, readReplies } = await import('./interactionMarkdown.ts');
    const request = { interaction: { type, id }, notes, signal, ...(onLines && { onLines }) };
    const replies = await readReplies(this.#source.v2, request);
    if (replies.lackedBy === 'account') this.#lacksReplies = true;
    const read = {
      markdown: await interactionMarkdown(interaction, entries, replies),
      note: noteOf(entries),
      readAt,
    };
    const key = interactionKey({ type, id });
    if (this.#known.get(key) !== interaction) return replies;
    this.#wanted.add(key);
    this.#read.set(key, Promise.resolve(read));
    if (notes.length === entries.length) await this.#kept.write(type, id, read);
    return replies;
  }

  async #restore(type: InteractionType, id: number): Promise<ReadInteraction | undefined> {
    const kept = await this.#kept.read(type, id);
    if (kept !== undefined) this.#openings?.learn({ type, id }, kept.note);
    return kept && withAge(kept);
  }

  async #load(type: InteractionType, id: number): Promise<ReadInteraction> {
    const readAt = Date.now();
    const interaction = await this.interaction(type, id);
    const entries = await this.#notesOf(interaction);
    const { interactionMarkdown } = await import('./interactionMarkdown.ts');
    const offered = this.#lacksReplies ? undefined : 'offered';
    const markdown = await interactionMarkdown(interaction, entries, offered);
    const read = { markdown, note: noteOf(entries), readAt };
    const isWhole = entries.every((entry) => 'note' in entry);
    if (isWhole) this.#openings?.learn({ type, id }, read.note);
    // One that was saved, deleted or refreshed meanwhile is no longer the known one.
    const isCurrent = this.#known.get(interactionKey({ type, id })) === interaction;
    if (isCurrent && isWhole) await this.#kept.write(type, id, read);
    return read;
  }

  async #fetch(type: InteractionType, id: number, signal?: AbortSignal): Promise<Interaction> {
    const interaction = await this.#source.interactions.get(id, type, signal && { signal });
    this.#known.set(interactionKey({ type, id }), interaction);
    return interaction;
  }

  async #notesOf(interaction: Interaction, signal?: AbortSignal): Promise<readonly NoteOrProblem[]> {
    const before = this.#notes.get(interaction);
    if (before !== undefined) return before;
    const ids = interaction.noteIds.slice(0, MOST_NOTES);
    const notes = await Promise.all(ids.map((id) => this.#readNote(id, signal)));
    // A failure may be over the next time.
    if (notes.every((entry) => 'note' in entry)) {
      this.#notes.set(interaction, notes);
      this.#tellRead(interaction, noteOf(notes));
    }
    return notes;
  }

  /** One that was saved, deleted or refreshed meanwhile is no longer the known one. */
  #tellRead(interaction: Interaction, text: string): void {
    const key = interactionKey(interaction);
    if (this.#known.get(key) !== interaction) return;
    this.#texts.set(key, text);
    for (const listener of this.#listeners) listener(interaction, text);
  }

  /** A note that can't be read never costs the document: a sentence takes its place. */
  async #readNote(id: number, signal?: AbortSignal): Promise<NoteOrProblem> {
    try {
      return { note: await this.#source.notes.get(id, signal && { signal }) };
    } catch (error) {
      signal?.throwIfAborted();
      return {
        problem: l10n.t(
          'Couldn’t read note {0}. {1} Use Refresh in the title bar to try again.',
          id,
          explain(error).message,
        ),
      };
    }
  }
}

/** The plain text of all notes that were read. */
function noteOf(entries: readonly NoteOrProblem[]): string {
  return entries.flatMap((entry) => ('note' in entry ? [plainNote(entry.note)] : [])).join('\n\n');
}

/** A kept document doesn't show what was changed or deleted since. */
function withAge(kept: ReadInteraction): ReadInteraction {
  const age = l10n.t(
    'Last read on {0}. Use Refresh in the title bar to update it.',
    formatMoment(new Date(kept.readAt)),
  );
  return { ...kept, markdown: `*${age}*\n\n${kept.markdown}` };
}
