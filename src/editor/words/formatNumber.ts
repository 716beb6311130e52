import { env } from 'vscode';

let formatter: Intl.NumberFormat | undefined;

let relative: Intl.RelativeTimeFormat | undefined;

/** "100,000", as the language of the editor groups digits. */
export function formatNumber(value: number): string {
  formatter ??= new Intl.NumberFormat(knownLanguage());
  return formatter.format(value);
}

/** "12 days ago", "yesterday", "in 3 months": a count of units ahead, or back if it is negative. */
export function formatRelative(count: number, unit: 'day' | 'month' | 'year'): string {
  relative ??= new Intl.RelativeTimeFormat(knownLanguage(), { numeric: 'auto' });
  return relative.format(count, unit);
}

/** "1 address, 2 names", as the language of the editor lists things. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(knownLanguage(), { type: 'unit', style: 'short' }).format(items);
}

function knownLanguage(): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(env.language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
