import { oneLine } from './cleanText.ts';

/** The title that the service itself gives to manually logged meetings and calls. Source: recorded responses. */
const MANUAL_TITLE = /^\s*manually logged event\s*$/iu;

/** The title or subject on one line; empty without one, and for a title that the service made up. */
export function titleOf({ title, subject }: Titled): string {
  return (title === undefined || MANUAL_TITLE.test(title) ? '' : oneLine(title)) || oneLine(subject ?? '');
}

interface Titled {
  readonly title?: string | undefined;
  readonly subject?: string | undefined;
}
