import type { Interaction, InteractionType, Person } from '../affinity/index.ts';

export interface Colleague {
  readonly id: number;
  readonly name: string;
}

/** What the user wants to see of a record. `direction` 0 is sent, 1 received. */
export interface InteractionFilter {
  readonly manualOnly?: boolean;
  readonly colleague?: Colleague;
  readonly direction?: 0 | 1;
}

export interface FilterQuery {
  readonly loggingType?: 1;
  readonly internalPersonId?: number;
  readonly direction?: 0 | 1;
}

/** The part of a filter that the service understands for a type: meetings and calls have no direction. */
export function filterQuery(filter: InteractionFilter, type: InteractionType): FilterQuery {
  return {
    ...(filter.manualOnly === true ? { loggingType: 1 } : {}),
    ...(filter.colleague ? { internalPersonId: filter.colleague.id } : {}),
    ...(filter.direction !== undefined && hasDirection(type) ? { direction: filter.direction } : {}),
  };
}

/**
 * Two filters with one key ask for the same. With a type, only what applies to it counts, so that meetings
 * are not read again when the direction changes. The key of a filter without effect is the empty text.
 */
export function filterKey(filter: InteractionFilter, type?: InteractionType): string {
  const direction = type === undefined || hasDirection(type) ? filter.direction : undefined;
  return [
    filter.manualOnly === true ? 'manual' : '',
    filter.colleague ? `colleague=${filter.colleague.id}` : '',
    direction === undefined ? '' : `direction=${direction}`,
  ]
    .filter((part) => part !== '')
    .join('&');
}

export function isEmptyFilter(filter: InteractionFilter): boolean {
  return filterKey(filter) === '';
}

/**
 * Whether an interaction that was saved here belongs to a filtered timeline, as far as its own fields tell.
 */
export function passesFilter(interaction: Interaction, filter: InteractionFilter): boolean {
  if (filter.manualOnly === true && !isManual(interaction)) return false;
  if (filter.direction !== undefined && hasDirection(interaction.type)) {
    if (interaction.direction !== filter.direction) return false;
  }
  const colleague = filter.colleague;
  return !colleague || involves(interaction, colleague.id);
}

export function involves(interaction: Interaction, personId: number): boolean {
  return everybodyIn(interaction).some(({ id }) => id === personId);
}

/** Who took part, was written to or got a copy; some of them more than once. */
export function everybodyIn({ persons, from, to, cc }: Interaction): readonly Person[] {
  return [...persons, ...(from ? [from] : []), ...to, ...cc];
}

/** Reads a filter that was stored; undefined when it is none. */
export function parseFilter(value: unknown): InteractionFilter | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { manualOnly, colleague, direction } = value as { readonly [field: string]: unknown };
  if (manualOnly !== undefined && typeof manualOnly !== 'boolean') return undefined;
  if (direction !== undefined && direction !== 0 && direction !== 1) return undefined;
  if (colleague !== undefined && !isColleague(colleague)) return undefined;
  return {
    ...(manualOnly === undefined ? {} : { manualOnly }),
    ...(colleague === undefined ? {} : { colleague: { id: colleague.id, name: colleague.name } }),
    ...(direction === undefined ? {} : { direction }),
  };
}

function hasDirection(type: number): boolean {
  return type === 2 || type === 3;
}

function isManual(interaction: Interaction): boolean {
  return interaction.loggingType === 1 || typeof interaction.manualCreatorId === 'number';
}

function isColleague(value: unknown): value is Colleague {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name } = value as { readonly [field: string]: unknown };
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 && typeof name === 'string';
}
