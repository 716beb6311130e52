// Without a schema: the page draws itself before it reads a message, and loads what reads them then.
import { directions, loggableTypeIds } from '../model/interactionTypes.ts';
import type { DirectionId, LoggableTypeId } from '../model/interactionTypes.ts';

export const formTypes = loggableTypeIds;

export const formDirections = [directions.sent, directions.received] as const;

export type FormType = LoggableTypeId;

export type FormDirection = DirectionId;
