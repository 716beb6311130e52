/** The numbers of V1. They appear nowhere else in the sandbox. */
export const interactionTypes = { meeting: 0, call: 1, chatMessage: 2, email: 3 } as const;
export const directions = { sent: 0, received: 1 } as const;
export const personTypes = { external: 0, internal: 1, collaborator: 2 } as const;
export const noteTypes = { plainText: 0, oldEmail: 1, richText: 2, notetaker: 3 } as const;
export const loggingTypes = { all: 0, manual: 1 } as const;

type ValueOf<Table> = Table[keyof Table];

export type InteractionType = ValueOf<typeof interactionTypes>;
export type Direction = ValueOf<typeof directions>;
export type PersonType = ValueOf<typeof personTypes>;
export type NoteType = ValueOf<typeof noteTypes>;

/** The types of an interaction as this sandbox keeps and lists them. Source: V1 docs, The Interaction Resource. */
export const typeFacts: Readonly<Record<InteractionType, TypeFacts>> = {
  [interactionTypes.meeting]: {
    listKey: 'events',
    isEvent: true,
    hasDirection: false,
    canBeLogged: true,
    manualShare: 0.25,
    weight: 4,
  },
  [interactionTypes.call]: {
    listKey: 'events',
    isEvent: true,
    hasDirection: false,
    canBeLogged: true,
    manualShare: 0.85,
    weight: 3,
  },
  [interactionTypes.chatMessage]: {
    listKey: 'chat_messages',
    isEvent: false,
    hasDirection: true,
    canBeLogged: true,
    manualShare: 0.95,
    weight: 1,
  },
  [interactionTypes.email]: {
    listKey: 'emails',
    isEvent: false,
    hasDirection: true,
    canBeLogged: false,
    manualShare: 0,
    weight: 1,
  },
};

export const allTypes: readonly InteractionType[] = Object.values(interactionTypes);

interface TypeFacts {
  /** The key of the rows in a list. */
  readonly listKey: string;
  /** It has a title, an end and a time of its last change. */
  readonly isEvent: boolean;
  /** A colleague has sent or received it. */
  readonly hasDirection: boolean;
  /** Emails come from mailboxes only. */
  readonly canBeLogged: boolean;
  /** The share of the sample data that was logged manually: meetings mostly come from calendars. */
  readonly manualShare: number;
  /** How much it counts for the strength of a relationship. */
  readonly weight: number;
}

/**
 * The content of a sandbox before its first request. Instants are milliseconds since the epoch. The shapes on
 * the wire are made from these records in `v1/`.
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

/** Its identity is type and id: ids repeat across types. */
export interface InteractionIdentity {
  readonly type: InteractionType;
  readonly id: number;
}

/** The fields of an interaction that a request can write. */
export interface WrittenFields {
  readonly date: number;
  /** All participants; the first one of an email is its sender. */
  readonly personIds: readonly number[];
  readonly direction: Direction | null;
}

export interface Interaction extends InteractionIdentity, WrittenFields {
  /** The subset of `personIds` that got a copy of an email. */
  readonly ccIds: readonly number[];
  /** The title of a meeting or call, the subject of an email. */
  readonly title: string | null;
  readonly endDate: number | null;
  /** Null for an interaction of the sample data, whose creation is derived from its date. */
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly manualCreatorId: number | null;
  readonly noteIds: readonly number[];
}

export interface Note {
  readonly id: number;
  readonly type: NoteType;
  readonly creatorId: number;
  /** A function writes the text on demand, because few notes of the sample workspace are ever read. */
  readonly content: string | (() => string);
  readonly createdAt: number;
  readonly updatedAt: number | null;
  readonly interaction: InteractionIdentity | null;
  readonly personIds: readonly number[];
  readonly companyIds: readonly number[];
  readonly opportunityIds: readonly number[];
  readonly mentionedPersonIds: readonly number[];
  readonly parentId: number | null;
  /** The spoken words behind a note of the notetaker. */
  readonly transcript: readonly TranscriptFragment[] | null;
}

export interface TranscriptFragment {
  readonly speaker: string;
  readonly content: string;
  /** Seconds since the start of the recording. */
  readonly start: number;
  readonly end: number;
}

export interface MergedRecord {
  readonly kind: 'person' | 'company';
  readonly id: number;
  readonly into: number;
}
