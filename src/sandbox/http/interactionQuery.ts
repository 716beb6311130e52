import type { Direction, Interaction, InteractionType } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { knownCompany, knownOpportunity, knownPerson } from './knownRecords.ts';
import { required } from './queryFields.ts';
import type { QueryFields } from './queryFields.ts';
import { Refusal } from './refusal.ts';

const DAY = 86_400_000;

const LONGEST_SPAN = 365 * DAY;

/** How the sandbox answers what nobody has written down about lists of interactions. */
export interface OpenQuestions {
  /**
   * Whether an interaction at exactly `end_time` is listed; `exclusive` by default, as the reference takes
   * it.
   */
  readonly endTime?: 'exclusive' | 'inclusive';
  /** `newest-first` by default, as in the only sample there is. */
  readonly order?: 'newest-first' | 'oldest-first';
}

/** The type that a query has to name. */
export function typeIn(query: QueryFields): InteractionType {
  return required('type', query.choice('type', [0, 1, 2, 3]));
}

/** All interactions that a list query asks for, unsorted. Source: V1 docs, Get All Interactions. */
export function interactionsFor(
  workspace: Workspace,
  query: QueryFields,
  endTime: OpenQuestions['endTime'],
): Interaction[] {
  const type = typeIn(query);
  const { start, end } = spanIn(query);
  const personIds = personIdsIn(workspace, query);
  const colleagueId = colleagueIn(workspace, query);
  const direction = directionIn(query, type);
  const isLoggedByHand = query.choice('logging_type', [0, 1]) === 1;
  return [...workspace.interactionsOf(type, personIds)].filter(
    (one) =>
      one.date >= start &&
      (endTime === 'inclusive' ? one.date <= end : one.date < end) &&
      (colleagueId === undefined || one.personIds.includes(colleagueId)) &&
      (direction === undefined || one.direction === direction) &&
      (!isLoggedByHand || one.manualCreatorId !== null),
  );
}

function spanIn(query: QueryFields): { start: number; end: number } {
  const start = required('start_time', query.instant('start_time'));
  const end = required('end_time', query.instant('end_time'));
  if (start >= end) throw new Refusal(422, 'start_time must be before end_time', 'start_time');
  if (end - start > LONGEST_SPAN) {
    throw new Refusal(422, 'The range from start_time to end_time must be within 1 year');
  }
  return { start, end };
}

/**
 * The persons whose interactions are asked for: a company and an opportunity stand for their outside persons.
 * Since no colleague is among them, meetings with colleagues only never appear.
 */
function personIdsIn(workspace: Workspace, query: QueryFields): readonly number[] {
  const personId = query.id('person_id');
  const companyId = query.id('organization_id');
  const opportunityId = query.id('opportunity_id');
  const given = [personId, companyId, opportunityId].filter((id) => id !== undefined);
  if (given.length !== 1) {
    throw new Refusal(422, 'Exactly one of person_id, organization_id and opportunity_id is required');
  }
  if (companyId !== undefined) {
    return workspace.outsiders(knownCompany(workspace, companyId, 'organization_id').personIds);
  }
  if (opportunityId !== undefined) {
    return workspace.outsiders(knownOpportunity(workspace, opportunityId, 'opportunity_id').personIds);
  }
  const person = knownPerson(workspace, required('person_id', personId), 'person_id');
  if (person.type !== 0)
    throw new Refusal(422, 'person_id must be the id of an external person', 'person_id');
  return [person.id];
}

function colleagueIn(workspace: Workspace, query: QueryFields): number | undefined {
  const id = query.id('internal_person_id');
  if (id === undefined) return undefined;
  if (knownPerson(workspace, id, 'internal_person_id').type === 1) return id;
  throw new Refusal(422, 'internal_person_id must be the id of an internal person', 'internal_person_id');
}

function directionIn(query: QueryFields, type: InteractionType): Direction | undefined {
  const direction = query.choice('direction', [0, 1]);
  if (direction === undefined || type === 2 || type === 3) return direction;
  throw new Refusal(422, 'direction is for chat messages and e-mails only', 'direction');
}
