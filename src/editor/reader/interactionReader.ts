import { l10n } from 'vscode';
import type { AffinityClient, Interaction, InteractionType, Note } from '../../affinity/index.ts';
import { formatMoment } from '../words/dates.ts';
import { explain } from '../words/explain.ts';
import type { NoteOrProblem } from './interactionMarkdown.ts';
import type { KeptDocument, KeptDocuments } from './keptDocuments.ts';

/** Notes of one interaction that are read; nobody writes more of them. */
const mostNotes = 20;

export interface ReadInteraction {
  readonly markdown: string;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
  /** Undefined for a text that was kept from before the restart. */
  readonly interaction?: Interaction;
  readonly notes?: readonly Note[];
}

type Source = Pick<AffinityClient, 'interactions' | 'notes'>;

/** Reads interactions with their notes, each once: what was read is shown again without a request. */
export class InteractionReader {
  readonly #source: Source;
  readonly #kept: KeptDocuments;
  readonly #known = new Map<string, Interaction>();
  readonly #read = new Map<string, Promise<ReadInteraction>>();

  constructor(source: Source, kept: KeptDocuments) {
    this.#source = source;
    this.#kept = kept;
  }

  /** What a list gave of it, so that it need not be asked for again. A changed one is read anew when it is opened. */
  know(interaction: Interaction, type: InteractionType): void {
    const key = keyOf(type, interaction.id);
    const before = this.#known.get(key);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(interaction)) return;
    this.#known.set(key, interaction);
    this.#read.delete(key);
  }

  /** Rejects with an `AffinityError`; the next call tries again. */
  read(type: InteractionType, id: number): Promise<ReadInteraction> {
    const key = keyOf(type, id);
    const before = this.#read.get(key);
    if (before !== undefined) return before;
    const reading = this.#restoreOrLoad(type, id);
    this.#read.set(key, reading);
    reading.catch(() => this.#read.delete(key));
    return reading;
  }

  /** The notes that were read of it; none while they still are: who asks for them here neither waits nor loads. */
  async notesRead(type: InteractionType, id: number): Promise<readonly Note[]> {
    const none = Promise.resolve(undefined);
    const reading = this.#read.get(keyOf(type, id));
    const read = await Promise.race([reading ?? none, none]).catch(() => undefined);
    return read?.notes ?? [];
  }

  /** Forgets what was read, so that the next reading asks the service. */
  async forget(type: InteractionType, id: number): Promise<void> {
    this.#known.delete(keyOf(type, id));
    this.#read.delete(keyOf(type, id));
    await this.#kept.forget(type, id);
  }

  /** The interaction itself; asked for when only its text was kept. */
  async interaction(type: InteractionType, id: number): Promise<Interaction> {
    return this.#known.get(keyOf(type, id)) ?? (await this.#fetch(type, id));
  }

  async #restoreOrLoad(type: InteractionType, id: number): Promise<ReadInteraction> {
    const isKnown = this.#known.has(keyOf(type, id));
    const kept = isKnown ? undefined : await this.#kept.read(type, id);
    return kept === undefined ? this.#load(type, id) : withAge(kept);
  }

  async #load(type: InteractionType, id: number): Promise<ReadInteraction> {
    const readAt = Date.now();
    const interaction = await this.interaction(type, id);
    const entries = await Promise.all(
      interaction.noteIds.slice(0, mostNotes).map((note) => this.#note(note)),
    );
    const { interactionMarkdown } = await import('./interactionMarkdown.ts');
    const markdown = interactionMarkdown(interaction, entries);
    const notes = entries.flatMap((entry) => ('note' in entry ? [entry.note] : []));
    if (notes.length === entries.length) await this.#kept.write(type, id, { markdown, readAt });
    return { markdown, readAt, interaction, notes };
  }

  async #fetch(type: InteractionType, id: number): Promise<Interaction> {
    const interaction = await this.#source.interactions.get(id, type);
    this.#known.set(keyOf(type, id), interaction);
    return interaction;
  }

  /** A note that cannot be read never costs the document: its place says why. */
  async #note(id: number): Promise<NoteOrProblem> {
    try {
      return { note: await this.#source.notes.get(id) };
    } catch (error) {
      return {
        problem: l10n.t(
          'Note {0} could not be read. {1} Use Refresh in the title bar to try again.',
          id,
          explain(error).message,
        ),
      };
    }
  }
}

const keyOf = (type: InteractionType, id: number): string => `${type}-${id}`;

/** What was changed or deleted since it was kept is not seen in it. */
function withAge({ markdown, readAt }: KeptDocument): ReadInteraction {
  const age = l10n.t('As read on {0}. Refresh asks again.', formatMoment(new Date(readAt)));
  return { markdown: `*${age}*\n\n${markdown}`, readAt };
}
