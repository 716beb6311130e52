/**
 * What a sandbox holds before anyone has asked it for anything. All instants are milliseconds since the
 * epoch. These are the sandbox's own records; what they look like on the wire is the business of `bodies/`.
 */
export interface SampleData {
  readonly tenant: Tenant;
  readonly persons: readonly Person[];
  readonly companies: readonly Company[];
  readonly opportunities: readonly Opportunity[];
  readonly interactions: readonly Interaction[];
  readonly notes: readonly Note[];
  /** Records that no longer exist because they were merged into another one. */
  readonly merged: readonly MergedRecord[];
}

export interface Tenant {
  readonly id: number;
  readonly name: string;
  readonly subdomain: string;
}

/** 0 external, 1 internal, 2 collaborator. */
export type PersonType = 0 | 1 | 2;

export interface Person {
  readonly id: number;
  readonly type: PersonType;
  readonly firstName: string;
  readonly lastName: string;
  /** The first one is the primary address. */
  readonly emails: readonly string[];
}

export interface Company {
  readonly id: number;
  readonly name: string;
  /** The first one is the company's domain; a company may have none. */
  readonly domains: readonly string[];
  /** Known to the service, but not one of the firm's own. */
  readonly global: boolean;
  readonly personIds: readonly number[];
}

export interface Opportunity {
  readonly id: number;
  readonly name: string;
  readonly personIds: readonly number[];
  readonly companyIds: readonly number[];
}

/** 0 meeting, 1 call, 2 chat message, 3 e-mail. */
export type InteractionType = 0 | 1 | 2 | 3;

/** 0 sent by a colleague, 1 received. */
export type Direction = 0 | 1;

/** Its identity is type and id: ids repeat across types. */
export interface Interaction {
  readonly type: InteractionType;
  readonly id: number;
  readonly date: number;
  /** Everyone who takes part. In an e-mail the first one is the sender. */
  readonly personIds: readonly number[];
  /** Of an e-mail only: those of `personIds` who got a copy. */
  readonly ccIds: readonly number[];
  /** The title of a meeting or call, the subject of an e-mail. */
  readonly title: string | null;
  readonly endDate: number | null;
  readonly updatedAt: number | null;
  readonly direction: Direction | null;
  readonly manualCreatorId: number | null;
  readonly noteIds: readonly number[];
}

/** 0 plain text, 1 old e-mail note, 2 HTML, 3 written by the meeting notetaker. */
export type NoteType = 0 | 1 | 2 | 3;

export interface Note {
  readonly id: number;
  readonly type: NoteType;
  readonly creatorId: number;
  /** A function where the text is written on demand: nobody reads all the notes of a workspace. */
  readonly content: string | (() => string);
  readonly createdAt: number;
  readonly updatedAt: number | null;
  readonly interaction: { readonly type: InteractionType; readonly id: number } | null;
  readonly personIds: readonly number[];
  readonly companyIds: readonly number[];
  readonly opportunityIds: readonly number[];
  readonly mentionedPersonIds: readonly number[];
  readonly parentId: number | null;
}

export interface MergedRecord {
  readonly kind: 'person' | 'company';
  readonly id: number;
  readonly into: number;
}
