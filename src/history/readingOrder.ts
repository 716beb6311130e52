import { interactionTypes } from '../model/interactionTypes.ts';

/** The order to read types in when only some can be read: the newest contact is most likely one of the first two. */
export const readingOrder = [
  interactionTypes.meeting.id,
  interactionTypes.email.id,
  interactionTypes.call.id,
  interactionTypes.chatMessage.id,
] as const;
