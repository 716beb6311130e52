import type { Interaction, InteractionType } from '../affinity/index.ts';
import { directions, hasDirection } from '../model/interactionTypes.ts';
import type { DirectionId } from '../model/interactionTypes.ts';
import { isLoggedManually } from '../model/isLoggedManually.ts';
import { involves } from '../model/participants.ts';

export interface Colleague {
  readonly id: number;
  readonly name: string;
}

/** What the user wants to see of a record. */
export interface InteractionFilter {
  readonly manualOnly?: boolean;
  readonly colleague?: Colleague;
  readonly direction?: DirectionId;
}

export interface FilterQuery {
  readonly loggingType?: 1;
  readonly internalPersonId?: number;
  readonly direction?: DirectionId;
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
  if (filter.manualOnly === true && !isLoggedManually(interaction)) return false;
  if (filter.direction !== undefined && hasDirection(interaction.type)) {
    if (interaction.direction !== filter.direction) return false;
  }
  const colleague = filter.colleague;
  return !colleague || involves(interaction, colleague.id);
}

/** Reads a filter that was stored; undefined when it is none. */
export function parseFilter(value: unknown): InteractionFilter | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { manualOnly, colleague, direction } = value as { readonly [field: string]: unknown };
  if (manualOnly !== undefined && typeof manualOnly !== 'boolean') return undefined;
  if (direction !== undefined && !isDirection(direction)) return undefined;
  if (colleague !== undefined && !isColleague(colleague)) return undefined;
  return {
    ...(manualOnly === undefined ? {} : { manualOnly }),
    ...(colleague === undefined ? {} : { colleague: { id: colleague.id, name: colleague.name } }),
    ...(direction === undefined ? {} : { direction }),
  };
}

function isColleague(value: unknown): value is Colleague {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name } = value as { readonly [field: string]: unknown };
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 && typeof name === 'string';
}

function isDirection(value: unknown): value is DirectionId {
  return value === directions.sent || value === directions.received;
}
