import type { NewInteraction } from '../../affinity/index.ts';
import { cleanText } from '../../model/cleanText.ts';
import { canBeLogged, directionOf } from '../../model/interactionTypes.ts';
import type { DirectionId } from '../../model/interactionTypes.ts';
import { knownPeople } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';

/** What is sent for an entry that was checked and is not an update; undefined when it was not. */
export function newInteraction({
  type,
  when,
  people,
  direction,
  text,
}: Entry): LoggedInteraction | undefined {
  if (when.kind !== 'read' || !canBeLogged(type)) return undefined;
  const known = directionOf(direction);
  return {
    type,
    personIds: knownPeople(people).map(({ id }) => id),
    content: cleanText(text).text.trim(),
    date: when.instant,
    ...(known === undefined ? {} : { direction: known }),
  };
}

/** Everything that it takes to log an interaction, with a date that cannot be misread. */
export interface LoggedInteraction extends NewInteraction {
  readonly date: Date;
  readonly direction?: DirectionId | undefined;
}
