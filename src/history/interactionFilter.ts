import type { Interaction, InteractionType } from '../affinity/index.ts';
import { directionOf, hasDirection } from '../model/interactionTypes.ts';
import type { DirectionId } from '../model/interactionTypes.ts';
import { isLoggedManually } from '../model/isLoggedManually.ts';
import { involves } from '../model/participants.ts';

export interface Colleague {
  readonly id: number;
  readonly name: string;
}

/** Criteria that the user filters interactions by. */
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

/** The query parameters of a filter. A direction applies only to types that have one. */
export function filterQuery(filter: InteractionFilter, type: InteractionType): FilterQuery {
  const direction = directionOf(type, filter.direction);
  return {
    ...(filter.manualOnly === true ? { loggingType: 1 } : {}),
    ...(filter.colleague ? { internalPersonId: filter.colleague.id } : {}),
    ...(direction === undefined ? {} : { direction }),
  };
}

/**
 * Filters with the same key give the same results. With a type, only criteria that apply to it count, so that meetings are
 * not read again when the direction changes. The key of an empty filter is the empty string.
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

/** True when an interaction matches the filter, judged by its own fields. */
export function passesFilter(interaction: Interaction, filter: InteractionFilter): boolean {
  if (filter.manualOnly === true && !isLoggedManually(interaction)) return false;
  if (filter.direction !== undefined && hasDirection(interaction.type)) {
    if (interaction.direction !== filter.direction) return false;
  }
  const colleague = filter.colleague;
  return !colleague || involves(interaction, colleague.id);
}
