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

const none: readonly number[] = [];

type Filled<T, Required extends keyof T> = Partial<T> & Pick<T, Required>;

/**
 * Fills a workspace record by record. Every method gives back the record it added, complete with an id; what
 * is left out is empty or null. Interactions are numbered per type and from one and the same start, because
 * ids of the service repeat across types.
 */
export class SampleDataBuilder {
  readonly #tenant: Tenant;
  readonly #persons: Person[] = [];
  readonly #companies: Company[] = [];
  readonly #opportunities: Opportunity[] = [];
  readonly #interactions: Interaction[] = [];
  readonly #notes: Note[] = [];
  readonly #merged: MergedRecord[] = [];
  readonly #nextInteractionId: Record<InteractionType, number> = { 0: 1001, 1: 1001, 2: 1001, 3: 1001 };

  constructor(tenant: Tenant = { id: 7001, name: 'Sample Firm', subdomain: 'sample' }) {
    this.#tenant = tenant;
  }

  /** The first colleague is the user of the sandbox's main key; see `sandboxKeys` for the next ones. */
  colleague(person: Partial<Person> = {}): Person {
    return this.person({ type: 1, ...person });
  }

  person(person: Partial<Person> = {}): Person {
    const id = person.id ?? 38_706_001 + this.#persons.length;
    const added: Person = { type: 0, firstName: 'Person', lastName: String(id), emails: [], ...person, id };
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
    const id = interaction.id ?? this.#nextInteractionId[interaction.type];
    this.#nextInteractionId[interaction.type] = Math.max(this.#nextInteractionId[interaction.type], id + 1);
    // Field by field, because there are thousands: two objects spread into one take twice the time.
    const added: Interaction = {
      type: interaction.type,
      id,
      date: interaction.date,
      personIds: interaction.personIds,
      ccIds: interaction.ccIds ?? none,
      title: interaction.title ?? null,
      endDate: interaction.endDate ?? null,
      updatedAt: interaction.updatedAt ?? null,
      direction: interaction.direction ?? (interaction.type >= 2 ? 0 : null),
      manualCreatorId: interaction.manualCreatorId ?? null,
      noteIds: interaction.noteIds ?? none,
    };
    this.#interactions.push(added);
    return added;
  }

  note(note: Filled<Note, 'content' | 'creatorId' | 'createdAt'>): Note {
    const added: Note = {
      id: note.id ?? 590_001 + this.#notes.length,
      type: note.type ?? 0,
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
    };
    this.#notes.push(added);
    return added;
  }

  /** A note that is the text of an interaction of this builder. */
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
