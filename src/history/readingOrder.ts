import { interactionTypes, typeIds } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';

const first: readonly TypeId[] = [interactionTypes.meeting.id, interactionTypes.email.id];

/** The order to read types in when only some can be read: the newest contact is most likely one of the first two. */
export const readingOrder = [...first, ...typeIds.filter((type) => !first.includes(type))];
