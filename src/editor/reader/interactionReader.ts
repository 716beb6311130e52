import { l10n } from 'vscode';
import type { AffinityClient, Interaction, InteractionType } from '../../affinity/index.ts';
import { plainNote } from '../../model/noteText.ts';
import type { KeptDocuments } from '../storage/keptDocuments.ts';
import type { ReadInteraction } from '../storage/readInteraction.ts';
import { formatMoment } from '../words/dates.ts';
import { explain } from '../words/explain.ts';
import type { NoteOrProblem } from './interactionMarkdown.ts';

/** Notes of one interaction that are read; nobody writes more of them. */
const MOST_NOTES = 20;

const keyOf = (type: InteractionType, id: number): string => `${type}-${id}`;

type Source = Pick<AffinityClient, 'interactions' | 'notes'>;

/**
 * Reads interactions with their notes, each once: what was read is shown again without a request. The service is asked for
 * what somebody opened, saved or refreshed, and never for what the editor alone brings back after a restart.
 */
export class InteractionReader {
  readonly #source: Source;
  readonly #kept: KeptDocuments;
  readonly #known = new Map<string, Interaction>();
  readonly #wanted = new Set<string>();
  readonly #read = new Map<string, Promise<ReadInteraction | undefined>>();

  constructor(source: Source, kept: KeptDocuments) {
    this.#source = source;
    this.#kept = kept;
  }

  /**
   * What a list gave of one that somebody opens: it need not be asked for again, and its notes may be asked for. A changed
   * one is read anew.
   */
  know(interaction: Interaction, type: InteractionType): void {
    const key = keyOf(type, interaction.id);
    const before = this.#wanted.has(key) ? this.#known.get(key) : undefined;
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(interaction)) return;
    this.#known.set(key, interaction);
    this.#wanted.add(key);
    this.#read.delete(key);
  }

  /**
   * Undefined for what was not kept, when nobody has asked for it since the start. Rejects with an `AffinityError`;
   * the next call tries again.
   */
  read(type: InteractionType, id: number): Promise<ReadInteraction | undefined> {
    const key = keyOf(type, id);
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
   * The words of its notes as far as they were read, now or before a restart; empty when they were not: who asks for them
   * here neither loads, nor waits for what is being loaded.
   */
  async noteRead(type: InteractionType, id: number): Promise<string> {
    const reading = this.#read.get(keyOf(type, id));
    const read = await (reading === undefined
      ? this.#kept.read(type, id)
      : Promise.race([reading, Promise.resolve(undefined)]).catch(() => undefined));
    return read?.note ?? '';
  }

  /** Forgets what was read, so that the next reading asks the service. */
  async forget(type: InteractionType, id: number): Promise<void> {
    this.#known.delete(keyOf(type, id));
    this.#wanted.add(keyOf(type, id));
    this.#read.delete(keyOf(type, id));
    await this.#kept.forget(type, id);
  }

  /** The interaction itself; asked for when only its text was kept. */
  async interaction(type: InteractionType, id: number): Promise<Interaction> {
    return this.#known.get(keyOf(type, id)) ?? (await this.#fetch(type, id));
  }

  async #restore(type: InteractionType, id: number): Promise<ReadInteraction | undefined> {
    const kept = await this.#kept.read(type, id);
    return kept && withAge(kept);
  }

  async #load(type: InteractionType, id: number): Promise<ReadInteraction> {
    const readAt = Date.now();
    const interaction = await this.interaction(type, id);
    const entries = await Promise.all(
      interaction.noteIds.slice(0, MOST_NOTES).map((note) => this.#note(note)),
    );
    const { interactionMarkdown } = await import('./interactionMarkdown.ts');
    const markdown = await interactionMarkdown(interaction, entries);
    const notes = entries.flatMap((entry) => ('note' in entry ? [plainNote(entry.note)] : []));
    const read = { markdown, note: notes.join('\n\n'), readAt };
    // What was saved, deleted or refreshed meanwhile is another one by now.
    const isCurrent = this.#known.get(keyOf(type, id)) === interaction;
    if (isCurrent && notes.length === entries.length) await this.#kept.write(type, id, read);
    return read;
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

/** What was changed or deleted since it was kept is not seen in it. */
function withAge(kept: ReadInteraction): ReadInteraction {
  const age = l10n.t('As read on {0}. Refresh asks again.', formatMoment(new Date(kept.readAt)));
  return { ...kept, markdown: `*${age}*\n\n${kept.markdown}` };
}
