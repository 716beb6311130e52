import { exactText } from '../dates/wallTime.ts';

export interface DraftAnswer {
  /** The moment of the draft; undefined when none was given. */
  readonly at: Date | undefined;
  /** The date had no time of day. */
  readonly isTimeAssumed: boolean;
  readonly zone: string;
  /** Names without an address. */
  readonly names: number;
  /** The same draft was opened before, and its form is still open. */
  readonly isAgain: boolean;
}

/** The answer of `affinity_draft_interaction`. It holds no text of the service. */
export function draftAnswer({ at, isTimeAssumed, zone, names, isAgain }: DraftAnswer): string {
  return [
    isAgain
      ? 'The form with this draft was open already, and is in front now. It may hold changes of the user.'
      : 'A form with the draft is open in the editor, beside all other forms and drafts of the user.',
    'Nothing was sent: the user reviews it, and logs it or closes it. Do not say that it was logged.',
    at === undefined
      ? 'No date was given, so the form has the current time. Ask the user to check it.'
      : `The date is read as ${exactText(at, zone)} (${zone}).`,
    ...(isTimeAssumed ? ['It had no time, so this one is assumed. Ask the user to check it.'] : []),
    ...(names === 0
      ? []
      : [
          'People who are named without an ID or an address are proposals, which the user confirms in the form.',
        ]),
  ].join('\n');
}
