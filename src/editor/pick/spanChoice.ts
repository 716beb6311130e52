import { l10n, QuickInputButtons, window } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';
import { DAY_MS } from '../../model/span.ts';
import type { Span } from '../../model/span.ts';
import { checkedInput } from '../ui/checkedInput.ts';
import { acceptedItem } from './acceptedItem.ts';

/** The whole known span of a record: from its first interaction to its planned meetings. */
export const everything = { known: true } as const;

const last =
  (days: number) =>
  (now: number): Span => ({ from: new Date(now - days * DAY_MS), to: new Date(now) });

export type ChosenSpan = Span | typeof everything;

type Item = QuickPickItem & { readonly span: (now: number) => ChosenSpan | undefined };

export interface ChooseOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks for a date range: a usual one, everything, or two days. Asked again, it starts with the last choice. */
export class SpanChoice {
  readonly #options: ChooseOptions;
  readonly #items = usualSpans();
  #active: Item | undefined;
  #days = '';

  constructor(options: ChooseOptions) {
    this.#options = options;
  }

  /** The span, the Back button, or undefined on cancel. */
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
      step: this.#options.step,
      totalSteps: this.#options.totalSteps,
      prompt: l10n.t('Enter the first and last day as YYYY-MM-DD.'),
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

/** One step of several: gives the item, the Back button, or undefined on cancel. */
export async function choose<Item extends QuickPickItem>(
  items: readonly Item[],
  active: Item | undefined,
  options: ChooseOptions,
): Promise<Item | QuickInputButton | undefined> {
  const pick = window.createQuickPick<Item>();
  const { placeholder, ...rest } = options;
  // From the first step there is no way back.
  const buttons = options.step === 1 ? [] : [QuickInputButtons.Back];
  Object.assign(pick, { ...rest, placeholder, items: [...items], buttons });
  if (active !== undefined) pick.activeItems = [active];
  try {
    const back = new Promise<QuickInputButton>((resolve) => void pick.onDidTriggerButton(resolve));
    return await Promise.race([back, acceptedItem(pick)]);
  } finally {
    pick.dispose();
  }
}

function usualSpans(): Item[] {
  return [
    { label: l10n.t('Last 30 days'), span: last(30) },
    { label: l10n.t('Last year'), span: last(365) },
    { label: l10n.t('Last 5 years'), span: last(5 * 365) },
    {
      label: l10n.t('All'),
      description: l10n.t('from the first known interaction to planned meetings'),
      span: () => everything,
    },
    {
      label: l10n.t('Custom range…'),
      description: l10n.t('enter the first and last day'),
      span: () => undefined,
    },
  ];
}

/** Two days in local time, both included. */
function parseSpan(typed: string): Span | { readonly problem: string } {
  const [first, last, ...others] = typed.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  const from = first === undefined ? undefined : localDay(first);
  const lastDay = last === undefined ? undefined : localDay(last);
  if (from === undefined || lastDay === undefined || others.length > 0) {
    return { problem: l10n.t('Enter two valid dates, such as 2024-01-01 2024-06-30.') };
  }
  if (from > lastDay) return { problem: l10n.t('The first day can’t be after the last day.') };
  const to = new Date(lastDay.getFullYear(), lastDay.getMonth(), lastDay.getDate() + 1);
  return { from, to };
}

function localDay(text: string): Date | undefined {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = new Date(year, month - 1, day);
  const exists = date.getMonth() === month - 1 && date.getDate() === day && year >= 1000;
  return exists ? date : undefined;
}
