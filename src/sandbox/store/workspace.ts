import type { Clock } from './clock.ts';
import { InteractionIndex } from './interactionIndex.ts';
import type { Company, Interaction, InteractionType, Note, Opportunity, Person } from './sampleData.ts';
import type { MergedRecord, SampleData, Tenant } from './sampleData.ts';

export type InteractionChange = Partial<Pick<Interaction, 'date' | 'personIds' | 'direction' | 'title'>> & {
  readonly content?: string;
};

export type NewInteraction = Pick<Interaction, 'type' | 'date' | 'personIds' | 'direction'> & {
  readonly content: string;
};

/** The state of a sandbox. It obeys; what the service allows is checked by the routes before. */
export class Workspace {
  readonly tenant: Tenant;
  readonly merged: readonly MergedRecord[];
  readonly persons: ReadonlyMap<number, Person>;
  readonly companies: ReadonlyMap<number, Company>;
  readonly opportunities: ReadonlyMap<number, Opportunity>;
  readonly #clock: Clock;
  readonly #interactions: Map<number, Interaction>;
  readonly #notes: Map<number, Note>;
  #index: InteractionIndex | undefined;
  /** The ids given last. They only rise: an id that came back after a delete would name another thing. */
  readonly #lastIds = new Map<InteractionType, number>();
  #lastNoteId: number;

  constructor(data: SampleData, clock: Clock) {
    this.#clock = clock;
    this.tenant = data.tenant;
    this.merged = data.merged;
    this.persons = byId(data.persons);
    this.companies = byId(data.companies);
    this.opportunities = byId(data.opportunities);
    this.#interactions = new Map(data.interactions.map((one) => [keyOf(one.type, one.id), one]));
    this.#notes = new Map(data.notes.map((note) => [note.id, note]));
    for (const { type, id } of data.interactions) {
      this.#lastIds.set(type, Math.max(this.#lastIds.get(type) ?? 1000, id));
    }
    this.#lastNoteId = data.notes.reduce((last, { id }) => Math.max(last, id), 590_000);
  }

  get interactions(): Iterable<Interaction> {
    return this.#interactions.values();
  }

  get notes(): Iterable<Note> {
    return this.#notes.values();
  }

  get colleagues(): readonly Person[] {
    return [...this.persons.values()].filter((person) => person.type === 1);
  }

  /** Those of these persons who are no colleagues. */
  outsiders(personIds: readonly number[]): readonly number[] {
    return personIds.filter((id) => this.persons.get(id)?.type !== 1);
  }

  interaction(type: InteractionType, id: number): Interaction | undefined {
    return this.#interactions.get(keyOf(type, id));
  }

  note(id: number): Note | undefined {
    return this.#notes.get(id);
  }

  interactionsOf(type: InteractionType, personIds: readonly number[]): Iterable<Interaction> {
    this.#index ??= new InteractionIndex(this.#interactions.values());
    return this.#index.of(type, personIds);
  }

  create({ content, ...draft }: NewInteraction, creatorId: number): Interaction {
    const id = this.#nextInteractionId(draft.type);
    const note = this.addNote({ content, creatorId, interaction: { type: draft.type, id } });
    return this.#keep({
      ...draft,
      id,
      ccIds: [],
      title: null,
      endDate: null,
      updatedAt: draft.type === 2 ? null : this.#clock.now(),
      manualCreatorId: creatorId,
      noteIds: [note.id],
    });
  }

  /**
   * An end moves along with its start. The text goes into the first note; where there is none, one is made.
   */
  change(before: Interaction, { content, ...change }: InteractionChange, changerId: number): Interaction {
    const { type, id } = before;
    const note = before.noteIds.map((noteId) => this.#notes.get(noteId)).find((one) => one !== undefined);
    if (content !== undefined && note !== undefined) {
      this.#notes.set(note.id, { ...note, content, updatedAt: this.#clock.now() });
    }
    const isNewNote = content !== undefined && note === undefined;
    const noteIds = isNewNote
      ? [this.addNote({ content, creatorId: changerId, interaction: { type, id } }).id]
      : before.noteIds;
    const moved = (change.date ?? before.date) - before.date;
    const endDate = before.endDate === null ? null : before.endDate + moved;
    return this.#keep({ ...before, ...change, endDate, noteIds, updatedAt: this.#clock.now() });
  }

  /** The notes go with it. Whether they do so in the real service is written down nowhere. */
  delete({ type, id, noteIds }: Interaction): void {
    for (const noteId of noteIds) this.#notes.delete(noteId);
    this.#interactions.delete(keyOf(type, id));
    this.#index = undefined;
  }

  addNote(note: Partial<Note> & Pick<Note, 'content' | 'creatorId'>): Note {
    const added: Note = {
      type: 0,
      createdAt: this.#clock.now(),
      updatedAt: null,
      interaction: null,
      personIds: [],
      companyIds: [],
      opportunityIds: [],
      mentionedPersonIds: [],
      parentId: null,
      ...note,
      id: this.#lastNoteId + 1,
    };
    this.#lastNoteId = added.id;
    this.#notes.set(added.id, added);
    return added;
  }

  #keep(interaction: Interaction): Interaction {
    this.#interactions.set(keyOf(interaction.type, interaction.id), interaction);
    this.#index = undefined;
    return interaction;
  }

  #nextInteractionId(type: InteractionType): number {
    const id = (this.#lastIds.get(type) ?? 1000) + 1;
    this.#lastIds.set(type, id);
    return id;
  }
}

function keyOf(type: InteractionType, id: number): number {
  return id * 4 + type;
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
