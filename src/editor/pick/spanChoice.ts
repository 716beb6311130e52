import { l10n, QuickInputButtons } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';
import { DAY_MS } from '../../model/span.ts';
import type { Span } from '../../model/span.ts';
import { checkedInput } from '../ui/checkedInput.ts';
import { choose } from './choose.ts';
import type { ChooseOptions } from './choose.ts';

/** What the record's dates allow for: with what is planned, and back to the first moment known. */
export const everything = { known: true } as const;

const last =
  (days: number) =>
  (now: number): Span => ({ from: new Date(now - days * DAY_MS), to: new Date(now) });

export type ChosenSpan = Span | typeof everything;

type Item = QuickPickItem & { readonly span: (now: number) => ChosenSpan | undefined };

/** Asks for a span of time: one of the usual ones, all, or two days. Asked again, it is as it was left. */
export class SpanChoice {
  readonly #options: ChooseOptions;
  readonly #items = usualSpans();
  #active: Item | undefined;
  #days = '';

  constructor(options: ChooseOptions) {
    this.#options = options;
  }

  /** The span, the Back button, or undefined when the user gives up. */
  async ask(): Promise<ChosenSpan | QuickInputButton | undefined> {
    for (;;) {
      const chosen = await choose(this.#items, this.#active, this.#options);
      if (chosen === undefined || !('span' in chosen)) return chosen;
      this.#active = chosen;
      const span = chosen.span(Date.now()) ?? (await this.#askForDays());
      if (span !== QuickInputButtons.Back) return span;
    }
  }

  #askForDays(): Promise<Span | QuickInputButton | undefined> {
    return checkedInput<Span>({
      title: this.#options.title,
      prompt: l10n.t('The first and the last day, as year-month-day.'),
      placeholder: '2024-01-01 2024-06-30',
      value: this.#days,
      buttons: [QuickInputButtons.Back],
      check: (typed) => {
        this.#days = typed;
        return Promise.resolve(parseSpan(typed));
      },
    });
  }
}

function usualSpans(): Item[] {
  return [
    { label: l10n.t('Last 30 days'), span: last(30) },
    { label: l10n.t('Last year'), span: last(365) },
    { label: l10n.t('Last 5 years'), span: last(5 * 365) },
    {
      label: l10n.t('All'),
      description: l10n.t('with what is planned, as far back as Affinity knows of anything'),
      span: () => everything,
    },
    { label: l10n.t('From … to …'), description: l10n.t('two days'), span: () => undefined },
  ];
}

/** Two days in local time, both included. */
function parseSpan(typed: string): Span | { readonly problem: string } {
  const [first, last, ...others] = typed.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  const from = first === undefined ? undefined : localDay(first);
  const lastDay = last === undefined ? undefined : localDay(last);
  if (from === undefined || lastDay === undefined || others.length > 0) {
    return { problem: l10n.t('Type two days that exist, such as 2024-01-01 2024-06-30.') };
  }
  if (from > lastDay) return { problem: l10n.t('The first day must not be after the last one.') };
  const to = new Date(lastDay.getFullYear(), lastDay.getMonth(), lastDay.getDate() + 1);
  return { from, to };
}

function localDay(text: string): Date | undefined {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = new Date(year, month - 1, day);
  const exists = date.getMonth() === month - 1 && date.getDate() === day && year >= 1000;
  return exists ? date : undefined;
}
