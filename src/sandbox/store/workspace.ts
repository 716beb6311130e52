import { noteTypes, personTypes, typeFacts } from './sampleData.ts';
import type {
  Company,
  Interaction,
  InteractionIdentity,
  InteractionType,
  MergedRecord,
  Note,
  Opportunity,
  Person,
  SampleData,
  Tenant,
  WrittenFields,
} from './sampleData.ts';
import type { SandboxClock } from './sandboxClock.ts';

const LAST_INTERACTION_ID = 1000;
const LAST_NOTE_ID = 590_000;
/** Source: real answers, for meetings and calls alike. */
const MANUAL_TITLE = 'Manually logged event';

export type InteractionChange = Partial<WrittenFields & Pick<Interaction, 'title'>> & {
  readonly content?: string;
};

export type NewInteraction = WrittenFields &
  Pick<Interaction, 'type'> & {
    readonly content: string;
  };

export type NewNote = Partial<Omit<Note, 'id' | 'content'>> &
  Pick<Note, 'creatorId'> & { readonly content: string };

export type NoteChange = Partial<Pick<Note, 'personIds' | 'companyIds' | 'opportunityIds'>> & {
  readonly content?: string;
};

/** A note or interaction that was just written, with its state before, which is undefined for a new one. */
export type WorkspaceWrite =
  | { readonly kind: 'note'; readonly id: number; readonly before: Note | undefined }
  | ({ readonly kind: 'interaction'; readonly before: Interaction | undefined } & InteractionIdentity);

/** The state of a sandbox. It checks nothing: the routes refuse what the service does not allow. */
export class Workspace {
  readonly tenant: Tenant;
  readonly merged: readonly MergedRecord[];
  readonly persons: ReadonlyMap<number, Person>;
  readonly companies: ReadonlyMap<number, Company>;
  readonly opportunities: ReadonlyMap<number, Opportunity>;
  onDidWrite: ((write: WorkspaceWrite) => void) | undefined;
  readonly #clock: SandboxClock;
  readonly #interactions: Map<string, Interaction>;
  readonly #notes: Map<number, Note>;
  #index: ParticipantIndex | undefined;
  /** Ids only rise: an id that is used again after a deletion would name another interaction. */
  readonly #lastIds = new Map<InteractionType, number>();
  #lastNoteId: number;

  constructor(data: SampleData, clock: SandboxClock) {
    this.#clock = clock;
    this.tenant = data.tenant;
    this.merged = data.merged;
    this.persons = byId(data.persons);
    this.companies = byId(data.companies);
    this.opportunities = byId(data.opportunities);
    this.#interactions = new Map(data.interactions.map((one) => [keyOf(one), one]));
    this.#notes = new Map(data.notes.map((note) => [note.id, note]));
    for (const { type, id } of data.interactions) {
      this.#lastIds.set(type, Math.max(this.#lastIds.get(type) ?? LAST_INTERACTION_ID, id));
    }
    this.#lastNoteId = data.notes.reduce((last, { id }) => Math.max(last, id), LAST_NOTE_ID);
  }

  get interactions(): Iterable<Interaction> {
    return this.#interactions.values();
  }

  get notes(): Iterable<Note> {
    return this.#notes.values();
  }

  get colleagues(): readonly Person[] {
    return [...this.persons.values()].filter((person) => person.type === personTypes.internal);
  }

  /** These persons without the colleagues among them. */
  outsiders(personIds: readonly number[]): readonly number[] {
    return personIds.filter((id) => this.persons.get(id)?.type !== personTypes.internal);
  }

  interaction(type: InteractionType, id: number): Interaction | undefined {
    return this.#interactions.get(keyOf({ type, id }));
  }

  note(id: number): Note | undefined {
    return this.#notes.get(id);
  }

  interactionsOf(type: InteractionType, personIds: readonly number[]): Iterable<Interaction> {
    this.#index ??= new ParticipantIndex(this.#interactions.values());
    return this.#index.interactionsOf(type, personIds);
  }

