import type { Chip } from '../../../src/protocol/peopleView.ts';
import { element, isolated } from '../element.ts';
import { icon } from '../icon.ts';

/** More would push the rest of the form away; each chip tells its own reason as well. */
const SHOWN = 5;

/** Why red chips are red, below them. */
export class UnknownReasons {
  readonly element = element('ul', { class: 'lines', role: 'list' });

  draw(chips: readonly Chip[]): void {
    const unknown = chips.filter((chip) => chip.state === 'unknown');
    const lines = unknown
      .slice(0, SHOWN)
      .map(({ typed, problem }) =>
        element(
          'li',
          { class: 'line error' },
          icon('error'),
          element('span', {}, isolated(typed), ': ', isolated(problem)),
        ),
      );
    this.element.replaceChildren(...lines);
  }
}
