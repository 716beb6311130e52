import { oneLine } from './cleanText.ts';

/** The title that the service itself gives to manually logged meetings and calls. Source: recorded responses. */
const MANUAL_TITLE = /^\s*manually logged event\s*$/iu;

/** The title or subject on one line; empty without one, and for a title that the service made up. */
export function titleOf({ title, subject }: Titled): string {
  return oneLine(ownTitle(title) ?? '') || oneLine(subject ?? '');
}

/** The title as the service holds it; undefined for one that the service made up. */
export function ownTitle(title: string | undefined): string | undefined {
  return title === undefined || MANUAL_TITLE.test(title) ? undefined : title;
}

/** The title or subject, else "Ann Lee +2 · Pricing and next steps" of what is known; empty when nothing is. */
export function titleOrPeople(titled: Titled, people: string, opening: string): string {
  return titleOf(titled) || [people, opening].filter(Boolean).join(' · ');
}

/** "Ann Lee +2". */
export function withMore(first: string, more: number): string {
  return more === 0 ? first : `${first} +${more}`;
}

/** The first name, and the number of others. */
export function firstAndMore([first = '', ...others]: readonly string[]): string {
  return withMore(first, others.length);
}

interface Titled {
  readonly title?: string | undefined;
  readonly subject?: string | undefined;
}
