import { directions, noteTypes, personTypes, typeFacts } from './sampleData.ts';
import type {
  Company,
  Interaction,
  InteractionType,
  MergedRecord,
  Note,
  Opportunity,
  Person,
  SampleData,
  Tenant,
} from './sampleData.ts';

const FIRST_INTERACTION_ID = 1001;
const FIRST_NOTE_ID = 590_001;

const none: readonly number[] = [];

type Filled<T, Required extends keyof T> = Partial<T> & Pick<T, Required>;

/**
 * Fills a workspace record by record. Every method returns the complete record that it added; fields that are
 * left out are empty or null. Each type of interaction counts its ids from the same start, because ids of the
 * service repeat across types.
 */
export class SampleDataBuilder {
  readonly #tenant: Tenant;
  readonly #persons: Person[] = [];
  readonly #companies: Company[] = [];
  readonly #opportunities: Opportunity[] = [];
  readonly #interactions: Interaction[] = [];
  readonly #notes: Note[] = [];
  readonly #merged: MergedRecord[] = [];
  readonly #nextIds = new Map<InteractionType, number>();

  constructor(tenant: Tenant = { id: 7001, name: 'Sample Firm', subdomain: 'sample' }) {
    this.#tenant = tenant;
  }

  /** The first colleague is the user of the sandbox's main key; see `sandboxKeys` for the next ones. */
  colleague(person: Partial<Person> = {}): Person {
    return this.person({ type: personTypes.internal, ...person });
  }

  person(person: Partial<Person> = {}): Person {
    const id = person.id ?? 38_706_001 + this.#persons.length;
    const added: Person = {
      type: personTypes.external,
      firstName: 'Person',
      lastName: String(id),
      emails: [],
      ...person,
      id,
    };
    this.#persons.push(added);
    return added;
  }

  company(company: Partial<Company> = {}): Company {
    const id = company.id ?? 2_249_001 + this.#companies.length;
    const added: Company = {
      name: `Company ${id}`,
      domains: [],
      global: false,
      personIds: [],
      ...company,
      id,
    };
    this.#companies.push(added);
    return added;
  }

  opportunity(opportunity: Partial<Opportunity> = {}): Opportunity {
    const id = opportunity.id ?? 117_271 + this.#opportunities.length;
    const added: Opportunity = {
      name: `Opportunity ${id}`,
      personIds: [],
      companyIds: [],
      ...opportunity,
      id,
    };
    this.#opportunities.push(added);
    return added;
  }

  interaction(interaction: Filled<Interaction, 'type' | 'date' | 'personIds'>): Interaction {
    const { type } = interaction;
    const nextId = this.#nextIds.get(type) ?? FIRST_INTERACTION_ID;
    const id = interaction.id ?? nextId;
    this.#nextIds.set(type, Math.max(nextId, id + 1));
    // Spreading two objects into one takes twice the time, and there are thousands of interactions.
    const added: Interaction = {
      type,
      id,
      date: interaction.date,
      personIds: interaction.personIds,
      ccIds: interaction.ccIds ?? none,
      title: interaction.title ?? null,
      endDate: interaction.endDate ?? null,
      createdAt: interaction.createdAt ?? null,
      updatedAt: interaction.updatedAt ?? null,
      direction: interaction.direction ?? (typeFacts[type].hasDirection ? directions.sent : null),
      manualCreatorId: interaction.manualCreatorId ?? null,
      noteIds: interaction.noteIds ?? none,
    };
    this.#interactions.push(added);
    return added;
  }

  note(note: Filled<Note, 'content' | 'creatorId' | 'createdAt'>): Note {
    const added: Note = {
      id: note.id ?? FIRST_NOTE_ID + this.#notes.length,
      type: note.type ?? noteTypes.plainText,
      creatorId: note.creatorId,
      content: note.content,
      createdAt: note.createdAt,
      updatedAt: note.updatedAt ?? null,
      interaction: note.interaction ?? null,
      personIds: note.personIds ?? none,
      companyIds: note.companyIds ?? none,
      opportunityIds: note.opportunityIds ?? none,
      mentionedPersonIds: note.mentionedPersonIds ?? none,
      parentId: note.parentId ?? null,
      transcript: note.transcript ?? null,
    };
    this.#notes.push(added);
    return added;
  }

  /** Adds a note that is the text of an interaction of this builder. */
  noteOn(interaction: Interaction, note: Filled<Note, 'content' | 'creatorId' | 'createdAt'>): Note {
    const added = this.note({ ...note, interaction });
    const own: { noteIds: readonly number[] } = interaction;
    own.noteIds = [...own.noteIds, added.id];
    return added;
  }

  merged(record: MergedRecord): void {
    this.#merged.push(record);
  }

  build(): SampleData {
    return {
      tenant: this.#tenant,
      persons: this.#persons,
      companies: this.#companies,
      opportunities: this.#opportunities,
      interactions: this.#interactions,
      notes: this.#notes,
      merged: this.#merged,
    };
  }
}
