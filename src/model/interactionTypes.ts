/**
 * The types of an interaction, in the order in which they are always shown. `id` is the service's number, `key` is part of
 * stored row ids, file names and document addresses, so neither may change; `v2` is its name in V2 and in exported files.
 * Source: V1 docs, Interaction Types; V2 docs, Notes.
 */
export const interactionTypes = {
  meeting: {
    id: 0,
    key: 'meeting',
    v2: 'meeting',
    plural: 'meetings',
    lastDate: 'lastEventDate',
    isEvent: true,
    hasDirection: false,
    canBeLogged: true,
  },
  call: {
    id: 1,
    key: 'call',
    v2: 'call',
    plural: 'calls',
    lastDate: undefined,
    isEvent: true,
    hasDirection: false,
    canBeLogged: true,
  },
  chatMessage: {
    id: 2,
    key: 'chat',
    v2: 'chat-message',
    plural: 'chat messages',
    lastDate: 'lastChatMessageDate',
    isEvent: false,
    hasDirection: true,
    canBeLogged: true,
  },
  email: {
    id: 3,
    key: 'email',
    v2: 'email',
    plural: 'emails',
    lastDate: 'lastEmailDate',
    isEvent: false,
    hasDirection: true,
    canBeLogged: false,
  },
} as const satisfies Readonly<Record<string, InteractionTypeFacts>>;

export const typeNames = Object.keys(interactionTypes) as readonly TypeName[];

export const typeIds: readonly TypeId[] = typeNames.map((name) => interactionTypes[name].id);

/** Types that can be created and edited; the service takes emails from mailboxes only. */
export const loggableTypeNames: readonly LoggableTypeName[] = typeNames.filter((name) => isLoggable(name));

export const loggableTypeIds: readonly LoggableTypeId[] = loggableTypeNames.map(
  (name) => interactionTypes[name].id,
);

/** `sent` by a colleague or `received` by one. Source: V1 docs. */
export const directions = { sent: 0, received: 1 } as const;

interface InteractionTypeFacts {
  readonly id: number;
  readonly key: string;
  readonly v2: string;
  /** In English, for language models. */
  readonly plural: string;
  /** The last contact that the service names for this type alone. Its events are meetings. */
  readonly lastDate: string | undefined;
  /** The service lists it under `events`, with title, start and end. */
  readonly isEvent: boolean;
  readonly hasDirection: boolean;
  readonly canBeLogged: boolean;
}

export type TypeName = keyof typeof interactionTypes;

export type TypeId = (typeof interactionTypes)[TypeName]['id'];

export type LoggableTypeName = {
  [Name in TypeName]: (typeof interactionTypes)[Name]['canBeLogged'] extends true ? Name : never;
}[TypeName];

export type LoggableTypeId = (typeof interactionTypes)[LoggableTypeName]['id'];

export type DirectionId = (typeof directions)[keyof typeof directions];

/** Undefined for a number that the service may add later. */
export function typeName(id: LoggableTypeId): LoggableTypeName;
export function typeName(id: number): TypeName | undefined;
export function typeName(id: number): TypeName | undefined {
  return typeNames.find((name) => interactionTypes[name].id === id);
}

export function typeKey(id: TypeId): string {
  return interactionTypes[typeName(id) ?? 'meeting'].key;
}

export function typeOfKey(key: string): TypeId | undefined {
  const name = typeNames.find((one) => interactionTypes[one].key === key);
  return name && interactionTypes[name].id;
}

export function v2TypeName(id: LoggableTypeId): (typeof interactionTypes)[LoggableTypeName]['v2'];
export function v2TypeName(id: TypeId): string;
export function v2TypeName(id: TypeId): string {
  return interactionTypes[typeName(id) ?? 'meeting'].v2;
}

/** Undefined for a name that V2 may add later. */
export function typeOfV2(v2: string): TypeId | undefined {
  const name = typeNames.find((one) => interactionTypes[one].v2 === v2);
  return name && interactionTypes[name].id;
}

export function hasDirection(id: number): boolean {
  const name = typeName(id);
  return name !== undefined && interactionTypes[name].hasDirection;
}

/** Meetings and calls: what comes from a calendar as well as from a form. */
export function isEvent(id: number): boolean {
  const name = typeName(id);
  return name !== undefined && interactionTypes[name].isEvent;
}

export function canBeLogged(id: number): id is LoggableTypeId {
  const name = typeName(id);
  return name !== undefined && isLoggable(name);
}

/** The direction of an interaction. Undefined for a type that has none, and for a number that is not one. */
export function directionOf(type: number, value: number | null | undefined): DirectionId | undefined {
  if (!hasDirection(type)) return undefined;
  return value === directions.sent || value === directions.received ? value : undefined;
}

function isLoggable(name: TypeName): name is LoggableTypeName {
  return interactionTypes[name].canBeLogged;
}
