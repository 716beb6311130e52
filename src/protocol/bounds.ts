import { printable } from '../model/cleanText.ts';
/**
 * What a message may hold at most. A message beyond a bound is dropped whole, so whoever builds one stays below:
 * the host with `asShown`, the page by telling its user.
 */
export const bounds = {
  /** The text of an interaction, in UTF-16 units: above a selection of 2 MB, which has to be shown to be refused. */
  text: 4_000_000,
  dateText: 200,
  query: 200,
  pasted: 200_000,
  shown: 4_000,
  people: 1_000,
  candidates: 50,
  items: 200,
} as const;

/**
 * Cuts what came from elsewhere, such as the service's own words, to what a message may hold, and leaves out what is not
 * to be seen: control characters, and direction overrides, which let a text read as another one.
 */
export function asShown(raw: string): string {
  const text = printable(raw);
  if (text.length <= bounds.shown) return text;
  const cut = text.slice(0, bounds.shown - 1);
  // A pair that is cut in two would be shown as a broken character.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
