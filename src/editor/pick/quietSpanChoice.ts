import { l10n, QuickInputButtons } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';
import { hostZone } from '../../dates/wallTime.ts';
import { monthsAgo, writtenSpan } from '../../dates/writtenSpan.ts';
import type { SpanReading } from '../../dates/writtenSpan.ts';
import { earliest } from '../../model/span.ts';
import type { Span } from '../../model/span.ts';
import { checkedInput } from '../ui/checkedInput.ts';
import { formatDay } from '../words/formatMoment.ts';
import { choose } from './spanChoice.ts';
import type { ChooseOptions } from './spanChoice.ts';

/** The age of the last contact in months, the newer end first. */
const usual = [
  { least: 1, most: 3 },
  { least: 3, most: 6 },
  { least: 6, most: 12 },
] as const;

type Item = QuickPickItem & { readonly span: Span | undefined };

/**
 * Asks when the last contact was: one of three usual spans, or one in words, which is a step more. Asked again, it continues
 * where the last choice was made.
 */
export class QuietSpanChoice {
  readonly #options: ChooseOptions;
  readonly #dayFirst: boolean;
  #active: string | undefined;
  #typed = '';
  #isInWords = false;

  constructor(options: ChooseOptions, dayFirst: boolean) {
    this.#options = options;
    this.#dayFirst = dayFirst;
  }

  /** The span, the Back button, or undefined on cancel. */
  async ask(): Promise<Span | QuickInputButton | undefined> {
    for (;;) {
      const span = this.#isInWords ? await this.#askInWords() : await this.#askForUsual();
      if (span === 'in-words') this.#isInWords = true;
      else if (this.#isInWords && span === QuickInputButtons.Back) this.#isInWords = false;
      else return span;
    }
  }

  /** The steps of the whole, and the one that was answered last. */
  get steps(): Pick<ChooseOptions, 'step' | 'totalSteps'> {
    const { step, totalSteps } = this.#options;
    return this.#isInWords ? { step: step + 1, totalSteps: totalSteps + 1 } : { step, totalSteps };
  }

  async #askForUsual(): Promise<Span | QuickInputButton | 'in-words' | undefined> {
    const items = spanItems();
    const active = items.find(({ label }) => label === this.#active);
    const chosen = await choose(items, active, this.#options);
    if (chosen === undefined || !('span' in chosen)) return chosen;
    this.#active = chosen.label;
    return chosen.span ?? 'in-words';
  }

  #askInWords(): Promise<Span | QuickInputButton | undefined> {
    return checkedInput<Span>({
      title: this.#options.title,
      prompt: l10n.t('Enter when the last contact was, such as “March to June 2026” or “before May 2025”.'),
      placeholder: l10n.t('4 to 9 months ago'),
      value: this.#typed,
      buttons: [QuickInputButtons.Back],
      ...this.steps,
      check: async (typed) => {
        this.#typed = typed;
        const context = { now: new Date(), zone: hostZone(), dayFirst: this.#dayFirst };
        const read = await writtenSpan(typed, context);
        return 'problem' in read ? { problem: problemWords(read.problem) } : read;
      },
    });
  }
}

/** "3 Aug 2026 to 2 Nov 2026", or "until 2 Nov 2026". */
export function spanWords({ from, to }: Span): string {
  return from.getTime() === earliest.getTime()
    ? l10n.t('until {0}', formatDay(to))
    : l10n.t('{0} to {1}', formatDay(from), formatDay(to));
}

function spanItems(): Item[] {
  const zone = hostZone();
  const items = usual.map(({ least, most }): Item => {
    const span = monthsAgo(least, most, { now: new Date(), zone });
    return { label: l10n.t('{0} to {1} months ago', least, most), description: spanWords(span), span };
  });
  const custom = { label: l10n.t('Custom…'), description: l10n.t('in your own words'), span: undefined };
  return [...items, custom];
}

function problemWords(problem: Extract<SpanReading, { readonly problem: string }>['problem']): string {
  switch (problem) {
    case 'missing':
      return l10n.t('Enter a span of time, such as “6 to 9 months ago”.');
    case 'not-understood':
      return l10n.t(
        'This isn’t a span of time. Try “March to June 2026”, “2025” or “more than 6 months ago”.',
      );
    case 'reversed':
      return l10n.t('The first day can’t be after the last day.');
    case 'in-the-future':
      return l10n.t('The last contact can’t be in the future. Enter a span in the past.');
  }
}
