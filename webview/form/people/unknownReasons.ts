import type { Chip } from '../../../src/protocol/formView.ts';
import { filled } from '../../../src/protocol/formWords.ts';
import type { FormWords } from '../../../src/protocol/formWords.ts';
import { element, isolated } from '../element.ts';
import { icon } from '../icon.ts';

/** More would push the rest of the form away; which chips are meant is told by their colour as well. */
const NAMED = 5;

/** Why red chips are red, below them: each reason once, with the people that it is true of. */
export class UnknownReasons {
  readonly element = element('ul', { class: 'lines', role: 'list' });
  readonly #words: FormWords;

  constructor(words: FormWords) {
    this.#words = words;
  }

  draw(chips: readonly Chip[]): void {
    const reasons = new Map<string, string[]>();
    for (const chip of chips) {
      if (chip.state !== 'unknown') continue;
      reasons.set(chip.problem, [...(reasons.get(chip.problem) ?? []), chip.typed]);
    }
    this.element.replaceChildren(
      ...[...reasons].map(([reason, typed]) => {
        const why = element('span', {}, isolated(this.#named(typed)), ': ', isolated(reason));
        return element('li', { class: 'line error' }, icon('error'), why);
      }),
    );
  }

  #named(typed: readonly string[]): string {
    const shown = typed.slice(0, NAMED).join(', ');
    return typed.length <= NAMED ? shown : filled(this.#words.andMore, shown, typed.length - NAMED);
  }
}
