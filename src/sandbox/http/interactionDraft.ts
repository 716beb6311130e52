import type { Direction, Interaction, InteractionType } from '../store/sampleData.ts';
import type { InteractionChange, NewInteraction, Workspace } from '../store/workspace.ts';
import type { BodyFields } from './bodyFields.ts';
import { knownPerson } from './knownRecords.ts';
import { required } from './queryFields.ts';
import { Refusal } from './refusal.ts';

/** What a create asks for, once it is allowed. Source: V1 docs, Create a New Interaction. */
export function newInteraction(workspace: Workspace, body: BodyFields): NewInteraction {
  const type = writableType(body);
  return {
    type,
    personIds: required('person_ids', participants(workspace, body)),
    content: required('content', body.text('content')),
    date: required('date', body.instant('date')),
    direction: type === 2 ? (direction(body, type) ?? 0) : (direction(body, type) ?? null),
  };
}

/** What an update asks for; what it leaves out stays as it is. Source: V1 docs, Update an Interaction. */
export function interactionChange(
  workspace: Workspace,
  body: BodyFields,
  before: Interaction,
): InteractionChange {
  const personIds = participants(workspace, body);
  const date = body.instant('date');
  const content = body.text('content');
  const newDirection = direction(body, before.type);
  if (content !== undefined && hasMentions(workspace, before)) {
    throw new Refusal(422, 'The content of a note with mentioned persons cannot be updated', 'content');
  }
  return {
    ...(personIds !== undefined && { personIds }),
    ...(date !== undefined && { date }),
    ...(content !== undefined && { content }),
    ...(newDirection !== undefined && { direction: newDirection }),
  };
}

/** E-mails come from mailboxes only. */
export function writableType(body: BodyFields): Exclude<InteractionType, 3> {
  const type: InteractionType = required('type', body.choice('type', [0, 1, 2, 3] as const));
  if (type === 3) throw new Refusal(422, 'Field type: e-mails (3) cannot be created or updated', 'type');
  return type;
}

function participants(workspace: Workspace, body: BodyFields): readonly number[] | undefined {
  const ids = body.ids('person_ids');
  if (ids === undefined) return undefined;
  const types = ids.map((id) => knownPerson(workspace, id, 'person_ids').type);
  if (!types.includes(1)) {
    throw new Refusal(422, 'person_ids must contain at least one internal person', 'person_ids');
  }
  if (!types.includes(0)) {
    throw new Refusal(422, 'person_ids must contain at least one external person', 'person_ids');
  }
  return [...new Set(ids)];
}

/** Chat messages only. Whether an update takes a direction is written down nowhere; here it does. */
function direction(body: BodyFields, type: InteractionType): Direction | undefined {
  const value = body.choice('direction', [0, 1]);
  if (value === undefined || type === 2) return value;
  throw new Refusal(422, 'direction is for chat messages only', 'direction');
}

function hasMentions(workspace: Workspace, { noteIds }: Interaction): boolean {
  return noteIds.some((id) => (workspace.note(id)?.mentionedPersonIds.length ?? 0) > 0);
}
