import type { QueryFields } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { RouteDeps } from '../http/sandboxEnv.ts';
import { contactDates } from '../store/contactDates.ts';
import type { ContactDates } from '../store/contactDates.ts';
import { personTypes } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { timestamp } from './interactionJson.ts';

const wireNames: Readonly<Record<keyof ContactDates, string>> = {
  firstEmail: 'first_email',
  lastEmail: 'last_email',
  firstEvent: 'first_event',
  lastEvent: 'last_event',
  nextEvent: 'next_event',
  lastChatMessage: 'last_chat_message',
  lastInteraction: 'last_interaction',
};

const names = Object.keys(wireNames) as readonly (keyof ContactDates)[];

/** Chat messages have a date in answers, but no filter. */
const filterable = names.filter((name) => name !== 'lastChatMessage');

interface DateFilter {
  readonly name: keyof ContactDates;
  readonly min: number;
  readonly max: number;
}

export interface DatedRecord {
  readonly id: number;
  readonly personIds: readonly number[];
}

/**
 * The part of a query about dates of contact, which are those of the whole firm. Source: V1 docs, Interaction
 * Dates and the filters of persons and organizations.
 */
export class ContactDatesQuery {
  readonly #workspace: Workspace;
  readonly #now: number;
  readonly #filters: readonly DateFilter[];
  readonly #hasDates: boolean;
  readonly #hasPersons: boolean;

  constructor({ workspace, clock }: RouteDeps, query: QueryFields) {
    this.#workspace = workspace();
    this.#now = clock.now();
    this.#filters = filtersIn(query);
    this.#hasDates = query.flag('with_interaction_dates');
    this.#hasPersons = query.flag('with_interaction_persons') && this.#hasDates;
  }

  /** A list leaves out records without contact when dates are asked for, and those outside of a filter. */
  lists({ personIds }: DatedRecord): boolean {
    if (!this.#hasDates && this.#filters.length === 0) return true;
    const dates = contactDates(this.#workspace, personIds, this.#now);
    if (dates === undefined) return false;
    return this.#filters.every(({ name, min, max }) => {
      const date = dates[name]?.date;
      return date !== undefined && date >= min && date <= max;
    });
  }

  /** The fields of a record that the query asks for; every date can be null. */
  fieldsOf({ id, personIds }: DatedRecord): object {
    if (!this.#hasDates) return {};
    const dates = contactDates(this.#workspace, personIds, this.#now);
    const dateOf = (name: keyof ContactDates): string | null => timestamp(dates?.[name]?.date ?? null, id);
    const interaction_dates = Object.fromEntries(
      names.map((name) => [`${wireNames[name]}_date`, dateOf(name)]),
    );
    if (!this.#hasPersons) return { interaction_dates };
    const interactions = Object.fromEntries(
      names.map((name) => {
        const person_ids = this.#colleaguesIn(dates?.[name]?.personIds ?? []);
        return [wireNames[name], dates?.[name] ? { date: dateOf(name), person_ids } : null];
      }),
    );
    return { interaction_dates, interactions };
  }

  #colleaguesIn(personIds: readonly number[]): readonly number[] {
    return personIds.filter((id) => this.#workspace.persons.get(id)?.type === personTypes.internal);
  }
}

function filtersIn(query: QueryFields): readonly DateFilter[] {
  return filterable.flatMap((name) => {
    const [minName, maxName] = [`min_${wireNames[name]}_date`, `max_${wireNames[name]}_date`];
    const [min, max] = [query.instant(minName), query.instant(maxName)];
    if (min === undefined && max === undefined) return [];
    if (min === undefined || max === undefined) {
      const words = `${minName} and ${maxName} must be given together`;
      throw new Refusal(422, words, min === undefined ? minName : maxName);
    }
    if (min > max) throw new Refusal(422, `${minName} must not be after ${maxName}`, minName);
    return [{ name, min, max }];
  });
}
