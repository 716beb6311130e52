import { env } from 'vscode';

/** Tells whether the editor's language writes the day before the month. */
export function isDayFirst(): boolean {
  const parts = new Intl.DateTimeFormat(env.language).formatToParts(new Date(2000, 0, 2));
  return parts.findIndex(({ type }) => type === 'day') < parts.findIndex(({ type }) => type === 'month');
}