  createInteraction({ content, ...draft }: NewInteraction, creatorId: number): Interaction {
    const identity = { type: draft.type, id: this.#nextInteractionId(draft.type) };
    this.#setInteraction(identity, {
      ...draft,
      ...identity,
      ccIds: [],
      title: typeFacts[draft.type].isEvent ? MANUAL_TITLE : null,
      endDate: null,
      createdAt: this.#clock.now(),
      updatedAt: null,
      manualCreatorId: creatorId,
      noteIds: [],
    });
    this.createNote({ content, creatorId, interaction: identity });
    return this.#existing(identity);
  }

  /** An end moves along with its start. The text goes into the first note, which is made where there is none. */
  changeInteraction(
    before: Interaction,
    { content, ...change }: InteractionChange,
    changerId: number,
  ): Interaction {
    const { type, id } = before;
    const moved = (change.date ?? before.date) - before.date;
    const endDate = before.endDate === null ? null : before.endDate + moved;
    this.#setInteraction(before, { ...before, ...change, endDate, updatedAt: this.#clock.now() });
    const note = before.noteIds.map((noteId) => this.#notes.get(noteId)).find((one) => one !== undefined);
    if (content !== undefined) {
      if (note === undefined) this.createNote({ content, creatorId: changerId, interaction: { type, id } });
      else this.changeNote(note, { content });
    }
    return this.#existing(before);
  }

  /** The notes are deleted too, which is a guess: the documentation does not say it. */
  deleteInteraction(interaction: Interaction): void {
    for (const noteId of interaction.noteIds) {
      const note = this.#notes.get(noteId);
      if (note !== undefined) this.deleteNote(note);
    }
    this.#setInteraction(interaction, undefined);
  }

  createNote(note: NewNote): Note {
    const added: Note = {
      type: noteTypes.plainText,
      createdAt: this.#clock.now(),
      updatedAt: null,
      interaction: null,
      personIds: [],
      companyIds: [],
      opportunityIds: [],
      mentionedPersonIds: [],
      parentId: null,
      transcript: null,
      ...note,
      id: this.#lastNoteId + 1,
    };
    this.#lastNoteId = added.id;
    this.#setNote(added.id, added);
    const owner = added.interaction && this.interaction(added.interaction.type, added.interaction.id);
    if (owner) this.#setInteraction(owner, { ...owner, noteIds: [...owner.noteIds, added.id] });
    return added;
  }

  changeNote(note: Note, change: NoteChange): Note {
    const changed = { ...note, ...change, updatedAt: this.#clock.now() };
    this.#setNote(note.id, changed);
    return changed;
  }

  /** Its replies are deleted too. */
  deleteNote({ id, interaction }: Note): void {
    for (const reply of this.#notes.values()) if (reply.parentId === id) this.#setNote(reply.id, undefined);
    this.#setNote(id, undefined);
    const owner = interaction && this.interaction(interaction.type, interaction.id);
    if (!owner) return;
    this.#setInteraction(owner, { ...owner, noteIds: owner.noteIds.filter((noteId) => noteId !== id) });
  }

  #existing({ type, id }: InteractionIdentity): Interaction {
    const interaction = this.interaction(type, id);
    if (interaction === undefined) throw new RangeError(`There is no interaction ${id} of type ${type}.`);
    return interaction;
  }

  #setNote(id: number, note: Note | undefined): void {
    const before = this.#notes.get(id);
    if (note === undefined) this.#notes.delete(id);
    else this.#notes.set(id, note);
    this.onDidWrite?.({ kind: 'note', id, before });
  }

  #setInteraction({ type, id }: InteractionIdentity, interaction: Interaction | undefined): void {
    const key = keyOf({ type, id });
    const before = this.#interactions.get(key);
    if (interaction === undefined) this.#interactions.delete(key);
    else this.#interactions.set(key, interaction);
    this.#index = undefined;
    this.onDidWrite?.({ kind: 'interaction', type, id, before });
  }

  #nextInteractionId(type: InteractionType): number {
    const id = (this.#lastIds.get(type) ?? LAST_INTERACTION_ID) + 1;
    this.#lastIds.set(type, id);
    return id;
  }
}

/** The text as it was written. */
export function noteContent({ content }: Note): string {
  return typeof content === 'string' ? content : content();
}

/** Finds the interactions of a person without a look at all of them. It is built anew after each change. */
class ParticipantIndex {
  readonly #byTypeAndPerson = new Map<InteractionType, Map<number, Interaction[]>>();

  constructor(interactions: Iterable<Interaction>) {
    for (const interaction of interactions) {
      const byPerson = this.#byTypeAndPerson.get(interaction.type) ?? new Map<number, Interaction[]>();
      this.#byTypeAndPerson.set(interaction.type, byPerson);
      for (const personId of interaction.personIds) {
        const known = byPerson.get(personId);
        if (known === undefined) byPerson.set(personId, [interaction]);
        else known.push(interaction);
      }
    }
  }

  /** Each interaction once, unsorted. */
  interactionsOf(type: InteractionType, personIds: readonly number[]): Iterable<Interaction> {
    const byPerson = this.#byTypeAndPerson.get(type);
    const [only, ...others] = personIds;
    if (only !== undefined && others.length === 0) return byPerson?.get(only) ?? [];
    return new Set(personIds.flatMap((personId) => byPerson?.get(personId) ?? []));
  }
}

function keyOf({ type, id }: InteractionIdentity): string {
  return `${type}:${id}`;
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
