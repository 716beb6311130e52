import { knownRecord } from '../http/knownRecord.ts';
import { required } from '../http/queryFields.ts';
import type { QueryFields } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { OpenQuestions } from '../http/sandboxEnv.ts';
import { allTypes, directions, loggingTypes, personTypes, typeFacts } from '../store/sampleData.ts';
import type { Direction, Interaction, InteractionType } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';

const DAY_MS = 86_400_000;
const LONGEST_SPAN_MS = 365 * DAY_MS;

/** The interactions that a list query asks for, unsorted. Source: V1 docs, Get All Interactions. */
export function listedInteractions(
  workspace: Workspace,
  query: QueryFields,
  endTime: OpenQuestions['endTime'],
): Interaction[] {
  const type = typeIn(query);
  const { start, end } = spanIn(query);
  const personIds = personIdsIn(workspace, query);
  const colleagueId = colleagueIn(workspace, query);
  const direction = directionIn(query, type);
  const isManualOnly = query.choice('logging_type', Object.values(loggingTypes)) === loggingTypes.manual;
  return [...workspace.interactionsOf(type, personIds)].filter(
    (one) =>
      one.date >= start &&
      (endTime === 'inclusive' ? one.date <= end : one.date < end) &&
      (colleagueId === undefined || one.personIds.includes(colleagueId)) &&
      (direction === undefined || one.direction === direction) &&
      (!isManualOnly || one.manualCreatorId !== null),
  );
}

/** The type that a query has to name. */
export function typeIn(query: QueryFields): InteractionType {
  return required('type', query.choice('type', allTypes));
}

function spanIn(query: QueryFields): { start: number; end: number } {
  const start = required('start_time', query.instant('start_time'));
  const end = required('end_time', query.instant('end_time'));
  if (start >= end) throw new Refusal(422, 'start_time must be before end_time', 'start_time');
  if (end - start > LONGEST_SPAN_MS) {
    throw new Refusal(422, 'The range from start_time to end_time must be within 1 year');
  }
  return { start, end };
}

/**
 * A company and an opportunity stand for their outside persons. No colleague is among them, so that meetings
 * of colleagues only never appear.
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
    const company = knownRecord(workspace, 'company', { id: companyId, field: 'organization_id' });
    return workspace.outsiders(company.personIds);
  }
  if (opportunityId !== undefined) {
    const field = 'opportunity_id';
    return workspace.outsiders(knownRecord(workspace, 'opportunity', { id: opportunityId, field }).personIds);
  }
  const field = 'person_id';
  const person = knownRecord(workspace, 'person', { id: required(field, personId), field });
  if (person.type !== personTypes.internal) return [person.id];
  throw new Refusal(422, 'person_id must be the id of an external person or a collaborator', field);
}

function colleagueIn(workspace: Workspace, query: QueryFields): number | undefined {
  const field = 'internal_person_id';
  const id = query.id(field);
  if (id === undefined) return undefined;
  if (knownRecord(workspace, 'person', { id, field }).type === personTypes.internal) return id;
  throw new Refusal(422, 'internal_person_id must be the id of an internal person', field);
}

function directionIn(query: QueryFields, type: InteractionType): Direction | undefined {
  const direction = query.choice('direction', Object.values(directions));
  if (direction === undefined || typeFacts[type].hasDirection) return direction;
  throw new Refusal(422, 'direction is for chat messages and emails only', 'direction');
}
