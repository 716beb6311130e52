import type { NewInteraction } from '../../affinity/index.ts';
import { cleanText } from '../../model/cleanText.ts';
import type { FormDirection, FormType } from '../../protocol/formChoices.ts';
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
  if (when.kind !== 'read' || !isFormType(type)) return undefined;
  return {
    type,
    personIds: knownPeople(people).map(({ id }) => id),
    content: cleanText(text).text.trim(),
    date: when.instant,
    ...(direction === 0 || direction === 1 ? { direction } : {}),
  };
}

/** Everything that it takes to log an interaction, with a date that cannot be misread. */
export interface LoggedInteraction extends NewInteraction {
  readonly date: Date;
  readonly direction?: FormDirection | undefined;
}

/** Whether an interaction of a type can be logged and edited: all but e-mails, and types that nobody knows yet. */
export function isFormType(type: number): type is FormType {
  return type === 0 || type === 1 || type === 2;
}
