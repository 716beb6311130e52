import type { RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, isAbsent } from '../transport/checkedArgument.ts';
import { invalidArgument } from '../transport/invalidArgument.ts';
import type { InteractionChanges, NewInteraction } from './interactionService.ts';
import { InteractionType } from './interactionType.ts';

/** The body of a create. @throws AffinityError `invalid-argument` */
export function newInteractionBody(target: RequestTarget, data: NewInteraction): object {
  const type = checkedArgument.type(target, 'type', data.type);
  if (type === InteractionType.email) {
    throw invalidArgument(target, 'type must not be 3: the service does not accept e-mails');
  }
  for (const name of ['personIds', 'content', 'date'] as const) {
    checkedArgument.given(target, name, data[name]);
  }
  return { type, ...checkedFields(target, type, data) };
}

/** The body of an update; what is left out stays as it is. @throws AffinityError `invalid-argument` */
export function changedInteractionBody(
  target: RequestTarget,
  type: InteractionType,
  data: InteractionChanges,
): object {
  const fields = checkedFields(target, type, data);
  if (Object.keys(fields).length > 0) return { type, ...fields };
  throw invalidArgument(target, 'at least one of personIds, content, date and direction is required');
}

function checkedFields(target: RequestTarget, type: number, data: InteractionChanges): object {
  const { personIds, content, date, direction } = data;
  return {
    ...(!isAbsent(personIds) && { person_ids: checkedPersonIds(target, personIds) }),
    ...(!isAbsent(content) && { content: checkedContent(target, content) }),
    ...(!isAbsent(date) && { date: new Date(checkedArgument.instant(target, 'date', date)).toISOString() }),
    ...(!isAbsent(direction) && { direction: checkedDirection(target, type, direction) }),
  };
}

function checkedPersonIds(target: RequestTarget, personIds: readonly number[]): number[] {
  if (!Array.isArray(personIds) || personIds.length === 0) {
    throw invalidArgument(target, 'personIds must name at least one person');
  }
  return personIds.map((id) => checkedArgument.id(target, 'personIds', id));
}

function checkedContent(target: RequestTarget, content: string): string {
  if (checkedArgument.text(target, 'content', content).trim() !== '') return content;
  throw invalidArgument(target, 'content must not be blank');
}

function checkedDirection(target: RequestTarget, type: number, direction: number): number {
  if (type !== InteractionType.chatMessage) {
    throw invalidArgument(target, 'direction is for chat messages (type 2) only');
  }
  if (direction === 0 || direction === 1) return direction;
  throw invalidArgument(target, 'direction must be 0 (sent) or 1 (received)');
}
