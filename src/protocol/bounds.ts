import { MAX_DISPLAY_LENGTH } from '../model/displayText.ts';
import { MAX_CANDIDATES } from '../model/knownPerson.ts';

/** Upper limits of a message, in UTF-16 units or items. A message beyond one is dropped, so both sides stay below. */
export const bounds = {
  /** The text of an interaction. A selection of 2 MB still fits, because the form has to show it to refuse it. */
  text: 4_000_000,
  dateText: 200,
  /** The text typed into the people field. */
  query: 200,
  pasted: 200_000,
  displayText: MAX_DISPLAY_LENGTH,
  people: 1_000,
  candidates: MAX_CANDIDATES,
  items: 200,
} as const;
